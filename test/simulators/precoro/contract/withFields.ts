/** Starts a Precoro company with a custom field of either level; both levels have the same calls. connector/precoro/API.md §6, §13. */
import type { PrecoroOptions } from "..";
import type { FieldKind } from "../records";
import { startPrecoroVendor } from "./startPrecoroVendor";

/** Options 1 to 5 are a chain of children; 6 and 7 are outside it. */
export const options = [
  { id: 1, name: "Office", code: "O", externalId: "0ca01OFF" },
  ...[2, 3, 4, 5].map((id) => ({ id, parent: { id: id - 1 } })),
  { id: 6, name: "Travel", enable: false },
  { id: 7, parent: 6 },
];

/** Field 801 is a drop-down with these options, field 802 is a text field. */
export const withFields = async (kind: FieldKind, precoroOptions: Partial<PrecoroOptions> = {}) => {
  const webhooks: unknown[] = [];
  const records = {
    [kind]: [
      { id: 801, name: "Bill Accounts", options },
      { id: 802, name: "Comment", type: 1 },
    ],
  };
  const onWebhook = (webhook: unknown) => webhooks.push(webhook);
  const vendor = await startPrecoroVendor({ records, limits: false, onWebhook, ...precoroOptions });
  const { world } = vendor.precoro;
  const option = (id: number) => world.options(kind, 801).find((one) => one.id === id);
  return { ...vendor, world, webhooks, option };
};
