/** Finds the options that a document uses. Its record may only have their names (connector/precoro/API.md §13). */

import { type Document, documentText, type FieldValue } from "../../core/documents/document";
import { isImportedField, type Option } from "../../core/lists/option";
import { sameName } from "../../core/name";
import { isStopped, reject, type Stopped } from "../../core/outcome";
import { collectPages } from "../../http/pages";
import { readable } from "../../http/parse";
import { isRequestError } from "../../http/requestError";
import type { PrecoroClient } from "../../precoro/client";
import type { PrecoroOptionList } from "../../precoro/options";

/** Empty if the field was deleted or has no options. */
const readOptions = async (options: PrecoroOptionList): Promise<Option[]> => {
  try {
    return readable(await collectPages(options.list()));
  } catch (error) {
    if (isRequestError(error, "not-found", "invalid")) return [];
    throw error;
  }
};

/**
 * The document with `optionId` set on the values of its imported fields, or a rejection if two options share a name.
 *
 * @throws {RequestError} if Precoro can't be read.
 */
export const withOptions = async (
  { fields }: PrecoroClient,
  document: Document,
): Promise<Document | Stopped> => {
  const read = new Map<string, Option[]>();
  const optionsOf = async ({ level, fieldId }: NonNullable<FieldValue["lookIn"]>): Promise<Option[]> => {
    const key = `${level} ${fieldId}`;
    const options = read.get(key) ?? (await readOptions(fields.options(level, fieldId)));
    read.set(key, options);
    return options;
  };
  const found = async (value: FieldValue): Promise<FieldValue | Stopped> => {
    if (!value.lookIn || value.value === "" || !isImportedField(value.field)) return value;
    const namesakes = (await optionsOf(value.lookIn)).filter(({ name }) => sameName(name, value.value));
    const [option, ...others] = namesakes;
    if (others.length > 0) {
      const { field } = value;
      return reject("option-ambiguous", { document: documentText(document), field, value: value.value });
    }
    return option?.externalId === undefined ? value : { ...value, optionId: option.externalId };
  };
  const all = async (values: readonly FieldValue[]): Promise<FieldValue[] | Stopped> => {
    const results: FieldValue[] = [];
    for (const value of values) {
      const one = await found(value);
      if (isStopped(one)) return one;
      results.push(one);
    }
    return results;
  };

  const header = await all(document.fields);
  if (isStopped(header)) return header;
  const lines: Document["lines"][number][] = [];
  for (const line of document.lines) {
    const values = await all(line.fields);
    if (isStopped(values)) return values;
    lines.push({ ...line, fields: values });
  }
  return { ...document, fields: header, lines };
};
