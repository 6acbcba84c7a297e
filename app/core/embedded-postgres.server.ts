import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { log } from "#app/core/log.server.ts";
import { locatePostgres, type PostgresPlace } from "#app/core/postgres-place.server.ts";
import {
  ensureCluster,
  readPostmaster,
  startPostgres,
  stopPostgres,
  SUPERUSER,
  type Postmaster,
} from "#app/core/postgres-process.server.ts";
import { fullDiskError, StartupError } from "#app/core/startup-error.ts";

const DATABASE = "sanyog";

/** Advisory locks in the cluster's own `postgres` database: everybody shares USER, one holds SERVER. */
const LOCK = { space: 1_396_790_607, user: 1, server: 2 };

const START_TIMEOUT_MS = 60_000;
const LEAVE_TIMEOUT_MS = 5_000;
/** Between two tries to start it again after it died: the disk may be full until somebody makes room. */
const RETRY_MS = 1_000;

export type EmbeddedDatabase = {
  /** Address of the application's database, with the password. */
  url: string;
  /** Address of another database of the same cluster. */
  urlOf(database: string): string;
  /** Tells a second start where this server can be reached. */
  announce(address: string): Promise<void>;
  /** Leaves; whoever leaves last stops PostgreSQL. */
  close(): Promise<void>;
};

export type OpenOptions = {
  /** Claims the data folder for this process: at most one server each. */
  isServer?: boolean;
  /** More `-c name=value` arguments for PostgreSQL, should this call start it. */
  postgresArguments?: string[];
};

type Session = { client: pg.Client; postmaster: Postmaster };

const connectionUrl = (port: number, password: string, database: string) =>
  `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

async function connect(place: PostgresPlace, postmaster: Postmaster, password: string): Promise<Session> {
  const client = new pg.Client({
    connectionString: connectionUrl(postmaster.port, password, "postgres"),
    application_name: `sanyog process ${process.pid}`,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // Without a listener a broken connection would end the process; its end is watched elsewhere.
  client.on("error", () => undefined);
  try {
    await client.connect();
    // Waits while the last user of a moment ago, who holds the lock alone, shuts PostgreSQL down.
    await client.query("select pg_advisory_lock_shared($1, $2)", [LOCK.space, LOCK.user]);
    const { rows } = await client.query<{ data_directory: string }>("show data_directory");
    if (rows[0]?.data_directory !== place.clusterDir) throw new Error("another cluster answered");
    return { client, postmaster };
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** Joins the running PostgreSQL, orphaned or not, or starts it; settles races by trying again. */
async function join(
  place: PostgresPlace,
  password: string,
  port?: number,
  extra?: string[],
): Promise<Session> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  let reason: unknown;
  while (Date.now() < deadline) {
    const postmaster = readPostmaster(place);
    if (!postmaster) await startPostgres(place, port, extra);
    else if (!postmaster.isReady) await delay(30);
    else {
      try {
        return await connect(place, postmaster, password);
      } catch (error) {
        reason = error;
        await delay(100);
      }
    }
  }
  const detail = reason instanceof Error ? `: ${reason.message}` : "";
  const problem = `PostgreSQL in ${place.clusterDir} could not be reached within a minute${detail}`;
  throw new StartupError(problem, 1, { cause: reason });
}

async function holderOfServerLock(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select activity.application_name as name from pg_locks lock join pg_stat_activity activity using (pid)
     where lock.locktype = 'advisory' and lock.classid = $1 and lock.objid = $2 and lock.granted`,
    [LOCK.space, LOCK.server],
  );
  return (rows[0]?.name ?? "").replace("sanyog ", "") || "another process";
}

