/** BILL's API calls that create and archive vendors, without HTTP. connector/bill/API.md §5. */
import { z } from "zod";
import { unknownId } from "./apiErrors";
import type { Organization } from "./organization";
import type { StoredRecord } from "./records";
import { bodyParser } from "./requestSchema";
import { listRecordOf } from "./seed/seed";

export interface VendorApi {
  createVendor(body: unknown): StoredRecord;
  archiveVendor(id: string): StoredRecord;
}

const text = z.string().min(1);

/** connector/bill/API.md §5: a name and an address are required. Other fields are not supported here. */
const parseVendor = bodyParser(
  z.strictObject({
    name: text.max(100),
    accountType: z.enum(["BUSINESS", "PERSON", "NONE"]).exactOptional(),
    billCurrency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .exactOptional(),
    address: z.strictObject({
      line1: text,
      city: text,
      stateOrProvince: text.exactOptional(),
      zipOrPostalCode: text,
      country: z.string().length(2),
    }),
  }),
);

export const vendorApi = (organization: Organization): VendorApi => ({
  createVendor: (body) =>
    organization.put(
      "vendors",
      listRecordOf("vendors", parseVendor(body), "new vendor", organization.seedContext()),
      "created",
    ),
  archiveVendor(id) {
    const vendor = organization.get("vendors", id);
    if (!vendor) throw unknownId(id);
    // connector/bill/API.md §5: it can be repeated.
    return vendor["archived"] === true
      ? vendor
      : organization.put("vendors", { ...vendor, archived: true }, "archived");
  },
});
