/** The wizard's page *Map suppliers*: a world with suppliers of each kind, and what a test does with the page. */

import type { Simulation } from "../../sandbox/simulation";
import type { WorldInput } from "../../sandbox/worldFile";
import type { Execution } from "../../simulators/prismatic";
import { quiet, vendor } from "./pendingImports";

export const mappingWorld: WorldInput = {
  ...quiet,
  bill: {
    vendors: [
      vendor(1, { name: "Acme Paper" }),
      vendor(2, { name: "Binder Company" }),
      vendor(3, { name: "Taken" }),
      vendor(4, { name: "Twin" }),
      vendor(5, { name: "TWIN" }),
      vendor(6, { name: "Gone", archived: true }),
    ],
  },
  precoro: {
    suppliers: [
      { id: 51, name: "acme  paper" },
      { id: 52, name: "Binder & Co" },
      { id: 53, name: "Taken too", externalId: vendor(3).id },
      { id: 54, name: "Taken" },
      { id: 55, name: "Twin" },
      { id: 56, name: "Off", enable: false },
      { id: 57, name: "Foreign", externalId: "QBO-1" },
    ],
  },
};

interface Form {
  schema: {
    properties: {
      mappings: { items: { properties: Record<string, { oneOf?: { const: string; title: string }[] }> } };
    };
  };
  uiSchema: { label: string };
}
type Choice = { object: { key: string; label: string }; defaultSelected: boolean };

export const openPage = async ({ platform }: Simulation) => {
  const [picker, form] = await Promise.all([
    platform.dataSource("Suppliers To Map"),
    platform.dataSource("Supplier Mappings"),
  ]);
  return { picker: picker as Choice[], form: form as Form };
};
export const choicesOf = ({ schema }: Form, column: string) =>
  schema.properties.mappings.items.properties[column]?.oneOf?.map(({ title }) => title);

export const save = async ({ platform }: Simulation, config: Record<string, unknown>): Promise<Execution> => {
  platform.configure(config);
  await platform.deploy();
  await platform.idle();
  const deploy = platform.executions.filter(({ flow }) => flow === "Initial Import").at(-1);
  if (!deploy) throw new Error("There was no deploy.");
  return deploy;
};

export const links = ({ precoro }: Simulation) =>
  Object.fromEntries(precoro.world.suppliers().map(({ id, externalId }) => [id, externalId]));
export const rows = (...pairs: [supplier: number | string | undefined, vendor: string | undefined][]) => ({
  mappings: pairs.map(([supplier, of]) => ({ supplier, vendor: of })),
});
export const linksBefore = {
  51: null,
  52: null,
  53: vendor(3).id,
  54: null,
  55: null,
  56: null,
  57: "QBO-1",
};
