/** A table for spreadsheets: RFC 4180, without anything that a spreadsheet would run as a formula. */
import { type Money, moneyText } from "../money";

export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");

const cell = (text: string): string => {
  const plain = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** Empty for an unknown amount. */
export const amountCell = (amount: Money | undefined): string =>
  amount === undefined ? "" : moneyText(amount);
