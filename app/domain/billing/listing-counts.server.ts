import { isbot } from "isbot";
import { pool } from "#app/core/db.server.ts";
import { log } from "#app/core/log.server.ts";
import { PLACES, placeOf, type Listings, type Place } from "#app/domain/billing/placement.ts";
import { recordTurns } from "#app/domain/billing/placement.server.ts";

declare module "@remix-run/node" {
  interface AppLoadContext {
    /** The cards that the page shows; counted when it is sent, which may be more often than it is made. */
    listings?: Listings;
  }
}

const FLUSH_AFTER_MS = 3_000;
const REFERENCE_PATH = /^\/opportunities\/(SY-\d{4}-\d{6,12})(?:\/[^/]*?)?(?:\.data)?$/;

/** Who has read a page, as far as it decides whether that counts. */
export type Reader = {
  userAgent: string | null | undefined;
  /** The organisation that the reader acts for, if any. */
  organisationId: string | undefined;
};

type Count = {
  reference: string;
  place: Place;
  organisationId: string | null;
  views: number;
  clicks: number;
};

const isCounted = ({ userAgent }: Reader) => Boolean(userAgent) && !isbot(userAgent);

/**
 * Counts per day and place how often cards were seen and followed, without cookies, addresses, robots and the poster's
 * own people. Collected in memory and written together a few seconds later.
 */
export class ListingCounter {
  #counts = new Map<string, Count>();
  #timer: NodeJS.Timeout | undefined;
  #written: Promise<void> = Promise.resolve();

  #add({ views, clicks, ...what }: Count): void {
    const key = Object.values(what).join(" ");
    const count = this.#counts.get(key) ?? { ...what, views: 0, clicks: 0 };
    count.views += views;
    count.clicks += clicks;
    this.#counts.set(key, count);
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_AFTER_MS).unref();
  }

  /** Somebody has got a page with these cards. */
  recordViews(listings: Listings, reader: Reader): void {
    if (!isCounted(reader)) return;
    const organisationId = reader.organisationId ?? null;
    for (const place of PLACES)
      for (const reference of listings[place] ?? [])
        this.#add({ reference, place, organisationId, views: 1, clicks: 0 });
    recordTurns(listings);
  }

  /** Somebody has got this page; counts when it is an opportunity's and its address says on which card it was followed. */
  recordClick(path: string, params: URLSearchParams, reader: Reader): void {
    const place = placeOf(params);
    const reference = place && REFERENCE_PATH.exec(path)?.[1];
    if (!reference || !isCounted(reader)) return;
    const organisationId = reader.organisationId ?? null;
    this.#add({ reference, place, organisationId, views: 0, clicks: 1 });
  }

  /** Adds what was counted to the database; what could not be written is kept for the next time. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return (this.#written = this.#written.then(() => this.#write()));
  }

  async #write(): Promise<void> {
    if (this.#counts.size === 0) return;
    const counts = [...this.#counts.values()];
    this.#counts = new Map();
    try {
      await pool.query(
        `insert into listing_count (opportunity_id, day, place, views, clicks)
         select o.id, (now() at time zone 'utc')::date, r.place, sum(r.views), sum(r.clicks)
           from json_to_recordset($1) as
                r(reference text, place listing_place, "organisationId" uuid, views int, clicks int)
           join opportunity o on o.reference = r.reference and o.organisation_id is distinct from r."organisationId"
          where o.status = 'published'
          group by o.id, r.place order by o.id, r.place
         on conflict (opportunity_id, day, place) do update
           set views = listing_count.views + excluded.views, clicks = listing_count.clicks + excluded.clicks`,
        [JSON.stringify(counts)],
      );
    } catch (error) {
      for (const count of counts) this.#add(count);
      log.warn({ err: error }, "views of listings could not be written; they are kept for the next try");
    }
  }
}

/** This process's. */
export const listingCounter = new ListingCounter();
