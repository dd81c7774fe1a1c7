// Lets plain Node load our TypeScript: `node --require ./test/repository/register.cjs file.ts`. It knows nothing of what it loads.
const { readFileSync } = require("node:fs");
const { toJavaScript } = require("./esbuild.cjs");

require.extensions[".ts"] = (module, file) =>
  module._compile(toJavaScript(readFileSync(file, "utf8"), file).code, file);
