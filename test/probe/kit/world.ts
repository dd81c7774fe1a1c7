/** Records of both systems in which every probe finds what it needs, and names that must never leave the machine. */

/** A part of every name, number and text in it. */
export const PRIVATE = "Zanzibar";

const vendor = "00901ZANZIBARPAPER001";
const item = "0ii01ZANZIBARPAPER001";
const lines = (amount: number) => [{ amount, description: `${PRIVATE} paper` }];
const own = { vendorId: vendor, description: `${PRIVATE} invoice` };

const bill = {
  vendors: [
    { id: vendor, name: `${PRIVATE} Paper`, email: "ap@zanzibar.test", accountNumber: "ZANZIBAR-77" },
    { id: "00901ZANZIBARINC00001", name: `${PRIVATE}, Inc: Paper` },
    { id: "00901ZANZIBAROLD00001", name: `${PRIVATE} Old`, archived: true },
  ],
  chartOfAccounts: [
    { id: "0ca01ZANZIBARGOODS001", name: `${PRIVATE} Goods`, account: { type: "EXPENSE", number: "6100" } },
    { id: "0ca01ZANZIBARMEMO0001", name: `${PRIVATE} Memo`, account: { type: "NON_POSTING" } },
  ],
  accountingClasses: [{ id: "cls01ZANZIBAREAST0001", name: `${PRIVATE} East` }],
  departments: [{ id: "0de01ZANZIBARSALES001", name: `${PRIVATE} Sales` }],
  locations: [{ id: "loc01ZANZIBARPORT0001", name: `${PRIVATE} Port` }],
  customers: [{ id: "0cu01ZANZIBARCUST0001", name: `${PRIVATE} Customer` }],
  items: [{ id: item, name: `${PRIVATE} A4`, price: 9.123456 }],
  bills: [
    {
      ...own,
      id: "00n01ZANZIBARPAID0001",
      invoice: { invoiceNumber: "ZANZIBAR-1" },
      billLineItems: lines(100),
    },
    {
      ...own,
      id: "00n01ZANZIBARCREDIT01",
      invoice: { invoiceNumber: "ZANZIBAR-2" },
      billLineItems: lines(100),
    },
    {
      ...own,
      id: "00n01ZANZIBARSCHED001",
      invoice: { invoiceNumber: "ZANZIBAR-3" },
      billLineItems: lines(80),
    },
    {
      ...own,
      id: "00n01ZANZIBARAPPROV01",
      invoice: { invoiceNumber: "ZANZIBAR-4" },
      billLineItems: lines(70.1),
      approvalStatus: "APPROVED",
      createdBy: "00601SIMULATEDUSER01",
    },
    {
      ...own,
      id: "00n01ZANZIBARAPPROV02",
      invoice: { invoiceNumber: "ZANZIBAR-5" },
      billLineItems: lines(60),
      approvalStatus: "APPROVING",
    },
  ],
  vendorCredits: [
    {
      id: "vcr01ZANZIBAR00000001",
      vendorId: vendor,
      referenceNumber: "ZANZIBAR-CN-1",
      amount: 30,
      usage: [{ billId: "00n01ZANZIBARCREDIT01", amount: 30 }],
    },
    {
      id: "vcr01ZANZIBAR00000002",
      vendorId: vendor,
      referenceNumber: "ZANZIBAR-CN-2",
      amount: 10,
      usage: [{ billId: "00n01ZANZIBARPAID0001", paymentId: "stp01ZANZIBAR00000001", amount: 10 }],
    },
  ],
  payments: [
    {
      id: "stp01ZANZIBAR00000001",
      vendorId: vendor,
      billPayments: [
        {
          billId: "00n01ZANZIBARPAID0001",
          amount: 40,
          vendorCredits: [{ id: "vcr01ZANZIBAR00000002", amount: 10 }],
        },
      ],
    },
    {
      id: "stp01ZANZIBAR00000002",
      vendorId: vendor,
      billId: "00n01ZANZIBARSCHED001",
      amount: 50,
      status: "SCHEDULED",
    },
  ],
};

const line = {
  name: `${PRIVATE} A4`,
  quantity: 3,
  price: "6.90",
  taxPercent: 10,
  item: { id: 31 },
  dataItemCustomFields: {
    data: [{ value: `${PRIVATE} Goods`, itemCustomField: { id: 40 }, itemCustomFieldOption: { id: 42 } }],
  },
};

const precoro = {
  suppliers: [
    {
      id: 55,
      name: `${PRIVATE} Paper`,
      externalId: vendor,
      contacts: [{ firstname: PRIVATE, lastname: PRIVATE, email: "ap@zanzibar.test", phone: "5550199" }],
    },
    { id: 56, name: `${PRIVATE} Off`, enable: false },
  ],
  items: [{ id: 31, sku: "ZANZIBAR-A4", name: `${PRIVATE} A4`, price: "9.123456", externalId: item }],
  locations: [{ id: 21, name: `${PRIVATE} Port`, externalId: "loc01ZANZIBARPORT0001" }],
  documentCustomFields: [
    {
      id: 39,
      name: `${PRIVATE} Departments`,
      options: [
        { id: 43, name: `${PRIVATE} Sales`, externalId: "0de01ZANZIBARSALES001" },
        { id: 44, name: `${PRIVATE} Service` },
      ],
    },
  ],
  itemCustomFields: [
    { id: 40, name: `${PRIVATE} Accounts`, options: [{ id: 42, name: `${PRIVATE} Goods` }, { id: 45 }] },
  ],
  invoices: [
    {
      id: 900100,
      idn: "771042",
      supplier: { id: 55 },
      items: [line, { ...line, price: "0.1" }, { ...line, price: "0.2" }],
      location: { id: 21 },
      dataDocumentCustomFields: {
        data: [
          {
            value: `${PRIVATE} Sales`,
            documentCustomField: { id: 39 },
            documentCustomFieldOption: { id: 43 },
          },
        ],
      },
    },
    {
      id: 900101,
      idn: "771043",
      supplier: { id: 55 },
      items: [line],
      payments: [{ id: 5, idn: "880012", sumPaid: "12.00" }],
    },
    {
      id: 900102,
      idn: "771044",
      supplier: { id: 55 },
      items: [{ ...line, quantity: 10 }],
      payments: [{ id: 6, idn: "880013", sumPaid: "22.77", logicType: 1 }],
    },
    {
      id: 900103,
      idn: "771045",
      supplier: { id: 55 },
      logicType: 1,
      parentData: { id: 900102, idn: "771044" },
      items: [line],
    },
    { id: 900104, idn: "771046", supplier: { id: 56 }, logicType: 5, items: [line] },
  ],
};

export const records = { bill, precoro };
