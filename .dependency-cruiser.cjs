/** The laws of the code's shape that imports can break. Each name is what a breach is called; test/shape runs these too. */
const outsideHttp = { path: "^(connector|test)/", pathNot: "^connector/http/client\\.ts$" };
const platformSide =
  "^connector/(index|connections|inputs|importInputs|exportAction|rawRequest|failure)\\.ts$|^connector/(actions|triggers|dataSources|examples)/";

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
      name: "deeds-know-no-platform",
      comment: "sync takes both clients and a log; the platform's words stay outside.",
      severity: "error",
      from: { path: "^connector/sync/" },
      to: { path: "^connector/", pathNot: "^connector/(sync|core|http|precoro|bill)/" },
    },
    {
      name: "spectral-stays-outside",
      severity: "error",
      from: { path: "^connector/", pathNot: platformSide },
      to: { path: "(^|/)node_modules/@prismatic-io/" },
    },
    {
      name: "actions-call-no-actions",
      comment: "Order belongs to the YAML.",
      severity: "error",
      from: { path: "^connector/(actions|triggers|dataSources)/" },
      to: { path: "^connector/(actions|triggers|dataSources)/" },
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