/** @throws StartupError that names the server which already uses the folder */
async function claimServer({ client }: Session, dataDir: string): Promise<void> {
  // The connection of a server that was killed a moment ago may take an instant to be noticed.
  for (let attempt = 0; attempt < 5; attempt++) {
    const { rows } = await client.query<{ granted: boolean }>(
      "select pg_try_advisory_lock($1, $2) as granted",
      [LOCK.space, LOCK.server],
    );
    if (rows[0]?.granted) return;
    await delay(100);
  }
  const holder = await holderOfServerLock(client);
  throw new StartupError(
    `Sanyog already runs on the data folder ${dataDir} (${holder}). Stop it first, or set DATA_DIR and PORT to run another one.`,
  );
}

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [DATABASE]);
  if (rowCount) return;
  await client.query(`create database ${DATABASE}`).catch((error: { code?: string }) => {
    // 42P04, 23505: another process created it at the same moment.
    if (error.code !== "42P04" && error.code !== "23505") throw error;
  });
}

async function isAlone(client: pg.Client): Promise<boolean> {
  await client.query("select pg_advisory_unlock_all()");
  const { rows } = await client.query<{ alone: boolean }>("select pg_try_advisory_lock($1, $2) as alone", [
    LOCK.space,
    LOCK.user,
  ]);
  return rows[0]?.alone ?? false;
}

/** When PostgreSQL broke off and puts itself in order, nobody is connected to it until it is ready again. */
async function leaveBroken(place: PostgresPlace, password: string): Promise<void> {
  const deadline = Date.now() + LEAVE_TIMEOUT_MS;
  for (let left = readPostmaster(place); left && Date.now() < deadline; left = readPostmaster(place)) {
    const again = left.isReady && (await connect(place, left, password).catch(() => null));
    if (again) return leave(again, place);
    await delay(100);
  }
}

async function leave({ client }: Session, place: PostgresPlace, password?: string): Promise<void> {
  const alone = await isAlone(client).catch(() => null);
  if (alone) await stopPostgres(place);
  await client.end().catch(() => undefined);
  if (alone === null && password) await leaveBroken(place, password);
}

/**
 * Opens the PostgreSQL that lives in the data folder: joins it when it runs, starts it when it does not.
 * Should it die while this process uses it, it is started again on the same port.
 * @param dataDir absolute path
 * @throws StartupError in one line for everything that keeps it from working
 */
export async function openEmbeddedDatabase(
  dataDir: string,
  { isServer = false, postgresArguments }: OpenOptions = {},
): Promise<EmbeddedDatabase> {
  const place = locatePostgres(dataDir);
  const password = ensureCluster(place);
  let isClosing = false;
  let address = "";
  let session: Session;

  const open = async (port?: number) => {
    session = await join(place, password, port, postgresArguments);
    try {
      if (isServer) await claimServer(session, dataDir);
      await createDatabase(session.client);
      if (address) await announce(address);
    } catch (error) {
      await leave(session, place, password);
      throw error;
    }
    session.client.once("end", () => void reopen(session.postmaster.port));
  };
  const reopen = async (port: number) => {
    for (let lastReason = ""; !isClosing; await delay(RETRY_MS)) {
      try {
        return await open(port);
      } catch (error) {
        const { message } = fullDiskError(error, dataDir) as Error;
        if (message !== lastReason) log.error(`the embedded database does not start again: ${message}`);
        lastReason = message;
      }
    }
  };
  const announce = async (text: string) => {
    address = text;
    const name = `sanyog process ${process.pid} at ${text}`.slice(0, 63);
    await session.client.query("select set_config('application_name', $1, false)", [name]);
  };

  await open().catch((error: unknown) => Promise.reject(fullDiskError(error, dataDir)));
  const urlOf = (database: string) => connectionUrl(session.postmaster.port, password, database);
  return {
    url: urlOf(DATABASE),
    urlOf,
    announce,
    close: async () => {
      if (isClosing) return;
      isClosing = true;
      await leave(session, place, password);
    },
  };
}

/**
 * Runs `work` with the address of a database: the given one, or the data folder's embedded one,
 * which is started for it and stopped after it unless somebody else uses it.
 */
export async function withDatabase<T>(
  { dataDir, givenUrl }: { dataDir: string; givenUrl?: string | undefined },
  work: (url: string) => Promise<T>,
): Promise<T> {
  if (givenUrl) return work(givenUrl);
  const embedded = await openEmbeddedDatabase(dataDir);
  try {
    return await work(embedded.url);
  } catch (error) {
    throw fullDiskError(error, dataDir);
  } finally {
    await embedded.close();
  }
}
