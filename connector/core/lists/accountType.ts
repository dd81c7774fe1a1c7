/** BILL's types of accounts. Source: connector/bill/API.md §8. A type that is not in the table counts as postable. */

/** Whether a line of a document can be coded to an account of this type. */
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
  // By its name alone. Which of the others to code bills to is the customer's choice.
  NON_POSTING: false,
};

export const accountTypes = Object.keys(postable);

/** False for an account that only groups others or informs; it is imported only where one of its descendants is. */
export const isPostable = (accountType: string | undefined): boolean => postable[accountType ?? ""] ?? true;
