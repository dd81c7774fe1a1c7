/** Check Connections: says on a config page whether both connections work. */
import { dataSource } from "@prismatic-io/spectral";
import { checkBill, checkPrecoro } from "../../sync/checkConnections";
import { openPage } from "../configPage";
import { billAccess, precoroAccess } from "../connections";
import { billConnectionInput, precoroConnectionInput } from "../inputs";

/** A field that is missing is one of the things to say. */
const said = async (check: () => Promise<string>): Promise<string> => {
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
      said(() => page.withBill(billAccess(params.billConnection), checkBill)),
      said(() => page.withPrecoro(precoroAccess(params.precoroConnection), 0, checkPrecoro)),
    ]);
    return { result: `${bill} ${precoro}` };
  },
  examplePayload: { result: "BILL works. Precoro works." },
});
