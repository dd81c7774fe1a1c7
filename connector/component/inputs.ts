/** The inputs that actions, triggers, and data sources share, and how they are parsed. */

import { input, util } from "@prismatic-io/spectral";
import { enteredDate } from "../core/calendarDate";
import { isBillId } from "../core/recordId";
import { BadInput } from "./badInput";

/** The trimmed text of a scalar; undefined if it is empty or not a scalar. */
export const optionalText = (value: unknown): string | undefined => {
  if (value === undefined || value === null || typeof value === "object") return undefined;
  return String(value).trim() || undefined;
};

/**
 * The text of a required input. Checked when the action runs, because the designer already calls `clean` on empty inputs to
 * show examples.
 *
 * @throws {BadInput} if it is empty
 */
export const requireText = <T extends string>(text: T | undefined, label: string): T => {
  if (text === undefined || text === "") throw new BadInput(`${label} is required.`);
  return text;
};

/** Accepts an array, JSON text, comma-separated text, or an object selection. Drops blanks and duplicates. */
export const cleanIds = (value: unknown): string[] => {
  const ids = listOf(value)
    .map(idOf)
    .filter((id): id is string => id !== undefined);
  return [...new Set(ids)];
};

const listOf = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value;
  if (typeof value !== "string") return value === undefined || value === null ? [] : [value];
  const text = value.trim();
  if (!text.startsWith("[") && !text.startsWith("{") && !text.startsWith('"')) return text.split(",");
  try {
    return listOf(JSON.parse(text));
  } catch {
    throw new BadInput(`The list of IDs is not valid JSON: ${text.slice(0, 60)}`);
  }
};

/** Accepts an id, an entry of an object selection (`{object: {key}}`), or an object with `key` or `id`. */
const idOf = (entry: unknown): string | undefined => {
  if (typeof entry !== "object" || entry === null) return optionalText(entry);
  const { object, key, id } = entry as Record<string, unknown>;
  return object === undefined ? optionalText(key ?? id) : idOf(object);
};

/** Accepts one of the choices. Empty means the first. */
export const cleanChoice =
  <T extends string>(label: string, choices: readonly [T, ...T[]]) =>
  (value: unknown): T => {
    const text = optionalText(value) ?? choices[0];
    const choice = choices.find((one) => one === text);
    if (choice === undefined)
      throw new BadInput(`${label} must be one of ${choices.join(", ")}, not "${text.slice(0, 60)}".`);
    return choice;
  };

const cleanAs =
  (pattern: RegExp, what: string) =>
  (value: unknown): string => {
    const text = typeof value === "object" && value !== null ? "{…}" : (optionalText(value) ?? "");
    if (text === "" || pattern.test(text)) return text;
    throw new BadInput(`"${text.slice(0, 60)}" is not ${what}.`);
  };

/** A document number as shown in Precoro; empty text passes. */
export const cleanIdn = cleanAs(/^[\w-]{1,40}$/, "a Precoro document number (idn)");

/** A date such as `2026-01-31`; undefined only if it is empty, because without a start date every document is sent. */
const cleanDate = (value: unknown): string | undefined => {
  const given = typeof value === "object" && value !== null ? value : optionalText(value);
  if (given === undefined) return undefined;
  const day = enteredDate(given);
  if (day !== undefined) return day;
  const shown = typeof given === "string" ? given.slice(0, 60) : "{…}";
  throw new BadInput(`"${shown}" is not a date. Enter it like 2026-01-31.`);
};

/** The ID of a BILL account; undefined if empty or *None* (key `none`) was picked. */
const cleanAccount = (value: unknown): string | undefined => {
  const id = cleanIds(value)[0];
  if (id === undefined || id.toLowerCase() === "none") return undefined;
  if (!isBillId("account", id))
    throw new BadInput(`"${id.slice(0, 60)}" is not the ID of a BILL account, which starts with 0ca.`);
  return id;
};

