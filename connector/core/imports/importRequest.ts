/** What an import was asked for; kept as it is until the import is finished. */
import type { FieldList, ImportTarget } from "../billList";

export const scopes = ["selected", "all", "integrated"] as const;

export interface Choice {
  /** `selected`: those named · `all`: every active one · `integrated`: refresh the linked ones. */
  readonly scope: (typeof scopes)[number];
  /** True: linked ones are left as they are. */
  readonly onlyNew: boolean;
}

export interface VendorsRequest extends Choice {
  readonly list: "vendors";
  /** For `selected`; `*` stands for all active ones. */
  readonly vendorIds: readonly string[];
}

export interface ListRequest extends Choice {
  readonly list: FieldList;
  readonly importAs: ImportTarget;
  readonly optionIds: readonly string[];
}

export interface ItemsRequest extends Choice {
  readonly list: "items";
  readonly itemIds: readonly string[];
}

export type ImportRequest = VendorsRequest | ListRequest | ItemsRequest;

/** The ids that were named; undefined where all active ones are meant. */
export const namedIds = ({ scope }: Choice, ids: readonly string[]): readonly string[] | undefined =>
  scope === "all" || (scope === "selected" && ids.includes("*")) ? undefined : ids;

/** True where nothing was asked for, so that nobody needs to be asked. */
export const asksForNothing = (request: ImportRequest): boolean =>
  ("importAs" in request && request.importAs === "none") ||
  (request.scope === "selected" && idsOf(request).length === 0);

export const idsOf = (request: ImportRequest): readonly string[] => {
  if ("vendorIds" in request) return request.vendorIds;
  return "optionIds" in request ? request.optionIds : request.itemIds;
};
