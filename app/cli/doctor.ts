import { existsSync, statfsSync } from "node:fs";
import { createConnection } from "node:net";
import path from "node:path";
import pg from "pg";
import { readConfig, type Config } from "#app/core/config.server.ts";
import { withDatabase } from "#app/core/embedded-postgres.server.ts";
import { s3Store } from "#app/core/files/s3-store.server.ts";
import { StoreTrouble } from "#app/core/files/s3-trouble.server.ts";
import { locatePostgres } from "#app/core/postgres-place.server.ts";
import { stripe as stripeClient } from "#app/core/stripe.server.ts";
import { StartupError } from "#app/core/startup-error.ts";
import { pendingMigrations } from "#prisma/migrate.server.ts";

export const help = `Usage: npm run doctor

Checks this machine and the settings: Node, disk, data folder, database, migrations, search engine, files,
mail and payments, a line each with what to do. Changes nothing but starts the embedded database when it is not running.
Exit status: 0 all is well, 1 something needs care, 2 wrong settings.`;

const MIN_FREE_BYTES = 1_000_000_000;
const CONNECT_TIMEOUT_MS = 3_000;

type Finding = { ok: boolean; text: string };
const well = (text: string): Finding => ({ ok: true, text });
const ill = (text: string): Finding => ({ ok: false, text });

function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isNewEnough = major > 20 || (major === 20 && minor >= 19);
  return isNewEnough
    ? well(`Node ${process.versions.node}`)
    : ill(`Node ${process.versions.node} is too old: install 20.19 or later`);
}

function checkDataFolder({ dataDir, database }: Config): Finding {
  const place = database.kind === "embedded" ? locatePostgres(dataDir) : undefined;
  return well(
    place && place.home !== dataDir ? `Data in ${dataDir} and ${place.home}` : `Data in ${dataDir}`,
  );
}

function checkDisk({ dataDir }: Config): Finding {
  let place = dataDir;
  while (!existsSync(place)) place = path.dirname(place); // the first start makes it
  const { bavail, bsize } = statfsSync(place);
  const gigabytes = ((bavail * bsize) / 1e9).toFixed(1);
  return bavail * bsize >= MIN_FREE_BYTES
    ? well(`${gigabytes} GB free`)
    : ill(`only ${gigabytes} GB free where ${dataDir} is: make room, PostgreSQL stops on a full disk`);
}

async function checkDatabase({ dataDir, database }: Config): Promise<Finding> {
  const givenUrl = database.kind === "given" ? database.url : undefined;
  const pending = await withDatabase({ dataDir, givenUrl }, (url) => pendingMigrations(url));
  const kind = givenUrl ? "PostgreSQL at DATABASE_URL" : "embedded PostgreSQL";
  return pending.length === 0
    ? well(`${kind} answers, all migrations are applied`)
    : well(`${kind} answers; the next start applies ${pending.length} migration(s): ${pending.join(", ")}`);
}

const REFUSED = `select p.engine, o.reference, p.problem from search.pending p
  join public.opportunity o on o.id = p.opportunity_id where p.problem is not null order by o.reference limit 20`;

/** Opportunities that a search engine will not take, by name. */
async function checkIndex({ dataDir, database }: Config): Promise<Finding> {
  const givenUrl = database.kind === "given" ? database.url : undefined;
  const refused = await withDatabase({ dataDir, givenUrl }, async (url) => {
    if ((await pendingMigrations(url)).length > 0) return [];
    const client = new pg.Client(url);
    await client.connect();
    try {
      return (await client.query<{ engine: string; reference: string; problem: string }>(REFUSED)).rows;
    } finally {
      await client.end();
    }
  });
  const named = refused.map(({ engine, reference, problem }) => `${reference} (${engine}: ${problem})`);
  return named.length === 0
    ? well("no opportunity is refused")
    : ill(`readers cannot find ${named.join("; ")}: change the opportunity, or mend the engine`);
}

