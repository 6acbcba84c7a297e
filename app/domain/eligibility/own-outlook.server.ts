import type { Actor } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";
import type { Requirements } from "#app/core/requirements.ts";
import { sharedRead } from "#app/core/shared-read.server.ts";
import { idsAsking, readMarket } from "#app/domain/eligibility/market.server.ts";
import {
  openedBy,
  outlookOf,
  remediesAgainst,
  statementOf,
  STATEMENTS,
  type Outlook,
  type Statement,
} from "#app/domain/eligibility/outlook.ts";
import { readerFor, type EligibilityReader } from "#app/domain/eligibility/reader.server.ts";
import { keyOf, type Remedy } from "#app/domain/eligibility/remedies.ts";
import { REQUIREMENT_FIELDS } from "#app/domain/interests/requirements.ts";
import { visibleTo } from "#app/domain/opportunities/policy.ts";
import type { Prisma } from "#prisma/generated/client.ts";

/** By organisation, profile and day; gone as soon as anything public changes. */
const shared = sharedRead(async (key): Promise<Outlook> => {
  const id = key.split(" ", 1)[0]!;
  const [reader, market] = await Promise.all([readerFor(id), readMarket(id)]);
  if (!reader) throw notFound();
  return outlookOf(market, reader.profile, reader.today);
});

const ownIdOf = (actor: Actor) => (actor.kind === "person" ? (actor.organisation?.id ?? null) : null);

async function requireReader(actor: Actor): Promise<{ id: string; reader: EligibilityReader }> {
  const id = ownIdOf(actor);
  const reader = await readerFor(actor);
  if (id === null || reader === null) throw notFound();
  return { id, reader };
}

/** Where the actor's organisation stands with all that is open. @throws DomainError not_found without an organisation */
export async function readOutlook(actor: Actor): Promise<Outlook> {
  const { id, reader } = await requireReader(actor);
  return shared(`${id} ${reader.key}`);
}

const LISTED = {
  ...REQUIREMENT_FIELDS,
  id: true,
  reference: true,
  title: true,
  kind: true,
  sector: true,
  release: true,
  releaseCountries: true,
  organisation: { select: { slug: true, name: true, country: true } },
} as const satisfies Prisma.OpportunitySelect;

export const LIST_PAGE_SIZE = 20;

async function pageOf(actor: Actor, wanted: Prisma.OpportunityWhereInput, page: number) {
  const where = { AND: [visibleTo(actor), wanted] };
  const [total, opportunities] = await Promise.all([
    db.opportunity.count({ where }),
    db.opportunity.findMany({
      where,
      orderBy: [{ publishedAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * LIST_PAGE_SIZE,
      take: LIST_PAGE_SIZE,
      select: LISTED,
    }),
  ]);
  return { total, opportunities };
}

/**
 * The open opportunities that remedies turn into `qualifies`, the newest first.
 * @param keys of remedies, see keyOf
 * @throws DomainError not_found when one of them is no remedy for this organisation
 */
export async function listOpened(actor: Actor, keys: readonly string[], page: number) {
  const { id, reader } = await requireReader(actor);
  const all = remediesAgainst(await readMarket(id), reader.profile, reader.today);
  const remedies = [...new Set(keys)].map((key) => all.find((each) => keyOf(each) === key));
  if (keys.length === 0 || keys.length > 2 || !remedies.every((each): each is Remedy => each !== undefined))
    throw notFound("This remedy");
  const isOpened = openedBy(reader.profile, reader.today, remedies);
  return { remedies, reader, ...(await pageOf(actor, { id: { in: await idsAsking(id, isOpened) } }, page)) };
}

export const QUESTIONS = [...STATEMENTS, "certificates", "supplies"] as const;
export type Question = (typeof QUESTIONS)[number];
const isStatement = (question: Question): question is Statement =>
  (STATEMENTS as readonly string[]).includes(question);

/** The open opportunities that ask for something the organisation has not stated, the newest first. */
export async function listAsking(actor: Actor, question: Question, page: number) {
  const { id, reader } = await requireReader(actor);
  const isAsked = (requirements: Requirements) =>
    isStatement(question)
      ? reader.assess(requirements).findings.some((finding) => statementOf(finding) === question)
      : question === "supplies" || requirements.certifications.length > 0;
  const ids = await idsAsking(id, isAsked);
  const where: Prisma.OpportunityWhereInput = { id: { in: ids } };
  if (question === "supplies") where.pastSupply = { not: "" };
  return { reader, ...(await pageOf(actor, where, page)) };
}
