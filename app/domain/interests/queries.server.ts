import type { Actor } from "#app/core/actor.ts";
import { db, pool } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import { visibleTo as opportunitiesVisibleTo } from "#app/domain/opportunities/policy.ts";
import { INTEREST_SUBJECT, receivedBy, sentBy, sideOf, visibleTo } from "#app/domain/interests/policy.ts";
import { REQUIREMENT_FIELDS } from "#app/domain/interests/requirements.ts";
import { interestIdSchema, referenceSchema } from "#app/domain/interests/schema.ts";
import type { Interest, Prisma } from "#prisma/generated/client.ts";

/** Opportunities for which the actor may read the form: the visible ones, and those it has already answered. */
export function applicableTo(actor: Actor): Prisma.OpportunityWhereInput {
  if (actor.kind !== "person" || !actor.organisation) return opportunitiesVisibleTo(actor);
  return {
    OR: [opportunitiesVisibleTo(actor), { interests: { some: { organisationId: actor.organisation.id } } }],
  };
}

/** What the page "Express interest" shows of an opportunity. @throws DomainError not_found */
export async function readSubject(actor: Actor, reference: string) {
  if (!referenceSchema.safeParse(reference).success) throw notFound("This opportunity");
  const opportunity = await db.opportunity.findFirst({
    where: { AND: [{ reference }, applicableTo(actor)] },
    select: {
      ...INTEREST_SUBJECT,
      ...REQUIREMENT_FIELDS,
      title: true,
      summary: true,
      kind: true,
      contactRole: true,
      organisation: { select: { id: true, name: true, slug: true, country: true } },
    },
  });
  if (!opportunity) throw notFound("This opportunity");
  return opportunity;
}

type OwnInterest = Pick<
  Interest,
  | "id"
  | "status"
  | "version"
  | "message"
  | "capabilityStatement"
  | "contactRole"
  | "submittedAt"
  | "updatedAt"
>;

/** A prepared statement: every signed-in reader's opportunity page asks it. */
const OWN_INTEREST = {
  name: "own-interest",
  text: `
    select id, status, version, message, capability_statement as "capabilityStatement", contact_role as "contactRole",
      submitted_at as "submittedAt", updated_at as "updatedAt"
    from interest where opportunity_id = $1 and organisation_id = $2`,
};

/** The EoI of the actor's own organisation for one opportunity, a draft included; null when there is none. */
export async function ownInterest(actor: Actor, opportunityId: string): Promise<OwnInterest | null> {
  if (actor.kind !== "person" || !actor.organisation) return null;
  const values = [opportunityId, actor.organisation.id];
  const { rows } = await pool.query<OwnInterest>({ ...OWN_INTEREST, values });
  return rows[0] ?? null;
}

/** Which of these opportunities the actor's organisation has answered; a draft is no answer. */
export async function answeredAmong(actor: Actor, opportunityIds: string[]): Promise<Set<string>> {
  const rows = await db.interest.findMany({
    where: { AND: [sentBy(actor), { opportunityId: { in: opportunityIds }, status: { not: "draft" } }] },
    select: { opportunityId: true },
  });
  return new Set(rows.map(({ opportunityId }) => opportunityId));
}

/** One EoI with its history. People are named to their own side only. @throws DomainError not_found */
export async function readInterest(actor: Actor, id: string) {
  if (!interestIdSchema.safeParse(id).success) throw notFound("This expression of interest");
  const interest = await db.interest.findFirst({
    where: { AND: [{ id }, visibleTo(actor)] },
    select: {
      id: true,
      status: true,
      version: true,
      message: true,
      capabilityStatement: true,
      contactRole: true,
      declineReason: true,
      declineCode: true,
      eligibilityAtSending: true,
      submittedAt: true,
      updatedAt: true,
      firstAnsweredAt: true,
      organisationId: true,
      organisation: {
        select: {
          name: true,
          slug: true,
          kind: true,
          country: true,
          city: true,
          foundedYear: true,
          sectors: true,
          verification: true,
        },
      },
      opportunity: {
        select: {
          id: true,
          reference: true,
          title: true,
          kind: true,
          status: true,
          organisationId: true,
          organisation: { select: { id: true, name: true, slug: true } },
        },
      },
      events: {
        orderBy: [{ createdAt: "asc" }, { toStatus: "asc" }],
        select: { toStatus: true, note: true, createdAt: true, actor: { select: { name: true } } },
      },
    },
  });
  if (!interest) throw notFound("This expression of interest");
  return { ...interest, side: sideOf(actor, interest) };
}

/** How many EoIs wait for the first answer of the actor's organisation. */
export function waitingForAnswer(actor: Actor): Promise<number> {
  return db.interest.count({ where: { AND: [receivedBy(actor), { status: "submitted" }] } });
}

/** How many EoIs the actor's organisation has received and sent, so that empty tabs need not be shown. */
export async function interestTotals(actor: Actor): Promise<{ received: number; sent: number }> {
  const [received, sent] = await Promise.all([
    db.interest.count({ where: receivedBy(actor) }),
    db.interest.count({ where: sentBy(actor) }),
  ]);
  return { received, sent };
}

/** What the page says of the EoI that was just moved; null for anything that did not reach the actor's organisation. */
export async function readMoved(actor: Actor, id: string | null) {
  if (!interestIdSchema.safeParse(id).success) return null;
  const row = await db.interest.findFirst({
    where: { AND: [receivedBy(actor), { id: id! }] },
    select: { id: true, status: true, organisation: { select: { name: true } } },
  });
  return row && { id: row.id, status: row.status, applicant: row.organisation.name };
}
