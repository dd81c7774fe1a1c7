/** What a synchronous flow answers, as lines for the terminal: a page of import options, the status of the lists, or else its JSON. */
import { listTitles } from "../../connector/core/billList";
import type { Execution } from "../simulators/prismatic";
import { fitTable } from "./columns";

type Answer = NonNullable<Execution["answer"]>;

interface Option {
  readonly name: string;
  readonly integrated?: boolean;
}
interface ListStatus {
  readonly integrated?: boolean;
  readonly count?: number;
  readonly countedAt?: string;
  readonly complete: boolean;
}

/** So many options are shown of a page. */
const OPTIONS_SHOWN = 8;

const markOf = (integrated: boolean | undefined): string =>
  integrated === undefined ? "?" : integrated ? "✓" : "·";

/** Each line fits the width. An answer of another status than 200 is shown as its message. */
export const answerLines = ({ statusCode, body }: Answer, width: number): string[] => {
  if (typeof body !== "object" || body === null) return [`${statusCode} ${JSON.stringify(body)}`];
  if ("options" in body && Array.isArray(body.options)) return optionLines(body.options as Option[], width);
  if ("vendors" in body) return statusLines(body as unknown as Record<string, ListStatus>, width);
  // What a record's result says has been logged already.
  return "outcome" in body && statusCode === 200 ? [] : [`${statusCode} ${JSON.stringify(body)}`];
};

const optionLines = (options: readonly Option[], width: number): string[] => {
  const rows = options
    .slice(0, OPTIONS_SHOWN)
    .map(({ name, integrated }) => `${markOf(integrated)} ${name}`.slice(0, width));
  const more = options.length - rows.length;
  return more > 0 ? [...rows, `… ${more} more`] : rows;
};

const statusLines = (status: Readonly<Record<string, ListStatus>>, width: number): string[] => {
  const rows = Object.entries(listTitles).flatMap(([list, title]) => {
    const one = status[list];
    if (!one) return [];
    const counted = one.countedAt?.slice(0, 16).replace("T", " ") ?? "";
    return [
      [
        `${markOf(one.integrated)} ${title}`,
        String(one.count ?? ""),
        counted,
        one.complete ? "" : "not finished",
      ],
    ];
  });
  return fitTable([["  LIST", "LINKED", "COUNTED (UTC)", ""], ...rows], width).map((line) => line.trimEnd());
};
