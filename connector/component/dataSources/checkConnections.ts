/** Check Connections: shows in the config wizard whether both connections work. */
import { dataSource } from "@prismatic-io/spectral";
import { checkBill, checkPrecoro } from "../../sync/checkConnections";
import { openPage } from "../configPage";
import { billAccess, precoroAccess } from "../connections";
import { billConnectionInput, precoroConnectionInput } from "../inputs";

/** The check's result, or its error message, such as a missing field: both are shown on the page. */
const checkText = async (check: () => Promise<string>): Promise<string> => {
  try {
    return await check();
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
};

export const checkConnections = dataSource({
  display: {
    label: "Check Connections",
    description: "Tests both connections and shows what is wrong",
  },
  dataSourceType: "string",
  inputs: { billConnection: billConnectionInput, precoroConnection: precoroConnectionInput },
  perform: async (_context, params) => {
    const page = openPage();
    const [bill, precoro] = await Promise.all([
      checkText(() => page.withBill(billAccess(params.billConnection), checkBill)),
      checkText(() => page.withPrecoro(precoroAccess(params.precoroConnection), 0, checkPrecoro)),
    ]);
    return { result: `${bill} ${precoro}` };
  },
  examplePayload: { result: "BILL works. Precoro works." },
});
