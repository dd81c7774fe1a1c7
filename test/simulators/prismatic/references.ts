/** References to results of other steps, and templates: their syntax, and how a path is followed. */
import { isRecord } from "./json";

interface Reference {
  step: string;
  part: "results" | "currentItem";
  path: string[];
}

/**
 * `<step>.results.<path>`, or `<loop>.currentItem.<path>`; list indexes as `.0.` or `[0]`, special names as `[".tag"]`.
 * Source: integration/PLATFORM.md §2.6; the two bracket forms occur in the vendor's own exports.
 */
export const parseReference = (text: string): Reference | undefined => {
  const parts = [...text.matchAll(/\["([^"]*)"\]|\['([^']*)'\]|\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, double, single, place, plain]) => double ?? single ?? place ?? plain ?? "",
  );
  const [step, part, ...path] = parts;
  if (step === undefined || (part !== "results" && part !== "currentItem")) return undefined;
  return { step, part, path };
};

/** A path that does not exist gives undefined. Source: integration/PLATFORM.md §2.6 and `exists` in its conditions. */
export const walkPath = (value: unknown, path: readonly string[]): unknown => {
  let here = value;
  for (const key of path) {
    if (Array.isArray(here)) here = here[Number(key)];
    else if (isRecord(here) && Object.hasOwn(here, key)) here = here[key];
    else return undefined;
  }
  return here;
};

type TemplatePart = string | { configVar: string } | { reference: string };

/** `{{#Config Var}}` and `{{$id.results.path}}` within text. Source: integration/PLATFORM.md §2.6. */
export const parseTemplate = (text: string): TemplatePart[] =>
  text
    .split(/(\{\{[#$].*?\}\})/s)
    .filter((part) => part !== "")
    .map((part) => {
      const [, kind, inner] = /^\{\{([#$])(.*)\}\}$/s.exec(part) ?? [];
      if (inner === undefined) return part;
      return kind === "#" ? { configVar: inner.trim() } : { reference: inner.trim() };
    });
