import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import {
  InterestSearch,
  interestsHref,
  SideTabs,
  StateLinks,
} from "#app/components/desk/interest-filters.tsx";
import { InterestTable, type InterestRow } from "#app/components/desk/interest-table.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { ButtonLink, EmptyState, PageHeader } from "#app/components/primitives.tsx";
import { audienceOf } from "#app/core/actor.ts";
import { handle, requireMember } from "#app/core/http.server.ts";
import { countryName } from "#app/core/reference/countries.ts";
import { ORGANISATION_KINDS } from "#app/core/reference/terms.ts";
import { INTERESTS_PER_PAGE, interestTotals, listInterests } from "#app/domain/interests/queries.server.ts";
import { INTEREST_SORTS, interestListSchema } from "#app/domain/interests/schema.ts";

export const loader = handle(async ({ actor, url }) => {
  const { organisation } = requireMember(actor, url);
  const audience = audienceOf(organisation.kind);
  const posts = audience !== "msme";
  const query = interestListSchema.parse(Object.fromEntries(url.searchParams));
  const totals = await interestTotals(actor);
  const side = query.side ?? (posts && (totals.received > 0 || totals.sent === 0) ? "received" : "sent");
  const filters = { ...query, side };
  const { rows, counts, all, total } = await listInterests(actor, filters);
  return {
    filters,
    hasTabs: audience === "partner" || (posts && totals.sent > 0),
    totals,
    counts,
    all,
    total,
    pageCount: Math.ceil(total / INTERESTS_PER_PAGE),
    sorts: INTEREST_SORTS,
    rows: rows.map((row) => rowFor(row, side)),
  };
});

type Listed = Awaited<ReturnType<typeof listInterests>>["rows"][number];

function rowFor(row: Listed, side: "received" | "sent"): InterestRow {
  const { organisation, opportunity, submittedAt, firstAnsweredAt, status } = row;
  const isWaiting = status === "submitted";
  const answeredAt = isWaiting ? new Date() : firstAnsweredAt;
  return {
    id: row.id,
    status,
    otherSide: side === "received" ? organisation.name : opportunity.organisation.name,
    place:
      side === "received"
        ? `${ORGANISATION_KINDS[organisation.kind].label}, ${countryName(organisation.country)}`
        : "",
    reference: opportunity.reference,
    title: opportunity.title,
    submittedAt: submittedAt?.toISOString() ?? null,
    answerMs: submittedAt && answeredAt ? answeredAt.getTime() - submittedAt.getTime() : null,
    isWaiting,
  };
}

export const meta: MetaFunction = () => [{ title: "Expressions of interest · Sanyog" }];

export default function InterestListPage() {
  const { filters, hasTabs, totals, counts, all, total, rows, pageCount, sorts } =
    useLoaderData<typeof loader>();
  const isFiltered = Boolean(filters.opportunity || filters.state || filters.q);
  return (
    <>
      <PageHeader title="Expressions of interest" />
      {hasTabs && <SideTabs side={filters.side} totals={totals} />}
      {filters.opportunity && (
        <p className="mb-2">
          Only for <Link to={`/desk/opportunities/${filters.opportunity}`}>{filters.opportunity}</Link>.{" "}
          <Link to={interestsHref(filters, { opportunity: undefined })}>
            Show those for all opportunities
          </Link>
        </p>
      )}
      {(all > 0 || isFiltered) && (
        <>
          <StateLinks filters={filters} counts={counts} all={all} />
          <InterestSearch filters={filters} sorts={sorts} />
        </>
      )}
      {rows.length > 0 ? (
        <>
          <p role="status" className="text-quiet mb-1 text-sm">
            {total} {total === 1 ? "expression" : "expressions"} of interest
          </p>
          <InterestTable rows={rows} side={filters.side} />
          <Pagination
            page={filters.page}
            pageCount={pageCount}
            hrefOf={(page) => interestsHref(filters, { page })}
          />
        </>
      ) : (
        <NothingHere isFiltered={isFiltered || filters.page > 1} side={filters.side} />
      )}
    </>
  );
}

function NothingHere({ isFiltered, side }: { isFiltered: boolean; side: "received" | "sent" }) {
  if (isFiltered)
    return (
      <EmptyState title="None is like this">
        <p>
          <Link to={`/desk/interests?side=${side}`}>Show all of them</Link>
        </p>
      </EmptyState>
    );
  return side === "received" ? (
    <EmptyState title="Nobody has written yet">
      <p>Expressions of interest in your published opportunities arrive here, and we write to you.</p>
      <p>
        <ButtonLink to="/desk/opportunities">See your opportunities</ButtonLink>
      </p>
    </EmptyState>
  ) : (
    <EmptyState title="You have sent none yet">
      <p>Find an opportunity that fits, and express interest on its page. Here you see what becomes of it.</p>
      <p>
        <ButtonLink to="/opportunities">Search the opportunities</ButtonLink>
      </p>
    </EmptyState>
  );
}
