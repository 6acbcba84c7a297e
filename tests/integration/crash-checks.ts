import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import PostalMime from "postal-mime";
import { expect } from "vitest";
import { config } from "#app/core/config.server.ts";
import { db, pool } from "#app/core/db.server.ts";
import { openFile } from "#app/core/files.server.ts";
import { FILE_OWNERS, sweepFiles } from "#app/domain/files/sweep-files.server.ts";
import { ledger } from "#tests/integration/crash-traffic.ts";

/** The folder that the product under test keeps its files in is the test's own, so that both see the same. */
export const dataDir = path.dirname((config.mail as { directory: string }).directory);

/** Jobs that are due, and changes that the index or the saved searches lack. */
export async function unfinishedWork(): Promise<{ jobs: number; changes: number; candidates: number }> {
  const { rows } = await pool.query<{ jobs: number; changes: number; candidates: number }>(
    `select (select count(*)::int from graphile_worker._private_jobs
             where run_at <= now() + interval '2 seconds' and attempts < max_attempts) as jobs,
            (select count(*)::int from search.pending where engine = 'postgres') as changes,
            (select count(*)::int from alert_candidate) as candidates`,
  );
  return rows[0]!;
}

/** What the timetable starts each minute, now. */
export async function runTimetable(): Promise<void> {
  await pool.query("select graphile_worker.add_job(name, '{}') from unnest($1::text[]) name", [
    ["messages.notify", "alerts.match", "search.catch-up"],
  ]);
}

/** Each acknowledged change is there once, with one line in its history. */
export async function checkChanges(): Promise<void> {
  const published = await db.opportunity.findMany({
    where: { reference: { in: ledger.published }, status: "published" },
    select: { id: true, events: { where: { type: "published" } } },
  });
  expect(published).toHaveLength(new Set(ledger.published).size);
  for (const { events } of published) expect(events).toHaveLength(1);
  const matched = await db.savedSearchMatch.findMany({
    where: { opportunityId: { in: published.map(({ id }) => id) }, alertId: { not: null } },
  });
  expect(matched).toHaveLength(published.length);

  for (const [id, states] of ledger.histories) {
    const { status, events } = await db.interest.findUniqueOrThrow({
      where: { id },
      select: { status: true, events: { select: { toStatus: true } } },
    });
    expect([status, events.map(({ toStatus }) => toStatus).sort()], id).toEqual([
      states.at(-1),
      [...states].sort(),
    ]);
  }
  for (const [id, message] of ledger.drafts) {
    const draft = await db.interest.findUniqueOrThrow({ where: { id }, include: { events: true } });
    expect(draft).toMatchObject({ status: "draft", message, events: [] });
  }
}

/** One acceptance and one countersignature for each pair that has signed, and one grant of documents. */
export async function checkAgreements(): Promise<void> {
  for (const where of ledger.signed) {
    const agreements = await db.ndaAgreement.findMany({ where, include: { events: true } });
    expect(agreements).toHaveLength(1);
    expect(agreements[0]!.events.map(({ toStatus }) => toStatus).sort()).toEqual([
      "accepted",
      "countersigned",
      "invited",
    ]);
    expect(await db.documentGrant.count({ where: { organisationId: where.applicantId } })).toBe(1);
  }
}

/** Each message once, in the order of the conversation; a file as often as its form was sent, at most. */
export async function checkConversations(): Promise<void> {
  for (const [interestId, said] of ledger.conversations) {
    const messages = await db.message.findMany({
      where: { interestId },
      orderBy: { position: "asc" },
      select: { text: true, position: true, _count: { select: { attachments: true } } },
    });
    expect(messages.map(({ text, position }) => [position, text])).toEqual(
      said.map(({ text }, index) => [index + 1, text]),
    );
    messages.forEach(({ _count: { attachments } }, index) => {
      const { fileTries } = said[index]!;
      expect(attachments).toBeGreaterThanOrEqual(Math.min(fileTries, 1));
      expect(attachments).toBeLessThanOrEqual(fileTries);
    });
  }
}

