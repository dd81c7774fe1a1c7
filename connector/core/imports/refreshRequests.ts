/** Which imports refresh what is already in Precoro. */
import { type FieldList, fieldLists, type ImportTarget } from "../billList";
import type { Choice, ImportRequest } from "./importRequest";

interface Refresh {
  /** Supplier cards too. */
  readonly vendors: boolean;
  /** What each list was imported as; a list that is missing was not. */
  readonly importAs: Readonly<Partial<Record<FieldList, ImportTarget>>>;
  /** True: what is switched off in Precoro stays off. */
  readonly leaveSwitchedOff: boolean;
}

/** One import a list, in the order of running: linked records alone, so nothing is selected anew. */
export const refreshRequests = ({ vendors, importAs, leaveSwitchedOff }: Refresh): ImportRequest[] => {
  const linked: Choice = { scope: "integrated", onlyNew: false };
  const switchable = { ...linked, ...(leaveSwitchedOff && { leaveSwitchedOff }) };
  const lists = fieldLists.flatMap((list): ImportRequest[] => {
    const target = importAs[list] ?? "none";
    return target === "none" ? [] : [{ list, ...switchable, importAs: target, optionIds: [] }];
  });
  return [
    ...(vendors ? [{ list: "vendors", ...linked, vendorIds: [] } as const] : []),
    ...lists,
    { list: "items", ...switchable, itemIds: [] },
  ];
};
