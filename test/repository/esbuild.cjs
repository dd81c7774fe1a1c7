// The one place that turns TypeScript into something Node runs. Jest and `npm start` share it, so both run the same code.
const { createHash } = require("node:crypto");
const { transformSync, version } = require("esbuild");

// An import() stays one of ours, which Node itself could not load.
const supported = { "dynamic-import": false };
const how = {
  supported,
  format: "cjs",
  target: "node20",
  sourcemap: "inline",
  sourcesContent: false,
  loader: "ts",
};

exports.toJavaScript = (text, file) => transformSync(text, { ...how, sourcefile: file });
exports.cacheKey = (text, file) =>
  createHash("sha1")
    .update(`${version}${JSON.stringify(how)}${file}\n${text}`)
    .digest("hex");
