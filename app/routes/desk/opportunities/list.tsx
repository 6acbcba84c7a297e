import type { MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { OpportunityTable } from "#app/components/posting/opportunity-table.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { Button, ButtonLink, EmptyState, Notice, PageHeader } from "#app/components/primitives.tsx";
import { handle, requireMember } from "#app/core/http.server.ts";
import {
  OPPORTUNITY_KINDS,
  OPPORTUNITY_STATUSES,
  opportunityStatusValues,
} from "#app/core/reference/terms.ts";
import { DESK_SORTS, deskListSchema, type DeskListQuery } from "#app/domain/opportunities/desk-list-query.ts";
import {
  listOwnOpportunities,
  OPPORTUNITIES_PER_PAGE,
} from "#app/domain/opportunities/desk-queries.server.ts";
import { closingAt, DAY_MS } from "#app/domain/opportunities/lifecycle.ts";
import { postableKinds } from "#app/domain/opportunities/policy.ts";

export const loader = handle(async ({ actor, url }) => {
  requireMember(actor, url);
  const query = deskListSchema.parse(Object.fromEntries(url.searchParams));
  const { rows, counts, all, total } = await listOwnOpportunities(actor, query);
  const now = Date.now();
  return {
    ...{ query, counts, all, total, sorts: DESK_SORTS },
    mayPost: postableKinds(actor).length > 0,
    isDeleted: url.searchParams.has("deleted"),
    pageCount: Math.ceil(total / OPPORTUNITIES_PER_PAGE),
    rows: rows.map((row) => ({
      reference: row.reference,
      title: row.title,
      kind: OPPORTUNITY_KINDS[row.kind].label,
      status: row.status,
      views: row.views,
      interests: row._count.interests,
      daysLeft: row.status === "published" || row.status === "on_hold" ? daysLeft(closingAt(row), now) : null,
    })),
  };
});

function daysLeft(end: Date | null, now: number): number | null {
  return end ? Math.max(0, Math.ceil((end.getTime() - now) / DAY_MS)) : null;
}

export const meta: MetaFunction = () => [{ title: "Your opportunities · Sanyog" }];

function hrefOf(query: DeskListQuery, change: Partial<DeskListQuery>): string {
  const { q, state, sort, page } = { ...query, page: 1, ...change };
  const search = new URLSearchParams();
  if (q) search.set("q", q);
  if (state) search.set("state", state);
  if (sort !== "changed") search.set("sort", sort);
  if (page > 1) search.set("page", String(page));
  return `/desk/opportunities${search.size > 0 ? `?${search}` : ""}`;
}

export default function OpportunityListPage() {
  const { query, all, total, rows, pageCount, mayPost, isDeleted } = useLoaderData<typeof loader>();
  const isFiltered = Boolean(query.q || query.state) || query.page > 1;
  return (
    <>
      <PageHeader
        title="Your opportunities"
        actions={
          mayPost && (
            <>
              <ButtonLink to="/desk/opportunities/new">Post an opportunity</ButtonLink>
              <ButtonLink look="secondary" to="/desk/imports">
                Import a spreadsheet
              </ButtonLink>
            </>
          )
        }
      />
      {isDeleted && <Notice tone="good" live title="The draft was deleted" />}
      {(all > 0 || isFiltered) && <Filters />}
      {rows.length > 0 ? (
        <>
          <p role="status" className="text-quiet mb-1 text-sm">
            {total} {total === 1 ? "opportunity" : "opportunities"}
          </p>
          <OpportunityTable rows={rows} />
          <Pagination page={query.page} pageCount={pageCount} hrefOf={(page) => hrefOf(query, { page })} />
        </>
      ) : isFiltered ? (
        <EmptyState title="None is like this">
          <p>
            <Link to="/desk/opportunities">Show all of them</Link>
          </p>
        </EmptyState>
      ) : (
        <EmptyState title="Nothing posted yet">
          <p>
            {mayPost
              ? "Post a technology, a venture, a call or a need. You can save a draft at any time and publish when it is ready."
              : "Your organisation or your role does not post opportunities. It answers those of others."}
          </p>
          {!mayPost && (
            <p>
              <ButtonLink to="/opportunities">Search the opportunities</ButtonLink>
            </p>
          )}
        </EmptyState>
      )}
    </>
  );
}

function Filters() {
  const { query, counts, all, sorts } = useLoaderData<typeof loader>();
  const states = opportunityStatusValues.filter((state) => counts[state] || state === query.state);
  return (
    <>
      <nav aria-label="State" className="tabs mb-3">
        {[undefined, ...states].map((state) => (
          <Link
            key={state ?? "all"}
            to={hrefOf(query, { state })}
            aria-current={state === query.state ? "page" : undefined}
          >
            {state ? OPPORTUNITY_STATUSES[state].label : "All"} ({state ? (counts[state] ?? 0) : all})
          </Link>
        ))}
      </nav>
      <Form className="mb-4 flex flex-wrap items-end gap-2" role="search">
        {query.state && <input type="hidden" name="state" value={query.state} />}
        <label className="min-w-0 flex-1 basis-60">
          <span className="block text-sm font-semibold">Title or reference</span>
          <input
            key={query.q}
            name="q"
            type="search"
            defaultValue={query.q}
            maxLength={200}
            className="control"
          />
        </label>
        <label>
          <span className="block text-sm font-semibold">Order</span>
          <select key={query.sort} name="sort" defaultValue={query.sort} className="control">
            {Object.entries(sorts).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <Button look="secondary">Show</Button>
      </Form>
    </>
  );
}
