/**
 * The vendor's command line, loaded once: its executable takes over a second for each command. `serve SOCKET` loads the vendor's commands
 * and runs what comes; `call SOCKET …` has one run and prints, exits and fails as the executable would.
 */
const { createConnection, createServer } = require("node:net");
const { join } = require("node:path");

const lib = join(__dirname, "../../node_modules/@prismatic-io/prism/lib");

/** All that comes from the other side. The stream stays open for the answer. */
const received = (connection) =>
  new Promise((done) => {
    const parts = [];
    connection.on("data", (part) => parts.push(part));
    connection.on("end", () => done(JSON.parse(Buffer.concat(parts).toString())));
  });

/** Runs one command with the caller's folder and environment. What it printed, and its exit code. */
const runCommand = async (commands, { words: [name, ...words], cwd, env }) => {
  const printed = { stdout: "", stderr: "" };
  const catchFrom = (stream) => {
    const write = process[stream].write;
    process[stream].write = (chunk) => {
      printed[stream] += chunk;
      return true;
    };
    return () => (process[stream].write = write);
  };
  const restore = [catchFrom("stdout"), catchFrom("stderr")];
  process.chdir(cwd);
  for (const key of Object.keys(process.env)) if (!(key in env)) delete process.env[key];
  Object.assign(process.env, env);
  try {
    await commands[name].run(words, join(lib, "run.js"));
    return { code: 0, ...printed };
  } catch (error) {
    const code = error.oclif?.exit ?? 1;
    return { code, ...printed, stderr: code ? `${printed.stderr}Error: ${error.message}\n` : printed.stderr };
  } finally {
    for (const one of restore) one();
  }
};

const serve = async (socket) => {
  const { Commands } = await import(join(lib, "index.js"));
  const server = createServer({ allowHalfOpen: true }, async (connection) => {
    connection.end(JSON.stringify(await runCommand(Commands, await received(connection))));
  });
  server.listen(socket, () => process.stdout.write("ready\n"));
};

const call = async (socket, words) => {
  const connection = createConnection(socket);
  connection.end(JSON.stringify({ words, cwd: process.cwd(), env: process.env }));
  const { code, stdout, stderr } = await received(connection);
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = code;
};

const [role, socket, ...words] = process.argv.slice(2);
if (role === "serve") serve(socket);
else call(socket, words);