async function checkSearch({ search }: Config): Promise<Finding> {
  if (search.engine === "postgres") return well("PostgreSQL's own");
  const answer = await fetch(new URL("/health", search.url), {
    signal: AbortSignal.timeout(CONNECT_TIMEOUT_MS),
  })
    .then(({ status }) => status)
    .catch(() => 0);
  if (answer !== 200)
    return ill(
      `Meilisearch does not answer at ${search.url}: start it or mend MEILISEARCH_URL; until then PostgreSQL answers`,
    );
  const allowed = await fetch(new URL("/indexes?limit=1", search.url), {
    headers: search.apiKey ? { Authorization: `Bearer ${search.apiKey}` } : {},
    signal: AbortSignal.timeout(CONNECT_TIMEOUT_MS),
  });
  return allowed.ok
    ? well(`Meilisearch at ${search.url}`)
    : ill(
        `Meilisearch refuses MEILISEARCH_API_KEY (${allowed.status}): give it a key that may manage indexes`,
      );
}

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: CONNECT_TIMEOUT_MS });
    const settle = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket
      .once("connect", () => settle(true))
      .once("error", () => settle(false))
      .once("timeout", () => settle(false));
  });
}

async function checkFiles({ files }: Config): Promise<Finding> {
  if (files.kind === "folder") return well(`kept in ${files.directory}; set S3_* to keep them in a store`);
  const store = s3Store(files);
  try {
    await store.probe();
    return well(`bucket ${files.bucket} at ${files.endpoint}`);
  } catch (error) {
    return ill(error instanceof StoreTrouble ? error.diagnosis : String(error));
  } finally {
    await store.close();
  }
}

async function checkMail({ mail }: Config): Promise<Finding> {
  if (mail.kind === "folder") return well(`kept in ${mail.directory}; set SMTP_URL to send it`);
  const { hostname, port, protocol } = new URL(mail.url);
  const number = Number(port) || (protocol === "smtps:" ? 465 : 587);
  return (await canConnect(hostname, number))
    ? well(`by ${hostname}:${number}`)
    : ill(
        `${hostname}:${number} does not answer: mend SMTP_URL or start the mail server; mails wait meanwhile`,
      );
}

async function checkPayments({ stripe, isProduction }: Config): Promise<Finding> {
  if (stripe.mode === "off")
    return well("off; set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET to reach Stripe");
  if (stripe.mode === "sandbox")
    return well("sandbox, no money moves; set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET to reach Stripe");
  if (stripe.mode === "test" && isProduction)
    return ill("STRIPE_SECRET_KEY is a test key: nobody is charged in production");
  try {
    await (await stripeClient()).balance.retrieve();
  } catch (error) {
    return ill(`Stripe refuses the key or does not answer: ${(error as Error).message}`);
  }
  return well(`Stripe answers, ${stripe.mode} mode`);
}

/**
 * @returns 0 when all is well, 1 when something needs care
 * @throws ConfigError for wrong settings
 */
export async function run(args: string[]): Promise<number> {
  if (args.length > 0) throw new StartupError(`Unknown argument ${args[0]}.\n\n${help}`, 2);
  const config = readConfig(process.env);
  const checks: [string, (config: Config) => Finding | Promise<Finding>][] = [
    ["Node", checkNode],
    ["Data folder", checkDataFolder],
    ["Disk", checkDisk],
    ["Database", checkDatabase],
    ["Search", checkSearch],
    ["Index", checkIndex],
    ["Files", checkFiles],
    ["Mail", checkMail],
    ["Payments", checkPayments],
  ];
  let status = 0;
  for (const [name, check] of checks) {
    const finding = await Promise.resolve()
      .then(() => check(config))
      .catch((error: unknown) => ill(error instanceof Error ? error.message : String(error)));
    if (!finding.ok) status = 1;
    console.log(`${finding.ok ? "✓" : "✗"} ${name.padEnd(12)} ${finding.text}`);
  }
  return status;
}
