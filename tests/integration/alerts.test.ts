import { beforeEach, describe, expect, it, vi } from "vitest";
import { db, pool } from "#app/core/db.server.ts";
import { markClosing } from "#app/domain/alerts/mark-closing.server.ts";
import { listSavedSearches } from "#app/domain/alerts/queries.server.ts";
import { saveSearch } from "#app/domain/alerts/save-search.server.ts";
import { system } from "#app/core/actor.ts";
import { changeStatus } from "#app/domain/opportunities/change-status.server.ts";
import { enqueueIndexing } from "#app/jobs/enqueue.server.ts";
import { postgresEngine } from "#search/postgres.server.ts";
import { inDays } from "#tests/factories/factories.ts";
import {
  indexNow,
  makeReader,
  matchNow,
  newWord,
  publish,
  queuedMails,
  saveFor,
  sendNow,
  sentTo,
  type Reader,
} from "#tests/integration/alerts-world.ts";

let reader: Reader;
let word: string;

beforeEach(async () => {
  reader = await makeReader();
  word = newWord();
});

const mails = () => queuedMails(reader.user);
const edit = (id: string, data: { title: string }) =>
  db.$transaction(async (tx) => {
    await tx.opportunity.update({ where: { id }, data });
    await enqueueIndexing(tx, [id]);
  });

describe("what is new", () => {
  it("is what is published after saving, and is mailed with its title and link", async () => {
    await publish({ title: `Old pump ${word}` });
    await saveFor(reader, `q=${word}`);
    const { reference } = await publish({ title: `New pump ${word}` });
    await matchNow();
    const queued = await mails();
    expect(queued).toHaveLength(1);
    await sendNow(queued[0]!);
    const [mail] = await sentTo(reader.user.email);
    expect(mail!.subject).toBe(`New: New pump ${word}`);
    expect(mail!.text).toContain(`/opportunities/${reference}/new-pump-`);
    expect(mail!.text).not.toContain("Old pump");
  });

  it("is found by all rules of the search: words, filters, several values, exclusion", async () => {
    await saveFor(
      reader,
      `q=${word}+-submarine&kind=joint_venture&kind=technology_transfer&country=IN&trl=7`,
    );
    await publish({ title: `Hull of ${word}`, trlCurrent: 4 });
    await publish({ title: `Hull of ${word} for a submarine` });
    await publish({ title: `Hull of ${word}`, kind: "technology_request" });
    await publish({ title: "Hull of steel" });
    await matchNow();
    expect(await mails()).toHaveLength(0);
    await publish({ title: `Hull of ${word}` });
    await matchNow();
    expect(await mails()).toHaveLength(1);
  });

  it("is an old one, too, once a change makes it fit; one that fitted before is none", async () => {
    const fitting = await publish({ title: `Valve ${word}` });
    const other = await publish({ title: "Valve without it" });
    await saveFor(reader, `q=${word}`);
    await edit(fitting.id, { title: `Better valve ${word}` });
    await edit(other.id, { title: `Valve with ${word}` });
    await indexNow();
    await matchNow();
    const queued = await mails();
    expect(queued).toHaveLength(1);
    await sendNow(queued[0]!);
    const [mail] = await sentTo(reader.user.email);
    expect(mail!.text).toContain(`Valve with ${word}`);
    expect(mail!.text).not.toContain("Better valve");
    await edit(other.id, { title: "Valve without it" });
    await indexNow();
    await matchNow();
    await edit(other.id, { title: `Valve with ${word} again` });
    await indexNow();
    await matchNow();
    expect(await mails()).toHaveLength(1);
  });

  it("is one that was on hold when the search was saved, and never one that cannot be seen", async () => {
    const held = await publish({ title: `Held ${word}`, status: "on_hold" });
    await publish({ title: `Draft ${word}`, status: "draft", publishedAt: null });
    await saveFor(reader, `q=${word}`);
    await matchNow();
    expect(await mails()).toHaveLength(0);
    await changeStatus(system("Tests"), "resume", { id: held.id });
    await indexNow();
    await matchNow();
    expect(await mails()).toHaveLength(1);
  });

  it("is what comes near enough to its end, for a search for what closes soon", async () => {
    await saveFor(reader, `q=${word}&closing=30`);
    const { id } = await publish({ title: `Call ${word}`, expiresAt: inDays(30.5) });
    await publish({ title: `Late call ${word}`, expiresAt: inDays(40) });
    await matchNow();
    expect(await mails()).toHaveLength(0);
    await db.opportunity.update({ where: { id }, data: { expiresAt: inDays(29.5) } });
    await db.$transaction((tx) => enqueueIndexing(tx, [id]));
    await pool.query("delete from alert_candidate");
    await indexNow();
    expect(await markClosing()).toBe(1);
    await matchNow();
    expect(await mails()).toHaveLength(1);
  });

  it("is asked for the person's organisation where only what it qualifies for is wanted", async () => {
    await saveFor(reader, `q=${word}&qualify=yes`);
    await publish({ title: `Large plant ${word}`, minimumYears: 500 });
    await matchNow();
    expect(await mails()).toHaveLength(0);
    await publish({ title: `Open to all ${word}` });
    await matchNow();
    expect(await mails()).toHaveLength(1);
  });
});

