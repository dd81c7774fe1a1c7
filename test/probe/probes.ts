/** Every probe by its id, and what connector/DECISIONS.md calls them: each open assumption about a vendor has one. */

import { billWrites } from "./bill/billWrites";
import { billByHand } from "./bill/byHand";
import type { BillProbe } from "./bill/context";
import { creditWrites } from "./bill/creditWrites";
import { closingProbes as billClosing, listProbes as billLists } from "./bill/listProbes";
import { moneyProbes } from "./bill/moneyProbes";
import { recordProbes as billRecords } from "./bill/recordProbes";
import { precoroByHand } from "./precoro/byHand";
import type { PrecoroProbe } from "./precoro/context";
import { documentProbes } from "./precoro/documentProbes";
import { limitProbes } from "./precoro/limitProbes";
import { listProbes as precoroLists } from "./precoro/listProbes";
import { paidProbes } from "./precoro/paidProbes";
import { recordProbes as precoroRecords } from "./precoro/recordProbes";

/** In the order in which they run: reads first, then what writes, then what ends a session. */
export const billProbes: readonly BillProbe[] = [
  ...billLists,
  ...billRecords,
  ...moneyProbes,
  ...billWrites,
  ...creditWrites,
  ...billClosing,
  ...billByHand,
];

export const precoroProbes: readonly PrecoroProbe[] = [
  ...precoroLists,
  ...precoroRecords,
  ...documentProbes,
  ...paidProbes,
  ...limitProbes,
  ...precoroByHand,
];
