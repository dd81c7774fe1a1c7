/** What an import is to import. It stays the same until the import is finished. */
import type { FieldList, ImportTarget } from "../billList";

export const scopes = ["selected", "all", "integrated"] as const;

export interface Choice {
  /** `selected`: the ids of the request · `all`: every active record · `integrated`: refresh the linked ones. */
  readonly scope: (typeof scopes)[number];
  /** True: linked records stay as they are. */
  readonly onlyNew: boolean;
}

export interface VendorsRequest extends Choice {
  readonly list: "vendors";
  /** For `selected`; `*` stands for every active vendor. */
  readonly vendorIds: readonly string[];
}

/** What can be switched off in Precoro: options and items. */
interface SwitchableChoice extends Choice {
  /** True: what is switched off in Precoro stays off, also where BILL's record is active. */
  readonly leaveSwitchedOff?: boolean;
}

export interface ListRequest extends SwitchableChoice {
  readonly list: FieldList;
  readonly importAs: ImportTarget;
  readonly optionIds: readonly string[];
}

export interface ItemsRequest extends SwitchableChoice {
  readonly list: "items";
  readonly itemIds: readonly string[];
}

export type ImportRequest = VendorsRequest | ListRequest | ItemsRequest;

/** The ids that a request names; undefined where it means every active record. */
export const namedIds = ({ scope }: Choice, ids: readonly string[]): readonly string[] | undefined =>
  scope === "all" || (scope === "selected" && ids.includes("*")) ? undefined : ids;

/** True where there is nothing to import, so that no call is needed. */
export const asksForNothing = (request: ImportRequest): boolean =>
  ("importAs" in request && request.importAs === "none") ||
  (request.scope === "selected" && idsOf(request).length === 0);

export const idsOf = (request: ImportRequest): readonly string[] => {
  if ("vendorIds" in request) return request.vendorIds;
  return "optionIds" in request ? request.optionIds : request.itemIds;
};