describe("once and never twice", () => {
  const openTwo = async () => {
    await saveFor(reader, `q=${word}`);
    await publish({ title: `Gear ${word}` });
  };
  /** All that is to be done is there again, as after a crash before the last step. */
  const candidatesAgain = () =>
    pool.query(
      "insert into alert_candidate (opportunity_id) select id from opportunity on conflict do nothing",
    );

  it("when the job runs again and again", async () => {
    await openTwo();
    for (let run = 0; run < 3; run++) {
      await matchNow();
      await candidatesAgain();
    }
    await matchNow();
    expect(await mails()).toHaveLength(1);
  });

  it("when several workers run it at the same time", async () => {
    await openTwo();
    await Promise.all([matchNow(), matchNow(), matchNow(), matchNow()]);
    expect(await mails()).toHaveLength(1);
  });

  it("control: without the unique key the same runs send it twice", async () => {
    await openTwo();
    await pool.query("alter table saved_search_match drop constraint saved_search_match_pkey");
    try {
      await Promise.all([matchNow(), matchNow(), matchNow(), matchNow()]);
      await candidatesAgain();
      await matchNow();
      expect((await mails()).length).toBeGreaterThan(1);
    } finally {
      await pool.query("delete from saved_search_match");
      await pool.query(
        "alter table saved_search_match add constraint saved_search_match_pkey primary key (saved_search_id, opportunity_id)",
      );
    }
  });

  it("when the first look round and a publication meet", async () => {
    await saveSearch(reader.actor, { query: `q=${word}`, name: "Gears", frequency: "at_once" });
    await publish({ title: `Gear ${word}` });
    await Promise.all([matchNow(), matchNow()]);
    await candidatesAgain();
    await matchNow();
    expect(await mails()).toHaveLength(1);
  });

  it.each(["saved_search_match", "alert", "graphile_worker._private_jobs", "alert_candidate"])(
    "after a crash at the writing of %s",
    async (table) => {
      await openTwo();
      const event = table === "alert_candidate" ? "delete" : "insert";
      await pool.query(`
        create or replace function pull_the_plug() returns trigger language plpgsql as $$
          begin raise exception 'no power'; end $$;
        create trigger plug before ${event} on ${table} for each statement execute function pull_the_plug()`);
      await expect(matchNow()).rejects.toThrow("no power");
      await pool.query(`drop trigger plug on ${table}`);
      await matchNow();
      const queued = await mails();
      expect(queued).toHaveLength(1);
      await Promise.all([sendNow(queued[0]!), sendNow(queued[0]!)]);
      await sendNow(queued[0]!);
      expect(await sentTo(reader.user.email)).toHaveLength(1);
    },
  );

  it("nothing is forgotten when the process ends before the job that compares has begun", async () => {
    await openTwo();
    await pool.query(
      "select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs where task_identifier = 'alerts.match'",
    );
    await matchNow();
    expect(await mails()).toHaveLength(1);
  });
});

describe("freshness", () => {
  it("the end of indexing asks for the comparison within a second, once for many", async () => {
    await saveFor(reader, `q=${word}`);
    await pool.query(
      "select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs where task_identifier = 'alerts.match' having count(*) > 0",
    );
    for (let each = 0; each < 5; each++) await publish({ title: `Lamp ${word}` });
    const { rows } = await pool.query<{ count: number; late: boolean }>(
      `select count(*)::int as count, bool_or(run_at > now() + interval '1 second') as late
       from graphile_worker.jobs where task_identifier = 'alerts.match' and key = 'alerts.match'`,
    );
    expect(rows[0]).toEqual({ count: 1, late: false });
  });

  it("asks search once a page for all changes together, and not at all where the filters leave nothing", async () => {
    const other = await makeReader();
    await saveFor(reader, `q=${word}`, "none");
    await saveFor(other, `q=${word}&kind=joint_venture`, "none");
    for (let each = 0; each < 30; each++) await publish({ title: `Bolt ${word} ${each}` });
    const asked = vi.spyOn(postgresEngine, "search");
    await matchNow();
    const own = asked.mock.calls.filter(([query]) => query.q === word);
    asked.mockRestore();
    expect(own.map(([{ page, filters }]) => [page, filters.kind])).toEqual([
      [1, ["technology_transfer"]],
      [2, ["technology_transfer"]],
    ]);
    expect(await listSavedSearches(reader.actor)).toMatchObject([{ newCount: 30 }]);
    expect(await listSavedSearches(other.actor)).toMatchObject([{ newCount: 0 }]);
  });
});
