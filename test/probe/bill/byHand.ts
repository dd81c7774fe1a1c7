/** What no command can find out about BILL: why, and what a person can do. */
import { byHand } from "../finding";

const ADDRESS_NEEDED = "It needs an address that BILL reaches.";
const TEST_EVENT = "POST /connect-events/v3/subscriptions/{id}/test to an address that keeps what it gets.";

export const billByHand = [
  byHand(
    "bill-locked-minutes",
    "BDC_1107 (locked) is over after ten minutes.",
    "The probe provokes no lock. Where it is seen in a log, compare the times.",
  ),
  byHand(
    "bill-web-pages",
    "The web pages of bills and vendor credits are /Bill?id= and /VendorCredit?id=.",
    "A page needs a signed-in browser. Open the address of a known bill and of a credit.",
  ),
  byHand(
    "bill-signature",
    "The signature is over the bytes sent, or the same JSON minified.",
    `${ADDRESS_NEEDED} ${TEST_EVENT}`,
  ),
  byHand(
    "bill-notification-form",
    "A notification is a plain JSON object.",
    `${ADDRESS_NEEDED} ${TEST_EVENT}`,
  ),
  byHand(
    "bill-account-children",
    "Archiving an account leaves its children as they are.",
    "It would make accounts, which cannot be removed. In a sandbox: archive a parent, then read the chart of accounts.",
  ),
  byHand(
    "bill-non-posting",
    "Nothing is posted to accounts of the type NON_POSTING.",
    "An accountant knows. Choose such an account on a bill in the web application.",
  ),
];
