import process from "node:process";
import { checkNode, CommandError, explain, prepare, root } from "./prepare.mjs";

const HELP = `Usage: npm start            serve the marketplace, after installing and building what is missing
       npm run dev          the same with pages that follow the source
       npm start -- --built serve what was built before, and install or build nothing (for containers)

Settings are environment variables; see .env.example. A file named .env is read when it is there.
Exit status: 0 stopped, 1 failed, 2 wrong usage or settings.`;

function loadEnvFile() {
  try {
    process.loadEnvFile?.(`${root}/.env`);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}

async function start(args) {
  if (args.includes("--help")) return console.log(HELP);
  const isDev = args.includes("--dev");
  const unknown = args.filter((arg) => arg !== "--dev" && arg !== "--built");
  if (unknown.length > 0) throw new CommandError(`Unknown argument ${unknown[0]}.\n\n${HELP}`, 2);
  checkNode();
  process.chdir(root);
  loadEnvFile();
  // React is several times slower without it. A given database asks for the complete settings of production,
  // so there the operator says so.
  if (isDev) process.env.NODE_ENV = "development";
  else if (!process.env.DATABASE_URL) process.env.NODE_ENV ||= "production";
  if (!args.includes("--built")) await prepare({ pages: !isDev });
  const { serve } = await import(new URL("../../build/cli/serve.js", import.meta.url).href);
  await serve(process.env, { dev: isDev });
}

start(process.argv.slice(2)).catch((error) => process.exit(explain(error)));
