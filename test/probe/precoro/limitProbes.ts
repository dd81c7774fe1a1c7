/** Probes of Precoro's limits and rights, which are asked last, since they look at all answers before. connector/precoro/API.md §1.5, §1.6. */

import { confirmed, judged, notTestable } from "../finding";
import { at, formOf, list, saying, textAt } from "../reply";
import type { PrecoroProbe } from "./context";

const rights: PrecoroProbe = {
  id: "precoro-rights",
  assumption: "A right that the user lacks is a 403 for that call alone.",
  run: async ({ precoro }) => {
    for (const path of [
      "/suppliers",
      "/invoices",
      "/payments",
      "/items",
      "/locations",
      "/documentcustomfields",
      "/itemcustomfields",
    ])
      await precoro.get(path, [["per_page", "200"]]);
    const refusals = (await precoro.answers()).filter(({ status }) => status === 401 || status === 403);
    if (refusals.length === 0) return notTestable("The user may read all that the connector reads.");
    return judged(
      refusals.every(({ status }) => status === 403),
      `${list(refusals.map(saying))}; the others are answered.`,
    );
  },
};

const limitBody: PrecoroProbe = {
  id: "precoro-limit-body",
  assumption: "A 429 names its limit and its end in the body.",
  run: async ({ precoro: { limits } }) => {
    if (limits.length === 0) return notTestable("No limit was met, and the probe provokes none.");
    const forms = limits.map(
      ({ body }) =>
        `${textAt(body, "RateLimit-Type") || "no type"}, ${formOf(at(body, "RateLimit-Retry-After"))}`,
    );
    const isNamed = limits.every(
      ({ body }) => textAt(body, "RateLimit-Type") !== "" && textAt(body, "RateLimit-Retry-After") !== "",
    );
    return judged(isNamed, list(forms));
  },
};

const pace: PrecoroProbe = {
  id: "precoro-pace",
  assumption: "Requests 1.1 seconds apart keep the limit of one a second.",
  run: async ({ precoro }) => {
    const count = (await precoro.answers()).length;
    if (precoro.limits.length === 0) return confirmed(`${count} requests, none refused.`);
    return notTestable(
      `${precoro.limits.length} of ${count} requests were refused; another program may have called, too.`,
    );
  },
};

export const limitProbes: readonly PrecoroProbe[] = [rights, limitBody, pace];