/** One file counts, one decision stands. */
export async function checkCertificates(): Promise<void> {
  for (const { id, tries } of ledger.certificates) {
    const { status } = await db.certificate.findUniqueOrThrow({ where: { id } });
    expect(status).toBe("verified");
    expect(await db.certificateEvidence.count({ where: { certificateId: id, removedAt: null } })).toBe(1);
    const events = await db.certificateEvent.findMany({ where: { certificateId: id } });
    expect(events.filter(({ type }) => type === "verified")).toHaveLength(1);
    const attached = events.filter(({ type }) => type === "evidence_attached").length;
    expect(attached).toBeGreaterThanOrEqual(1);
    expect(attached).toBeLessThanOrEqual(tries);
  }
}

/** Every row's file is there and whole, and after a sweep there is no other. @returns how many */
export async function checkFiles(): Promise<number> {
  const owned: string[] = [];
  for (const { table, column } of FILE_OWNERS) {
    const size = table === "import_run" ? "null" : "size_bytes::int";
    const { rows } = await pool.query<{ key: string; size: number | null }>(
      `select ${column} as key, ${size} as size from ${table} where ${column} is not null`,
    );
    for (const { key, size: bytes } of rows) {
      const file = await openFile(key);
      file?.stream.destroy();
      expect(file?.sizeBytes, key).toBe(bytes ?? file?.sizeBytes);
      owned.push(key);
    }
  }
  await sweepFiles(0);
  const kept = readdirSync(path.join(dataDir, "files"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
  expect(kept.sort()).toEqual(owned.map((key) => path.basename(key)).sort());
  return owned.length;
}

/**
 * The mails that have to have been sent, as "event recipient". A state passed through on the way to another has no mail
 * of its own, nor has an invitation to sign: the EoI's new state tells of it.
 */
const DUE_MAILS = `
  with officer as (
    select m.organisation_id, u.id, u.email from membership m join "user" u on u.id = m.user_id
    where m.role in ('owner', 'editor'))
  select 'interest.' || e.id || '.' || r.id || ' ' || r.email as mail
    from interest_event e join interest i on i.id = e.interest_id
      join officer r on case when e.to_status = 'submitted' then r.organisation_id = i.poster_id or r.id = e.actor_id
                             else r.organisation_id = i.organisation_id end
   where e.actor_id is not null and not exists (select from interest_event later
     where later.interest_id = e.interest_id and later.created_at = e.created_at and later.from_status = e.to_status)
  union all select 'nda.' || e.id || '.' || r.id || ' ' || r.email
    from nda_event e join nda_agreement a on a.id = e.agreement_id
      join officer r on r.organisation_id in (a.prime_id, a.applicant_id)
   where e.to_status in ('accepted', 'countersigned')
  union all select 'certificate.' || e.id || '.' || r.id || ' ' || r.email
    from certificate_event e join officer r on r.organisation_id = e.organisation_id where e.type = 'verified'
  union all select 'alert.' || a.id || ' ' || u.email
    from alert a join saved_search s on s.id = a.saved_search_id join "user" u on u.id = s.user_id
  union all select 'messages.' || m.id || ' ' || u.email from message_mail m join "user" u on u.id = m.user_id`;

/** Each mail that is due is in the mail folder once, and no other mail. @returns how many */
export async function checkMails(): Promise<number> {
  const folder = path.join(dataDir, "mail");
  const names = readdirSync(folder);
  const sent: string[] = [];
  for (const name of names.filter((each) => each.endsWith(".eml"))) {
    const { messageId, to } = await PostalMime.parse(readFileSync(path.join(folder, name)));
    // The last part is the job's.
    sent.push(`${/^<(.+)\.\d+@/.exec(messageId ?? "")?.[1]} ${to?.[0]?.address}`);
  }
  const twice = sent.filter((mail, index) => sent.indexOf(mail) !== index);
  expect(twice, "mailed twice").toEqual([]);
  const { rows } = await pool.query<{ mail: string }>(DUE_MAILS);
  const due = new Set(rows.map(({ mail }) => mail));
  expect({
    lost: [...due].filter((mail) => !sent.includes(mail)),
    unasked: sent.filter((mail) => !due.has(mail)),
  }).toEqual({ lost: [], unasked: [] });
  expect(names.filter((name) => !name.endsWith(".eml"))).toEqual([]);
  return sent.length;
}
