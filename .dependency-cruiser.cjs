/** The laws of the code's shape that imports can break. Each name is what a breach is called; test/repository runs these too. */
const outsideHttp = { path: "^(connector|test)/", pathNot: "^connector/http/client\\.ts$" };

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
