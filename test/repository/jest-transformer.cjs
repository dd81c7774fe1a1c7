// Jest's view of the transformer. It does not hoist jest.mock: our own modules are never mocked.
const { cacheKey, toJavaScript } = require("./esbuild.cjs");

exports.process = toJavaScript;
exports.getCacheKey = cacheKey;
