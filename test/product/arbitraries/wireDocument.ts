/** One Precoro invoice in the format of GET by `idn`, for tests that change one field of it. */

export const wireLine = (set: Record<string, unknown> = {}) => ({
  id: 1,
  name: "Paper A4",
  quantity: 10,
  price: "9.90",
  discount: "0",
  taxPercent: 10,
  netSum: "99.00",
  taxSum: "9.90",
  sum: "108.90",
  item: [],
  dataItemCustomFields: { data: [] },
  ...set,
});

/** `option`: the option's BILL id; left out for an option that does not come from BILL. */
export const itemField = (name: string, value: string, option?: string) => ({
  value,
  itemCustomField: { id: 17, name },
  itemCustomFieldOption: option === undefined ? [] : { id: 4, name: value, externalId: option },
});

export const documentField = (name: string, value: string, option?: string) => ({
  value,
  documentCustomField: { id: 18, name },
  documentCustomFieldOption: option === undefined ? [] : { id: 5, name: value, externalId: option },
});

export const wireDocument = (set: Record<string, unknown> = {}) => ({
  id: 900100,
  idn: "1042",
  status: 2,
  logicType: 0,
  invoiceNumber: "INV-7",
  currency: "USD",
  issueDate: "2026-03-01T00:00:00+0000",
  requiredDate: "2026-03-31T00:00:00+0000",
  approvalDate: "2026-03-02T08:55:00+0000",
  createDate: "2026-03-01T08:00:00+0000",
  updateDate: "2026-03-02T09:00:00+0000",
  sum: "108.90",
  netSum: 99,
  sumPaid: "0",
  externalId: null,
  externalIntegrationLog: null,
  supplier: { id: 55, name: "Acme Paper", externalId: "00901ACMEPAPER0000001" },
  purchaseOrder: { id: 700, idn: "311" },
  parentData: [],
  items: { data: [wireLine()] },
  dataDocumentCustomFields: { data: [] },
  payments: { data: [] },
  ...set,
});
