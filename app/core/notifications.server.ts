import pg from "pg";
import { config } from "#app/core/config.server.ts";
import { log } from "#app/core/log.server.ts";

const LONGEST_PAUSE_MS = 5_000;
const HEARTBEAT_MS = 5_000;

/**
 * Listens for PostgreSQL notifications on a connection of its own and reconnects for ever.
 * `onNotice` also runs after every reconnection, because what was said meanwhile is lost.
 * Returns a function that stops.
 */
export function listen(channel: string, onNotice: () => void): () => Promise<void> {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let failures = 0;

  const retry = (failed: pg.Client, error?: unknown) => {
    if (stopped || client !== failed) return;
    client = null;
    clearInterval(timer);
    failed.end().catch(() => undefined);
    if (failures++ === 0) log.warn({ err: error }, "lost the connection for change notifications");
    timer = setTimeout(connect, Math.min(LONGEST_PAUSE_MS, 100 * 2 ** failures));
  };

  const connect = () => {
    const fresh = new pg.Client({
      connectionString: config.database.url,
      connectionTimeoutMillis: 3_000,
      query_timeout: 3_000,
      keepAlive: true,
      application_name: "sanyog notifications",
    });
    client = fresh;
    fresh.on("error", (error) => retry(fresh, error));
    fresh.on("end", () => retry(fresh));
    fresh.on("notification", onNotice);
    fresh
      .connect()
      .then(() => fresh.query(`listen ${pg.escapeIdentifier(channel)}`))
      .then(() => {
        if (stopped) return void fresh.end();
        if (failures > 0) log.info("change notifications arrive again");
        failures = 0;
        onNotice();
        // A connection that was cut silently is only noticed by using it.
        timer = setInterval(
          () => fresh.query("select 1").catch((error) => retry(fresh, error)),
          HEARTBEAT_MS,
        );
      })
      .catch((error) => retry(fresh, error));
  };

  connect();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    clearInterval(timer);
    await client?.end().catch(() => undefined);
  };
}
