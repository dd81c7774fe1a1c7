/** Probes of Precoro's suppliers, items, options and payments as they are. connector/precoro/API.md §2, §5 to §7, §13. */
import { readMoney } from "../../../connector/core/money";
import { judged, notTestable } from "../finding";
import { at, has, isOk, list, type Row, rowsIn, saying, textAt } from "../reply";
import { dropDowns, first, isLinked, type PrecoroProbe } from "./context";

const missingIn = (rows: readonly Row[], names: readonly string[]): string[] =>
  names.filter((name) => !rows.some((row) => has(row, name)));

const supplierRows: PrecoroProbe = {
  id: "precoro-supplier-rows",
  assumption: "A supplier's row shows the whole card.",
  run: async ({ precoro }) => {
    const rows = await precoro.rows("/suppliers");
    const row = rows.find((one) => rowsIn(at(one, "contacts")).length > 0) ?? first(rows, "supplier");
    const answer = await precoro.get(`/suppliers/${textAt(row, "id")}`);
    if (!isOk(answer)) return notTestable(saying(answer));
    const more = Object.keys(answer.body as Row).filter((name) => !has(row, name));
    const needed = ["currencies", "contacts"].filter((name) => !has(row, name));
    return judged(
      needed.length === 0,
      `The row lacks ${list(needed)}; GET by id shows beside it: ${list(more)}.`,
    );
  },
};

const contactNames: PrecoroProbe = {
  id: "precoro-contact-names",
  assumption: "A supplier's contact has id, firstname, lastname, email and phone.",
  run: async ({ precoro }) => {
    const contacts = (await precoro.rows("/suppliers")).flatMap((row) => rowsIn(at(row, "contacts")));
    first(contacts, "supplier with a contact");
    const missing = missingIn(contacts, ["id", "firstname", "lastname", "email", "phone"]);
    return judged(missing.length === 0, `Missing: ${list(missing)}.`);
  },
};

const items: PrecoroProbe = {
  id: "precoro-items",
  assumption:
    "Items have a unique sku, a name, and a type of 0 to 3: inventory, non-inventory, service, tax.",
  run: async ({ precoro }) => {
    const rows = await precoro.rows("/items");
    first(rows, "item");
    const skus = rows.map((row) => textAt(row, "sku")).filter(Boolean);
    const types = rows.map((row) => `${textAt(row, "type") || "none"} ${textAt(row, "typeString")}`.trim());
    const known = ["0 inventory", "1 non-inventory", "2 service", "3 tax"];
    const missing = missingIn(rows, ["id", "sku", "name", "type", "price", "externalId", "hiddenInCatalog"]);
    const isRight = types.every((type) => known.some((one) => one === type.toLowerCase() || one[0] === type));
    const doubled = skus.length - new Set(skus).size;
    return judged(
      isRight && doubled === 0 && missing.length === 0,
      `Types: ${list(types)}; repeated SKUs: ${doubled}; missing: ${list(missing)}.`,
    );
  },
};

const itemPrices: PrecoroProbe = {
  id: "precoro-item-price",
  assumption: "Precoro keeps all decimals of an item's price.",
  run: async ({ precoro, bill }) => {
    const linked = (await precoro.rows("/items")).filter((row) => isLinked(row));
    first(linked, "linked item");
    if (!bill) return notTestable("It takes BILL's credentials, too, to compare the prices of linked items.");
    const inBill = new Map(
      (await bill.rows("/v3/classifications/items")).map((row) => [textAt(row, "id"), row]),
    );
    const pairs = linked.flatMap((row) => {
      const [kept, sent] = [
        readMoney(row["price"]),
        readMoney(inBill.get(textAt(row, "externalId"))?.["price"]),
      ];
      return kept && sent && sent.c.length - 1 - sent.e > 2 ? [{ kept, sent }] : [];
    });
    first(pairs, "linked item with more than two decimals in BILL");
    const shortened = pairs.filter(
      ({ kept, sent }) => !kept.eq(sent) && kept.minus(sent).abs().lt("0.01"),
    ).length;
    return judged(
      shortened === 0,
      `${shortened} of ${pairs.length} prices with more than two decimals are rounded in Precoro.`,
    );
  },
};

const optionFields: PrecoroProbe = {
  id: "precoro-option-fields",
  assumption: "Options and locations have id, name, enable, externalId and parent, options a code, too.",
  run: async (context) => {
    const fields = ["id", "name", "enable", "externalId", "parent"];
    const missing: string[] = [];
    const [field] = await dropDowns(context);
    const options = field ? await context.precoro.rows(field.path) : [];
    const locations = await context.precoro.rows("/locations");
    if (options.length > 0)
      missing.push(...missingIn(options, [...fields, "code"]).map((name) => `option.${name}`));
    if (locations.length > 0) missing.push(...missingIn(locations, fields).map((name) => `location.${name}`));
    if (options.length + locations.length === 0)
      return notTestable("There are neither options nor locations.");
    return judged(
      missing.length === 0,
      `${options.length} options, ${locations.length} locations; missing: ${list(missing)}.`,
    );
  },
};

const payments: PrecoroProbe = {
  id: "precoro-payment-rows",
  assumption: "Rows of /payments show idn, sumPaid, payDate, externalId, logicType and the invoice's id.",
  run: async ({ precoro }) => {
    const rows = await precoro.rows("/payments");
    first(rows, "payment");
    const missing = missingIn(rows, ["idn", "sumPaid", "payDate", "externalId", "logicType"]);
    if (!rows.some((row) => textAt(row, "invoice.id") !== "")) missing.push("invoice.id");
    return judged(missing.length === 0, `${rows.length} payments; missing: ${list(missing)}.`);
  },
};

export const recordProbes: readonly PrecoroProbe[] = [
  supplierRows,
  contactNames,
  items,
  itemPrices,
  optionFields,
  payments,
];
