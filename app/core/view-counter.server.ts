import { isbot } from "isbot";
import { pool } from "#app/core/db.server.ts";
import { log } from "#app/core/log.server.ts";

const FLUSH_EVERY_MS = 3_000;
const REFERENCE_PATH = /^\/opportunities\/(SY-\d{4}-\d{6})(?:\/[^/]*?)?(?:\.data)?$/;

/** Counts readers of public opportunity pages per day, without cookies, robots and the poster's own people. */
export class ViewCounter {
  /** Reference and the reader's organisation ("" for none), with how often. */
  #counts = new Map<string, number>();
  readonly #timer = setInterval(() => void this.flush(), FLUSH_EVERY_MS).unref();

  /** Call after a page was answered with 200. `organisationId` is the reader's, if any. */
  record(read: {
    method: string;
    path: string;
    userAgent: string | undefined;
    organisationId?: string;
  }): void {
    const reference = read.method === "GET" ? REFERENCE_PATH.exec(read.path)?.[1] : undefined;
    if (!reference || !read.userAgent || isbot(read.userAgent)) return;
    const key = `${reference} ${read.organisationId ?? ""}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** Adds what was counted to the database; what could not be written is kept for the next time. */
  async flush(): Promise<void> {
    if (this.#counts.size === 0) return;
    const counts = this.#counts;
    this.#counts = new Map();
    const rows = [...counts].map(([key, count]) => {
      const [reference, organisationId] = key.split(" ");
      return { reference, organisationId: organisationId || null, count };
    });
    try {
      await pool.query(
        `insert into opportunity_view (opportunity_id, day, count)
         select o.id, (now() at time zone 'utc')::date, sum(r.count)
           from json_to_recordset($1) as r(reference text, "organisationId" uuid, count int)
           join opportunity o on o.reference = r.reference and o.organisation_id is distinct from r."organisationId"
          where o.status = 'published'
          group by o.id order by o.id
         on conflict (opportunity_id, day) do update set count = opportunity_view.count + excluded.count`,
        [JSON.stringify(rows)],
      );
    } catch (error) {
      for (const [key, count] of counts) this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
      log.warn({ err: error }, "page views could not be written; they are kept for the next try");
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }
}
