/**
 * How the lines of Precoro's documents and their custom fields are read. Source: connector/precoro/API.md §3.3; the names are assumed
 * (§13) and used in this file alone.
 */

import * as z from "zod";
import type { FieldValue, InvoiceLine } from "../core/documents/document";
import { type Money, zero } from "../core/money";
import { omitUndefined } from "../core/omitUndefined";
import { amount, children, relation, text } from "./schema";

const named = z.object({ id: text, name: text, title: text });
const option = z.object({ name: text, externalId: text });

const fieldValue = (
  level: "document" | "item",
  value: string | undefined,
  field: z.infer<typeof named> | undefined,
  chosen: z.infer<typeof option> | undefined,
): FieldValue => ({
  field: field?.name ?? field?.title ?? "",
  value: chosen?.name ?? value ?? "",
  ...omitUndefined({ optionId: chosen?.externalId }),
  ...(chosen === undefined && field?.id !== undefined ? { lookIn: { level, fieldId: field.id } } : {}),
});

export const documentFieldSchema = z
  .object({
    value: text,
    documentCustomField: relation(named),
    documentCustomFieldOption: relation(option),
  })
  .transform((row) =>
    fieldValue("document", row.value, row.documentCustomField, row.documentCustomFieldOption),
  );

const itemFieldSchema = z
  .object({ value: text, itemCustomField: relation(named), itemCustomFieldOption: relation(option) })
  .transform((row) => fieldValue("item", row.value, row.itemCustomField, row.itemCustomFieldOption));

export const locationSchema = relation(option).transform((location): FieldValue[] =>
  location
    ? [
        {
          field: "Location",
          value: location.name ?? "",
          ...omitUndefined({ optionId: location.externalId }),
          isLocation: true,
        },
      ]
    : [],
);

export const lineSchema = z
  .object({
    name: text,
    quantity: amount,
    price: amount,
    taxPercent: text,
    tax: text,
    netSum: amount,
    taxSum: amount,
    sum: amount,
    item: relation(z.object({ externalId: text })),
    dataItemCustomFields: children(itemFieldSchema),
    location: locationSchema,
  })
  .transform((line, context): InvoiceLine => {
    const money = amountsOf(line);
    if (!money) {
      context.addIssue({
        code: "custom",
        message: `line ${line.name ?? ""} has neither a total nor a net total`,
      });
      return z.NEVER;
    }
    return {
      name: line.name ?? "",
      taxRate: line.taxPercent ?? line.tax ?? "0",
      ...money,
      ...omitUndefined({ quantity: line.quantity, price: line.price, itemId: line.item?.externalId }),
      fields: [...(line.dataItemCustomFields ?? []), ...line.location],
    };
  });

/** Net, tax and gross. Two of them give the third; a gross sum alone counts as free of tax. */
const amountsOf = (line: {
  netSum?: Money | undefined;
  taxSum?: Money | undefined;
  sum?: Money | undefined;
}): Pick<InvoiceLine, "net" | "tax" | "gross"> | undefined => {
  const { netSum, taxSum, sum: gross } = line;
  if (gross) {
    const tax = taxSum ?? (netSum ? gross.minus(netSum) : zero);
    return { gross, tax, net: netSum ?? gross.minus(tax) };
  }
  return netSum && { net: netSum, tax: taxSum ?? zero, gross: netSum.plus(taxSum ?? zero) };
};
