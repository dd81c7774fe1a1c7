/** BILL's types of accounts. Source: connector/bill/API.md §8. A type that is not in this table is taken as a usual one. */

/** Whether a line of a document can be coded to an account of that type. */
const postable: Readonly<Record<string, boolean>> = {
  UNSPECIFIED: true,
  ACCOUNTS_PAYABLE: true,
  ACCOUNTS_RECEIVABLE: true,
  BANK: true,
  COST_OF_GOODS_SOLD: true,
  CREDIT_CARD: true,
  EQUITY: true,
  EXPENSE: true,
  FIXED_ASSET: true,
  INCOME: true,
  LONG_TERM_LIABILITY: true,
  OTHER_ASSET: true,
  OTHER_CURRENT_ASSET: true,
  OTHER_CURRENT_LIABILITY: true,
  OTHER_EXPENSE: true,
  OTHER_INCOME: true,
  // By its name; which others a customer codes bills to is for the customer to choose.
  NON_POSTING: false,
};

export const accountTypes = Object.keys(postable);

/** False for an account that only groups or informs; it is imported where another one lies below it. */
export const isPostable = (accountType: string | undefined): boolean => postable[accountType ?? ""] ?? true;
