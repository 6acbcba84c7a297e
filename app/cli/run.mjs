import { existsSync } from "node:fs";
import process from "node:process";
import { checkNode, CommandError, explain, prepare, root } from "./prepare.mjs";

/**
 * Command → does it work on the database? `pages`: does it need Remix's build? `failure`: the exit status when it cannot
 * even begin, for callers that try again.
 */
const COMMANDS = {
  build: { database: false, pages: true, about: "install, generate and build what is missing, then stop" },
  bench: { database: false, pages: true, about: "measure requests per second beside a hand-written floor" },
  "search-reindex": { database: true, about: "rebuild the search index beside the live one" },
  "search-verify": { database: true, about: "compare the search index with the database" },
  import: { database: true, about: "create and update opportunities from CSV, XLSX or JSON" },
  "billing-reconcile": { database: true, about: "compare orders and ledgers with Stripe" },
  "mail-receive": { database: true, failure: 75, about: "put an answer by mail into its conversation" },
  doctor: { database: false, about: "check this machine and its settings" },
  "migration-draft": { database: false, about: "write the next migration's SQL from prisma/schema.prisma" },
};

const HELP = `Usage: node app/cli/run.mjs <command> [arguments] | <command> --help

${Object.entries(COMMANDS)
  .map(([name, { about }]) => `  ${name.padEnd(16)} ${about}`)
  .join("\n")}`;

const bundle = (name) => new URL(`../../build/cli/${name}.js`, import.meta.url);

/** A command module exports `help` and `run(args)`, which returns an exit status (or nothing for 0). */
async function runOnDatabase(name, args) {
  const { openForCommand } = await import(bundle("command-database").href);
  const close = await openForCommand(process.env);
  const leave = () => close().finally(() => process.exit(130));
  process.once("SIGINT", leave).once("SIGTERM", leave);
  try {
    const { run } = await import(bundle(name).href);
    return await run(args);
  } finally {
    await close();
  }
}

async function main([name, ...args]) {
  if (name === "--help") return console.log(HELP);
  const command = Object.hasOwn(COMMANDS, name ?? "") ? COMMANDS[name] : undefined;
  if (!command)
    throw new CommandError(`${name ? `There is no command ${name}.` : "Which command?"}\n\n${HELP}`, 2);
  checkNode();
  process.chdir(root);
  if (existsSync(".env")) process.loadEnvFile?.(".env");
  await prepare({ pages: command.pages ?? false });
  if (name === "build") return 0;
  if (!existsSync(bundle(name))) throw new CommandError(`The command ${name} is not part of this release.`);
  if (args.includes("--help")) return console.log((await import(bundle(name).href)).help);
  if (command.database) return runOnDatabase(name, args);
  return (await import(bundle(name).href)).run(args);
}

main(process.argv.slice(2)).then(
  (status) => process.exit(status ?? 0),
  (error) => {
    const status = explain(error);
    process.exit(COMMANDS[process.argv[2]]?.failure ?? status);
  },
);
