/** Builds the wizard's page *Map suppliers*: a picker of suppliers and vendors of the same name, and a form for all others. */
import type { JSONForm } from "@prismatic-io/spectral";
import type { NamedSupplier } from "../core/vendors/supplier";
import { supplierText } from "../core/vendors/supplier";
import { type NamePair, pairKey } from "../core/vendors/supplierPairs";
import { longAgo } from "../precoro/requestVariants";
import { type Choices, readChoices } from "../sync/importChoices/readChoices";
import {
  readNamePairs,
  readUnlinkedSuppliers,
  type UnlinkedSuppliers,
} from "../sync/importChoices/readUnlinkedSuppliers";
import { openPage } from "./configPage";
import { billAccess, precoroAccess } from "./connections";
import { NOTE_KEY } from "./mappingInputs";

interface PageParams {
  readonly billConnection: Parameters<typeof billAccess>[0];
  readonly precoroConnection: Parameters<typeof precoroAccess>[0];
  /** Part of the names to show; empty for all. */
  readonly find: string;
}

/** The page's two data sources: both read Precoro page after page, each in its own turn and with its own requests. */
const turns = { picker: 0, form: 1 } as const;
const TAKING_TURNS = Object.keys(turns).length;
/** What the picker keeps of its time for the question which vendors are linked already. */
const LOOKUP_MS = 3_000;

interface Read {
  readonly vendors: Choices;
  readonly suppliers: UnlinkedSuppliers;
  readonly pairs: readonly NamePair[];
}

const readPage = async (
  { billConnection, precoroConnection, find }: PageParams,
  turn: keyof typeof turns,
): Promise<Read> => {
  const page = openPage();
  const reading = page.withBill(billAccess(billConnection), (bill, until) =>
    readChoices(bill, "vendors", until, { filter: find }),
  );
  const matching = page.withPrecoro(
    precoroAccess(precoroConnection),
    turns[turn],
    async (precoro, until) => {
      const latest = turn === "picker" ? until - LOOKUP_MS : until;
      const since = longAgo(turns[turn]);
      const suppliers = await readUnlinkedSuppliers(precoro, find, since, latest);
      const { choices } = await reading;
      const pairs =
        turn === "picker" ? await readNamePairs(precoro, suppliers.suppliers, choices, since) : [];
      return { suppliers, pairs };
    },
    TAKING_TURNS,
  );
  const [vendors, matched] = await Promise.all([reading, matching]);
  return { vendors, ...matched };
};

/** What could not be read, in words; empty if everything was. */
const notesOf = ({ vendors, suppliers }: Read): string[] => [
  ...(suppliers.complete
    ? []
    : [`Precoro is busy or has many suppliers, so only ${suppliers.read} without a link could be read`]),
  ...(vendors.complete ? [] : ["BILL has more vendors than can be shown here: enter part of a name above"]),
];

/**
 * The picker of suppliers and vendors with the same name.
 *
 * @throws {RequestError} if BILL can't be read
 */
export const selectPairs = async (params: PageParams) => {
  const read = await readPage(params, "picker");
  const none = read.pairs.length === 0 ? ["No supplier without a link has the name of a vendor"] : [];
  const notes = [...none, ...notesOf(read)];
  const note = { object: { key: NOTE_KEY, label: `(${notes.join("; ")})` }, defaultSelected: false };
  return {
    result: [
      ...(notes.length === 0 ? [] : [note]),
      ...read.pairs.map(({ pair, label }) => ({
        object: { key: pairKey(pair), label },
        defaultSelected: false,
      })),
    ],
  };
};

/**
 * The form for suppliers and vendors with different names.
 *
 * @throws {RequestError} if BILL can't be read
 */
export const mappingForm = async (params: PageParams): Promise<{ result: JSONForm }> => {
  const read = await readPage(params, "form");
  return { result: formOf(read.suppliers.suppliers, read.vendors.choices, notesOf(read)) };
};

interface NamedVendor {
  readonly key: string;
  readonly label: string;
}

/** Source of what the wizard's forms can do: integration/PLATFORM.md §8. */
export const formOf = (
  suppliers: readonly NamedSupplier[],
  vendors: readonly NamedVendor[],
  notes: readonly string[],
): JSONForm => {
  const columns = { supplier: "Supplier in Precoro", vendor: "Vendor in BILL" };
  const ofSuppliers = suppliers.map((one) => ({ const: one.id, title: supplierText(one) }));
  const ofVendors = vendors.map(({ key, label }) => ({ const: key, title: `${label} (${key})` }));
  return {
    schema: {
      type: "object",
      properties: {
        mappings: {
          type: "array",
          items: {
            type: "object",
            properties: {
              supplier: choice(columns.supplier, ofSuppliers),
              vendor: choice(columns.vendor, ofVendors),
            },
            required: ["supplier", "vendor"],
          },
        },
      },
    },
    uiSchema: {
      type: "Group",
      label: ["Suppliers whose names differ in BILL", ...notes].join(". "),
      elements: [
        {
          type: "Control",
          scope: "#/properties/mappings",
          label: "Suppliers and their vendors",
          options: {
            layout: "Accordion",
            elementLabelProp: "supplier",
            detail: {
              type: "HorizontalLayout",
              elements: Object.keys(columns).map((column) => ({
                type: "Control",
                scope: `#/properties/${column}`,
                options: { autocomplete: true },
              })),
            },
          },
        },
      ],
    } as JSONForm["uiSchema"],
    data: { mappings: [] },
  };
};

/** A list to search and choose from. Without choices it is a field for an ID, since a list of choices can't be empty. */
const choice = (title: string, choices: readonly { readonly const: string; readonly title: string }[]) =>
  choices.length === 0
    ? { type: "string", title: `${title} (ID)` }
    : { type: "string", title, oneOf: [...choices] };
