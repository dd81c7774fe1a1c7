/** The records of one BILL organization. It reports changes, and does not know which changes are allowed. */
import type { Fields } from "../kit/records";
import { unknownId } from "./apiErrors";
import type { BillView } from "./billRules";
import { shownBill } from "./bills/shownBill";
import {
  type Bill,
  type Collection,
  type Credit,
  collections,
  type Payment,
  type StoredRecord,
} from "./records";
import { newIds, seed, type Tables } from "./seed/seed";
import type { SeedContext } from "./seed/seedBill";
import { timeOf, withoutNulls } from "./wireFormat";

export interface Change {
  readonly collection: Collection;
  readonly id: string;
  /** `failed` is for payments only. */
  readonly action: "created" | "updated" | "archived" | "restored" | "failed";
}

/** Whether the change is reported to listeners, by default true. */
export interface NotifyOption {
  readonly notify?: boolean;
}

export interface OrganizationOptions extends BillView {
  readonly now: () => number;
  /** Who works by the API. */
  readonly userId: string;
  /** Who works in the web app, and has created what a world file holds. */
  readonly personId: string;
  readonly onChange: (change: Change) => void;
}

export class Organization {
  readonly nextId: SeedContext["nextId"];
  private readonly tables: Tables;
  /** The rows of the lists, cached until something changes: a long list is requested page by page. */
  private readonly lists = new Map<Collection, readonly Fields[]>();

  constructor(
    records: Fields,
    private readonly options: OrganizationOptions,
  ) {
    this.nextId = newIds(records);
    this.tables = seed(records, this.seedContext());
  }

  /** Who works by the API. */
  get userId(): string {
    return this.options.userId;
  }

  /** What defaults of a record that a person creates are made from. */
  seedContext(): SeedContext {
    return { now: this.options.now(), userId: this.options.personId, nextId: this.nextId };
  }

  time(): string {
    return timeOf(this.options.now());
  }

  get(collection: Collection, id: string): StoredRecord | undefined {
    return this.tables[collection].get(id);
  }

  /** In the order of their creation. */
  all(collection: Collection): StoredRecord[] {
    return [...this.tables[collection].values()];
  }

  bills(): Bill[] {
    return [...this.tables.bills.values()];
  }

  payments(): Payment[] {
    return [...this.tables.payments.values()];
  }

  bill(id: string): Bill {
    const bill = this.tables.bills.get(id);
    if (!bill) throw unknownId(id);
    return bill;
  }

  payment(id: string): Payment {
    const payment = this.tables.payments.get(id);
    if (!payment) throw unknownId(id);
    return payment;
  }

  credit(id: string): Credit | undefined {
    return this.tables.vendorCredits.get(id);
  }

  credits(): Credit[] {
    return [...this.tables.vendorCredits.values()];
  }

  holds(id: string): boolean {
    return collections.some((name) => this.tables[name].has(id));
  }

  collectionOf(id: string): Collection {
    const collection = collections.find((name) => this.tables[name].has(id));
    if (!collection) throw unknownId(id);
    return collection;
  }

  /** Stores a record; connector/bill/API.md §4: its `updatedTime` becomes now. */
  put<Record extends StoredRecord>(
    collection: Collection,
    record: Record,
    action: Change["action"],
    { notify = true }: NotifyOption = {},
  ): Record {
    const kept = { ...record, updatedTime: this.time() };
    const table: Map<string, StoredRecord> = this.tables[collection];
    table.set(kept.id, kept);
    this.lists.clear();
    if (notify) this.options.onChange({ collection, id: kept.id, action });
    return kept;
  }

  /** A collection's rows as its list shows them: the same array, unless something has changed. */
  rows(collection: Collection): readonly Fields[] {
    const rows =
      this.lists.get(collection) ?? this.all(collection).map((record) => this.shown(collection, record));
    this.lists.set(collection, rows);
    return rows;
  }

  /** A record as lists and reads show it; connector/bill/API.md §6.3, §9: bills and payments have the vendor's name. */
  shown(collection: Collection, record: Fields): Fields {
    if (collection !== "bills" && collection !== "payments") return record;
    const shown = collection === "bills" ? shownBill(record as Bill, this.options) : record;
    return withoutNulls({ ...shown, vendorName: this.vendorName(record) }) as Fields;
  }

  vendorName({ vendorId }: Fields): unknown {
    const { name }: Fields = this.get("vendors", String(vendorId)) ?? {};
    return name;
  }
}
