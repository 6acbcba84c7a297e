import type { Actor } from "#app/core/actor.ts";
import { db, pool } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { claimOf } from "#app/domain/certifications/certificate-record.server.ts";
import { decisionBar } from "#app/domain/certifications/decide-certificate.server.ts";
import { certificateIdSchema } from "#app/domain/certifications/schema.ts";
import { readTrail } from "#app/domain/certifications/trail.server.ts";
import { calendarDateIn } from "#app/domain/eligibility/calendar.ts";
import { requireModerator } from "#app/domain/moderation/policy.ts";

/** As many as a page shows; whoever has decided on them finds the next ones. */
const QUEUE_SHOWN = 50;
const DECISIONS_SHOWN = 20;

type Twin = { id: string; certificateId: string; name: string; status: string };

/** The same standard and number at other organisations; signs and case make no difference between numbers. */
async function readTwins(certificateIds: string[]): Promise<Twin[]> {
  const { rows } = await pool.query<Twin>(
    `select twin.id, mine.id as "certificateId", organisation.name, twin.status::text
     from certificate mine
     join certificate twin on twin.standard = mine.standard and twin.organisation_id <> mine.organisation_id
       and upper(regexp_replace(twin.number, '[^[:alnum:]]', '', 'g')) = upper(regexp_replace(mine.number, '[^[:alnum:]]', '', 'g'))
     join organisation on organisation.id = twin.organisation_id
     where mine.id = any($1::uuid[]) order by organisation.name, twin.id`,
    [certificateIds],
  );
  return rows;
}

/** What waits for a decision, the longest first. @throws DomainError not_found for everybody but moderators */
export async function readCertificateQueue(actor: Actor) {
  requireModerator(actor);
  const where = { status: "evidence_attached" } as const;
  const [total, rows] = await Promise.all([
    db.certificate.count({ where }),
    db.certificate.findMany({
      where,
      orderBy: [{ handedInAt: "asc" }, { id: "asc" }],
      take: QUEUE_SHOWN,
      select: {
        id: true,
        standard: true,
        number: true,
        body: true,
        handedInAt: true,
        createdAt: true,
        organisation: { select: { name: true, slug: true } },
      },
    }),
  ]);
  const twins = await readTwins(rows.map(({ id }) => id));
  const waiting = rows.map(({ handedInAt, createdAt, ...row }) => ({
    ...row,
    waitingSince: (handedInAt ?? createdAt).toISOString(),
    twins: twins.filter(({ certificateId }) => certificateId === row.id).map(({ name }) => name),
  }));
  return { total, waiting };
}

/** The latest decisions of all moderators. @throws DomainError not_found for everybody but moderators */
export async function readRecentDecisions(actor: Actor) {
  requireModerator(actor);
  const events = await db.certificateEvent.findMany({
    where: { type: { in: ["verified", "rejected"] } },
    orderBy: { createdAt: "desc" },
    take: DECISIONS_SHOWN,
    select: {
      id: true,
      certificateId: true,
      type: true,
      note: true,
      claim: true,
      createdAt: true,
      actor: { select: { name: true } },
      organisation: { select: { name: true } },
    },
  });
  const still = await db.certificate.findMany({
    where: { id: { in: events.map(({ certificateId }) => certificateId) } },
    select: { id: true },
  });
  const ids = new Set(still.map(({ id }) => id));
  return events.map(({ createdAt, claim, actor: who, organisation, ...event }) => ({
    ...event,
    ...(claim as { standard: string; number: string }),
    at: createdAt.toISOString(),
    who: who?.name ?? "A former moderator",
    organisation: organisation.name,
    isStillThere: ids.has(event.certificateId),
  }));
}

/** A certificate with all that a decision needs. @throws DomainError not_found for everybody but moderators */
export async function readForDecision(actor: Actor, id: string, now = new Date()) {
  const moderator = requireModerator(actor);
  const certificate = certificateIdSchema.safeParse(id).success
    ? await db.certificate.findUnique({
        where: { id },
        include: { organisation: { select: { name: true, slug: true, country: true, timeZone: true } } },
      })
    : null;
  if (!certificate) throw notFound("This certificate");
  const [trail, twins, bar] = await Promise.all([
    readTrail(certificate),
    readTwins([id]),
    decisionBar(db, moderator, certificate.organisationId),
  ]);
  const { status, version, handedInAt, decidedAt, decisionReason, organisation } = certificate;
  return {
    id,
    claim: claimOf(certificate),
    status,
    version,
    waitingSince: handedInAt?.toISOString() ?? null,
    decidedAt: decidedAt?.toISOString() ?? null,
    decisionReason,
    organisation,
    today: calendarDateIn(organisation.timeZone, now),
    trail,
    twins,
    /** Why this moderator may not decide, or null. */
    bar,
  };
}
