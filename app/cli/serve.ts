import { createServer } from "node:net";
import pg from "pg";
import { config } from "#app/core/config.server.ts";
import { openEmbeddedDatabase, type EmbeddedDatabase } from "#app/core/embedded-postgres.server.ts";
import { log } from "#app/core/log.server.ts";
import { fullDiskError, StartupError } from "#app/core/startup-error.ts";
import { migrateDatabase } from "#prisma/migrate.server.ts";

export const help = "Usage: npm start";

const DEMO_ACCOUNTS = ["prime", "msme", "partner", "moderator"].map((name) => `${name}@sanyog.example`);
const DEMO_PASSWORD = "sanyog-demo-2026";

/** Ctrl-C arrives twice at once: from the terminal, and passed on by npm. */
const SAME_PRESS_MS = 800;

type RunningServer = { url: string; close(): Promise<void> };

/** Loads a bundle of its own, so that it reads the settings only after the database's address is known. */
const load = <T>(bundle: string) => import(new URL(`../${bundle}.js`, import.meta.url).href) as Promise<T>;

const portTaken = () =>
  new StartupError(
    `Port ${config.port} is taken by another program. Set PORT to a free one, for example PORT=${config.port + 1}.`,
  );

/** Fails before anything is touched; the server's own listen() has the last word. */
async function refuseTakenPort(): Promise<void> {
  if (config.port === 0) return;
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => reject(explainListen(error)));
    probe.listen(config.port, config.host, () => probe.close(() => resolve()));
  });
}

function explainListen(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EADDRINUSE") return portTaken();
  if (code === "EACCES")
    return new StartupError(`Port ${config.port} needs more rights. Set PORT to 1024 or more.`);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return new StartupError(`HOST=${config.host} is not an address of this machine.`, 2);
  return error;
}

async function ask(url: string, sql: string, values: unknown[] = []): Promise<boolean> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: boolean }>(`select (${sql}) as answer`, values);
    return rows[0]?.answer ?? false;
  } finally {
    await client.end();
  }
}

async function seedDemoOnce(url: string): Promise<void> {
  if (!config.demo) return;
  const isEmpty = await ask(url, 'not exists (select from "user") and not exists (select from organisation)');
  if (!isEmpty) return;
  console.log("Adding demo data …");
  const { fillWithDemo } = await load<{ fillWithDemo(): Promise<void> }>("cli/demo");
  await fillWithDemo();
}

async function printWelcome(server: RunningServer, url: string): Promise<void> {
  const lines = config.roles.web ? [`Sanyog is ready: ${server.url}`] : ["Sanyog works on jobs."];
  const hasDemo =
    config.demo && (await ask(url, 'exists (select from "user" where email = $1)', [DEMO_ACCOUNTS[0]]));
  if (hasDemo) lines.push(`Demo accounts (password ${DEMO_PASSWORD}): ${DEMO_ACCOUNTS.join(" · ")}`);
  const engine =
    config.search.engine === "meilisearch" ? `Meilisearch at ${config.search.url}` : "PostgreSQL";
  const payments = {
    off: "off",
    sandbox: "sandbox, no money moves",
    test: "Stripe, test mode",
    live: "Stripe, live",
  }[config.stripe.mode];
  lines.push(`Search: ${engine} · Payments: ${payments} · Database: ${config.database.kind}`);
  console.log(lines.join("\n"));
}

/** Longer than the server needs for requests and jobs under way. */
const STOP_TIMEOUT_MS = 20_000;

/**
 * The process's only owner of its end: stops in order once, at a signal or an error that nobody caught, and gives up
 * waiting at a second Ctrl-C. After such an error nothing in memory can be trusted: the exit status is 1, and whoever
 * keeps the process running starts a fresh one.
 */
function stopInOrder(stop: () => Promise<void>): void {
  let stopping: Promise<void> | undefined;
  const end = (status: number) => {
    stopping ??= stop();
    stopping.then(
      () => process.exit(status),
      (error: unknown) => {
        console.error(error instanceof StartupError ? error.message : error);
        process.exit(1);
      },
    );
  };
  let firstAt = 0;
  const onSignal = () => {
    if (firstAt > 0) {
      if (Date.now() - firstAt > SAME_PRESS_MS) process.exit(1);
      return;
    }
    firstAt = Date.now();
    console.log("Stopping …");
    end(0);
  };
  const onError = (error: unknown) => {
    log.fatal({ err: error }, "an error that nobody caught; the process stops");
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    end(1);
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal).on("SIGHUP", onSignal);
  process.on("uncaughtException", onError).on("unhandledRejection", onError);
}

type StartServer = (options: { dev: boolean }) => Promise<RunningServer>;

async function startOn(
  url: string,
  embedded: EmbeddedDatabase | undefined,
  dev: boolean,
): Promise<RunningServer> {
  await refuseTakenPort();
  await migrateDatabase(url);
  await seedDemoOnce(url);
  const { startServer } = await load<{ startServer: StartServer }>("server");
  const server = await startServer({ dev }).catch((error: unknown) => Promise.reject(explainListen(error)));
  await embedded?.announce(server.url);
  await printWelcome(server, url);
  return server;
}

/**
 * Opens the database, brings it up to date and serves in this process until a signal arrives.
 * @param environment where the address of the embedded database is put for everything loaded later
 * @throws StartupError in one line when something keeps it from starting
 */
export async function serve(
  environment: Record<string, string | undefined>,
  { dev = false } = {},
): Promise<void> {
  const embedded =
    config.database.kind === "embedded"
      ? await openEmbeddedDatabase(config.dataDir, { isServer: true })
      : undefined;
  const url = embedded?.url ?? config.database.url;
  if (embedded) environment.EMBEDDED_DATABASE_URL = embedded.url;
  let server: RunningServer | undefined;
  stopInOrder(async () => {
    await server?.close();
    await embedded?.close();
  });
  try {
    server = await startOn(url, embedded, dev);
  } catch (error) {
    await embedded?.close();
    throw embedded ? fullDiskError(error, config.dataDir) : error;
  }
}
