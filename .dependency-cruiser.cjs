/** The laws of the code's shape that imports can break. Each name is what a breach is called; test/repository runs these too. */
const outsideHttp = { path: "^(connector|test)/", pathNot: "^connector/http/client\\.ts$" };

/** Capabilities of `core` and `sync`, floor by floor: each uses its own folder, the floors below it and the layer's root. */
const floors = [
  ["imports"],
  ["vendors", "lists", "items"],
  ["documents"],
  ["payments", "changes"],
  ["reconciliation"],
];

/** `importChoices` answers what a host application shows on its import pages, so it stands above the lists it reads. */
const floorsOf = {
  core: floors,
  sync: floors.map((floor, n) => (n === 2 ? [...floor, "importChoices"] : floor)),
};

const capabilityLaws = Object.entries(floorsOf).flatMap(([layer, order]) =>
  order.flatMap((floor, n) =>
    floor.map((capability) => ({
      name: "capabilities-use-lower-ones",
      comment:
        "In core and in sync: root, imports, vendors and lists and items, documents, payments and changes, reconciliation.",
      severity: "error",
      from: { path: `^connector/${layer}/${capability}/` },
      to: {
        path: `^connector/${layer}/[^/]+/`,
        pathNot: `^connector/${layer}/(${[capability, ...order.slice(0, n).flat()].join("|")})/`,
      },
    })),
  ),
);

const rootsOfLayers = ["core", "sync"].map((layer) => ({
  name: "layer-roots-know-no-capability",
  comment: "What stands at the root of core or sync is shared by all capabilities.",
  severity: "error",
  from: { path: `^connector/${layer}/[^/]+\\.ts$` },
  to: { path: `^connector/${layer}/[^/]+/` },
}));

const simulators = ["bill", "precoro", "prismatic"].map((simulator) => ({
  name: "simulators-meet-in-kit",
  comment: "A simulator uses nothing of another one; the sandbox and the tests bring them together.",
  severity: "error",
  from: { path: `^test/simulators/${simulator}/` },
  to: { path: "^test/", pathNot: `^test/simulators/(${simulator}|kit)/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "core-is-pure",
      comment: "core imports zod, big.js and itself; nothing else.",
      severity: "error",
      from: { path: "^connector/core/" },
      to: { pathNot: "^connector/core/|(^|/)node_modules/(zod|big\\.js|@types/big\\.js)/" },
    },
    {
      name: "axios-stays-in-http",
      comment: "One axios factory, in connector/http/client.",
      severity: "error",
      from: outsideHttp,
      to: { path: "(^|/)node_modules/axios/" },
    },
    {
      name: "http-knows-no-vendor",
      severity: "error",
      from: { path: "^connector/http/" },
      to: { path: "^connector/", pathNot: "^connector/http/" },
    },
    {
      name: "vendors-meet-in-sync",
      comment: "precoro and bill share words only through core.",
      severity: "error",
      from: { path: "^connector/(precoro|bill)/" },
      to: { path: "^connector/", pathNot: "^connector/($1|core|http)/" },
    },
    {
      name: "sync-knows-no-platform",
      comment: "sync takes both clients and a log; the platform's words stay outside.",
      severity: "error",
      from: { path: "^connector/sync/" },
      to: { path: "^connector/", pathNot: "^connector/(sync|core|http|precoro|bill)/" },
    },
    {
      name: "spectral-stays-in-component",
      comment: "Only component/ and the index know Prismatic.",
      severity: "error",
      from: { path: "^connector/", pathNot: "^connector/(index\\.ts$|component/)" },
      to: { path: "(^|/)node_modules/@prismatic-io/" },
    },
    {
      name: "parts-call-no-parts",
      comment: "An action, trigger or data source calls no other one: order belongs to the YAML.",
      severity: "error",
      from: { path: "^connector/component/(actions|triggers|dataSources)/" },
      to: { path: "^connector/component/(actions|triggers|dataSources)/" },
    },
    ...capabilityLaws,
    ...rootsOfLayers,
    {
      name: "connector-knows-no-test",
      severity: "error",
      from: { path: "^connector/" },
      to: { path: "^test/" },
    },
    {
      name: "simulators-share-no-mistakes",
      comment: "The simulators read nothing of the connector but the clock's interface.",
      severity: "error",
      from: { path: "^test/simulators/" },
      to: { path: "^connector/", pathNot: "^connector/http/clock\\.ts$" },
    },
    ...simulators,
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-folder-circles",
      comment: "No two folders of the connector use each other, whichever files of them do.",
      severity: "error",
      scope: "folder",
      from: { path: "^connector/" },
      to: { circular: true },
    },
    {
      name: "no-orphans",
      severity: "error",
      from: { orphan: true, pathNot: "\\.test\\.ts$|\\.d\\.ts$|\\.cjs$" },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^connector/dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default"],
    },
  },
};
