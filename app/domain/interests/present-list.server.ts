import type { Actor } from "#app/core/actor.ts";
import { countryName } from "#app/core/reference/countries.ts";
import { ORGANISATION_KINDS } from "#app/core/reference/terms.ts";
import { assessListed } from "#app/domain/interests/assess-listed.server.ts";
import { listColumns } from "#app/domain/interests/list-columns.server.ts";
import { listInterests, type ListedInterest } from "#app/domain/interests/list-interests.server.ts";
import type { InterestListQuery } from "#app/domain/interests/schema.ts";

type Signs = Awaited<ReturnType<typeof assessListed>>;
type Query = InterestListQuery & { side: "received" | "sent" };

function presentRow(row: ListedInterest, signs: Signs | null, now: Date) {
  const { organisation, opportunity, submittedAt, firstAnsweredAt, status } = row;
  const isWaiting = status === "submitted";
  const answeredAt = isWaiting ? now : firstAnsweredAt;
  return {
    id: row.id,
    status,
    version: row.version,
    otherSide: signs ? organisation.name : opportunity.organisation.name,
    place: signs
      ? `${ORGANISATION_KINDS[organisation.kind].label}, ${countryName(organisation.country)}`
      : "",
    reference: opportunity.reference,
    title: opportunity.title,
    submittedAt: submittedAt?.toISOString() ?? null,
    answerMs: submittedAt && answeredAt ? answeredAt.getTime() - submittedAt.getTime() : null,
    isWaiting,
    sign: signs?.get(row.id) ?? null,
  };
}

/** One page of EoIs as the desk's table shows it; applicants with their sign. */
export async function presentTable(actor: Actor, query: Query, locale: string, now = new Date()) {
  const { rows, counts, all, total } = await listInterests(actor, query);
  const signs = query.side === "received" ? await assessListed(rows, locale, now) : null;
  return {
    counts,
    all,
    total,
    pageCount: Math.ceil(total / query.rows),
    rows: rows.map((row) => presentRow(row, signs, now)),
  };
}

/** What was received, by state, as the desk's columns show it. */
export async function presentColumns(actor: Actor, query: Query, locale: string, now = new Date()) {
  const columns = await listColumns(actor, query);
  const signs = await assessListed(
    columns.flatMap(({ rows }) => rows),
    locale,
    now,
  );
  return columns.map((column) => ({
    ...column,
    rows: column.rows.map((row) => presentRow(row, signs, now)),
  }));
}