/** An object from another step, or its JSON text; undefined if empty. */
export const cleanRecord = (value: unknown): unknown => {
  if (value === undefined || value === null || value === "") return undefined;
  return typeof value === "string" ? util.types.toObject(value) : value;
};

export const billConnectionInput = input({
  label: "BILL Connection",
  type: "connection",
  required: true,
  comments: "The BILL organization.",
});

export const precoroConnectionInput = input({
  label: "Precoro Connection",
  type: "connection",
  required: true,
  comments: "The Precoro company.",
});

export const idn = input({
  label: "Document Number (idn)",
  type: "string",
  required: true,
  placeholder: "1042",
  example: "1042",
  comments: "The number of the invoice or credit note in Precoro.",
  clean: cleanIdn,
});

export const documentId = input({
  label: "Internal ID",
  type: "string",
  required: false,
  example: "900100",
  comments:
    "The internal ID from Precoro's notification. It saves a one-minute wait if the document was just read and has nothing new to send.",
  clean: optionalText,
});

export const document = input({
  label: "Document",
  type: "code",
  language: "json",
  required: false,
  comments:
    "The document that Get Document read, so that it isn't read twice. If empty, the action reads it.",
  clean: cleanRecord,
});

export const vouchers = input({
  label: "BILL IDs Seen",
  type: "string",
  required: false,
  example: "00n01ABCDEFGHIJKLMNO",
  comments:
    "IDs of bills or vendor credits whose description names this document. Changed Documents lists them, so that none is overlooked.",
  clean: cleanIds,
});

/** A checkbox that is off by default. */
export const switchInput = (label: string, comments: string) =>
  input({
    label,
    type: "boolean",
    required: false,
    default: "false",
    comments,
    clean: (value: unknown): boolean => util.types.toBool(value, false),
  });

export const force = switchInput(
  "Send Anyway",
  "Used by the flow Send To Bill. Also sends a document that has not been approved again, was archived in BILL, is partly paid in Precoro, or was approved before the start date.",
);

export const sendCreditNotes = switchInput(
  "Send Credit Notes",
  "Also send approved credit notes, as vendor credits.",
);

export const refreshSuppliers = switchInput(
  "Refresh Suppliers Automatically",
  "Update a supplier, including its bank account number, when its vendor changes in BILL.",
);

export const approvedFrom = input({
  label: "Send Documents Approved From",
  type: "string",
  required: false,
  placeholder: "2026-01-31",
  example: "2026-01-31",
  comments:
    "Documents approved before this day (UTC) are skipped. If empty, no document is skipped for its date.",
  clean: cleanDate,
});

export const defaultExpenseAccountId = input({
  label: "Default Expense Account",
  type: "string",
  required: false,
  dataSource: "selectAccount",
  example: "0ca01ABCDEFGHIJKLMNO",
  comments: "For expense lines that have no account. If empty, they are sent without one.",
  clean: cleanAccount,
});

export const taxAccountId = input({
  label: "Tax Account",
  type: "string",
  required: false,
  dataSource: "selectAccount",
  example: "0ca01ABCDEFGHIJKLMNO",
  comments: "Puts tax on a separate line with this account. If empty, tax is part of each line.",
  clean: cleanAccount,
});

export const supplierId = input({
  label: "Supplier ID",
  type: "string",
  required: true,
  example: "55",
  comments: "The internal ID of the Precoro supplier.",
  clean: cleanAs(/^\d{1,15}$/, "a Precoro supplier ID"),
});

export const chosenVendorId = input({
  label: "Vendor ID",
  type: "string",
  required: false,
  dataSource: "selectVendor",
  example: "00901ABCDEFGHIJKLMNO",
  comments: "Needed only if BILL has several active vendors with the supplier's name.",
  clean: optionalText,
});

/** An input for a calendar day, `yyyy-MM-dd`. */
export const dayInput = (label: string, comments: string) =>
  input({ label, type: "string", required: false, example: "2026-01-31", comments, clean: cleanDate });
