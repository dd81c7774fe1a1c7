/** One world for each kind of import, in which every kind of write happens, and what Precoro shows of it, without ids. */
import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import { isLong } from "../kit/long";

export interface ImportWorld {
  readonly name: string;
  readonly world: WorldInput;
  readonly flow: string;
  readonly body: object;
  /** What people change in BILL while the import waits: places, details and new records; and, if wanted, a name and an archived record. */
  change(simulation: Simulation, whatFindsThem: boolean): void;
  /** Id of the BILL record that this archives. */
  readonly archived: string;
}

const id = (prefix: string, n: number) => `${prefix}01IMPORTED000000${n}`;

const vendorId = (n: number) => id("009", n);
const vendors: ImportWorld = {
  name: "vendors",
  world: {
    bill: {
      vendors: [1, 2, 3, 4, 5].map((n) => ({
        id: vendorId(n),
        name: `Vendor ${n}`,
        email: `v${n}@vendor.test`,
      })),
    },
    precoro: {
      suppliers: [
        { id: 2, name: "VENDOR 2" },
        { id: 3, name: "Old", externalId: vendorId(3) },
      ],
    },
  },
  flow: "Import Vendors",
  body: { scope: "all" },
  change: ({ bill: { world } }, whatFindsThem) => {
    if (whatFindsThem) world.edit(vendorId(1), { name: "Renamed" });
    world.edit(vendorId(3), { email: "new@vendor.test" });
    if (whatFindsThem) world.archive(vendorId(4));
    world.add("vendors", { id: vendorId(6), name: "Vendor 6" });
  },
  archived: vendorId(4),
};

const itemId = (n: number) => id("0ii", n);
const items: ImportWorld = {
  name: "items",
  world: {
    bill: { items: [1, 2, 3, 4, 5].map((n) => ({ id: itemId(n), name: `Item ${n}`, price: n / 8 })) },
    precoro: {
      items: [
        { id: 2, sku: "B", name: "ITEM 2" },
        { id: 3, sku: "C", name: "Old", externalId: itemId(3) },
      ],
    },
  },
  flow: "Import Items",
  body: { scope: "all" },
  change: ({ bill: { world } }, whatFindsThem) => {
    if (whatFindsThem) world.edit(itemId(1), { name: "Renamed" });
    world.edit(itemId(3), { price: 9 });
    if (whatFindsThem) world.archive(itemId(4));
    world.add("items", { id: itemId(6), name: "Item 6", price: 6 });
  },
  archived: itemId(4),
};

interface Tree extends Readonly<Record<"bill" | "list" | "importAs" | "prefix", string>> {
  precoro(tree: Tree): Record<string, unknown[]>;
  readonly postTakesLink?: boolean;
}

const entryId = ({ prefix }: Pick<Tree, "prefix">, n: number) => id(prefix, n);

const treeWorld = (tree: Tree): ImportWorld => {
  const at = (n: number) => entryId(tree, n);
  const entry = (n: number, name: string, parent?: number) => ({
    id: at(n),
    name,
    ...(parent === undefined ? {} : { parentId: at(parent) }),
  });
  const collection = tree.bill as "departments";
  return {
    name: `${tree.list} as ${tree.importAs}`,
    world: {
      bill: {
        [tree.bill]: [
          entry(2, "Air", 1),
          entry(1, "Travel"),
          entry(3, "Office"),
          entry(4, "Paper", 3),
          entry(5, "Rail", 1),
          entry(6, "Pens", 3),
        ],
      },
      precoro: tree.precoro(tree),
      simulator: { optionPostTakesExternalId: tree.postTakesLink ?? false },
    },
    flow: "Import List",
    body: { list: tree.list, importAs: tree.importAs, scope: "all" },
    change: ({ bill: { world } }, whatFindsThem) => {
      world.add(collection, entry(7, "Abroad"));
      world.edit(at(1), { parentId: at(7), ...(whatFindsThem && { name: "Trips" }) });
      world.edit(at(6), { parentId: at(1) });
      if (whatFindsThem) world.archive(at(4));
    },
    archived: at(4),
  };
};

/** A field with an option made by hand in the wrong place, and a linked one of another name. */
const existing = (kind: string, name: string) => (tree: Tree) => ({
  [kind]: [
    {
      id: 7,
      name,
      options: [
        { id: 70, name: "AIR" },
        { id: 71, name: "Bureau", externalId: entryId(tree, 3) },
      ],
    },
  ],
});

const allWorlds: readonly ImportWorld[] = [
  vendors,
  items,
  treeWorld({
    bill: "chartOfAccounts",
    list: "chartOfAccounts",
    importAs: "itemCustomField",
    prefix: "0ca",
    precoro: () => ({}),
  }),
  treeWorld({
    bill: "departments",
    list: "departments",
    importAs: "documentCustomField",
    prefix: "0de",
    precoro: existing("documentCustomFields", "Bill Departments"),
    postTakesLink: true,
  }),
  treeWorld({
    bill: "locations",
    list: "locations",
    importAs: "location",
    prefix: "loc",
    precoro: (tree) => ({
      locations: [
        { id: 70, name: "AIR" },
        { id: 71, name: "Bureau", externalId: entryId(tree, 3) },
      ],
    }),
  }),
  treeWorld({
    bill: "accountingClasses",
    list: "classes",
    importAs: "itemCustomField",
    prefix: "cls",
    precoro: existing("itemCustomFields", "Bill Classes"),
  }),
  treeWorld({
    bill: "customers",
    list: "customers",
    importAs: "documentCustomField",
    prefix: "0cu",
    precoro: () => ({}),
    postTakesLink: true,
  }),
];

/** Vendors, items and one tree; the other trees write as that one does, so only a long run plays them. */
export const importWorlds = allWorlds.slice(0, isLong ? undefined : 3);

/** Only what imports need: their own schedule, every six hours. */
export const importConfig = {
  "Export Schedule": "",
  "Payments Schedule": "",
  "Import Schedule": "0 */6 * * *",
};

interface Branch {
  readonly id: number;
  readonly name: string;
  readonly externalId: unknown;
  readonly enable: unknown;
  readonly parent: { readonly id: number } | readonly [];
}

const shownTree = (entries: readonly Branch[]) =>
  entries.map(({ name, externalId, enable, parent }) => ({
    name,
    link: externalId,
    on: enable,
    below:
      "id" in parent
        ? entries.find(({ id: one }) => one === (parent as { id: number }).id)?.externalId
        : null,
  }));

type Shown = { readonly link: unknown };

/** The records of all lists, without ids, which depend on the order of events. */
export const shownIn = ({ precoro: { world } }: Pick<Simulation, "precoro">): Shown[] => {
  const fields = (["documentCustomFields", "itemCustomFields"] as const).flatMap((kind) =>
    world.fields(kind).map((field) => ({
      link: `field ${field.name}`,
      kind,
      options: shownTree(world.options(kind, field.id)),
    })),
  );
  const shown: Shown[] = [
    ...world.suppliers().map(({ name, externalId, contacts }) => ({
      link: externalId,
      name,
      emails: contacts.data.map(({ email }) => email),
    })),
    ...world.items().map(({ sku, name, price, hiddenInCatalog, externalId }) => ({
      link: externalId,
      sku,
      name,
      price,
      hiddenInCatalog,
    })),
    ...shownTree(world.locations()),
    ...fields.map(({ link, kind }) => ({ link, kind })),
    ...fields.flatMap(({ options }) => options),
  ];
  return shown.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
};
