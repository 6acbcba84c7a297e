import { redirect, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { BulkForm } from "#app/components/desk/interest-bulk.tsx";
import { InterestColumns } from "#app/components/desk/interest-columns.tsx";
import { NoInterests } from "#app/components/desk/no-interests.tsx";
import {
  InterestSearch,
  interestsHref,
  SideTabs,
  StateLinks,
  ViewLinks,
} from "#app/components/desk/interest-filters.tsx";
import { InterestTable } from "#app/components/desk/interest-table.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { Notice, PageHeader } from "#app/components/primitives.tsx";
import { audienceOf, mayEdit, type Actor } from "#app/core/actor.ts";
import { handle, readForm, requireMember, submitForm, type FormResult } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { INTEREST_STATUSES } from "#app/core/reference/terms.ts";
import { moveInterest } from "#app/domain/interests/bulk-decide.server.ts";
import { presentColumns, presentTable } from "#app/domain/interests/present-list.server.ts";
import { interestTotals, readMoved } from "#app/domain/interests/queries.server.ts";
import { INTEREST_SORTS, interestListSchema, moveSchema } from "#app/domain/interests/schema.ts";

/** The address's query, with the side that the organisation has something on. */
async function readQuery(actor: Actor, posts: boolean, url: URL) {
  const query = interestListSchema.parse(Object.fromEntries(url.searchParams));
  const totals = await interestTotals(actor);
  const side = query.side ?? (posts && (totals.received > 0 || totals.sent === 0) ? "received" : "sent");
  return { totals, filters: { ...query, side, view: side === "sent" ? ("table" as const) : query.view } };
}

export const loader = handle(async ({ request, actor, url }) => {
  const { organisation } = requireMember(actor, url);
  const audience = audienceOf(organisation.kind);
  const posts = audience !== "msme";
  const { filters, totals } = await readQuery(actor, posts, url);
  const locale = readLocale(request.headers.get("Accept-Language"));
  const isColumns = filters.view === "columns";
  return {
    filters,
    totals,
    hasTabs: audience === "partner" || (posts && totals.sent > 0),
    sorts: INTEREST_SORTS,
    mayDecide: mayEdit(actor) && filters.side === "received",
    table: isColumns ? null : await presentTable(actor, filters, locale),
    columns: isColumns ? await presentColumns(actor, filters, locale) : null,
    moved: await readMoved(actor, url.searchParams.get("moved")),
  };
});

/** A card was put into another column. */
export const action = handle(async ({ request, actor, url }) => {
  requireMember(actor, url);
  return submitForm(await readForm(request), moveSchema, async (move) => {
    await moveInterest(actor, move);
    const params = new URLSearchParams(url.search);
    params.set("moved", move.interest.id);
    return redirect(`/desk/interests?${params}`);
  });
});

/** Who was too late sees where the card is now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export const meta: MetaFunction = () => [{ title: "Expressions of interest · Sanyog" }];

export default function InterestListPage() {
  const { filters, hasTabs, totals, table, columns } = useLoaderData<typeof loader>();
  const { side, opportunity, state, q, page } = filters;
  const isFiltered = Boolean(opportunity || state || q) || page > 1;
  const count = side === "received" ? totals.received : totals.sent;
  return (
    <>
      <PageHeader title="Expressions of interest" />
      {hasTabs && <SideTabs side={side} totals={totals} />}
      <Outcome />
      {opportunity && (
        <p className="mb-2">
          Only for <Link to={`/desk/opportunities/${opportunity}`}>{opportunity}</Link>.{" "}
          <Link to={interestsHref(filters, { opportunity: undefined })}>
            Show those for all opportunities
          </Link>
        </p>
      )}
      {(count > 0 || isFiltered) && (
        <div className="flex flex-wrap items-end justify-between gap-x-8">
          <InterestSearch filters={filters} sorts={INTEREST_SORTS} />
          {side === "received" && <ViewLinks filters={filters} />}
        </div>
      )}
      {table && (table.all > 0 || isFiltered) && (
        <StateLinks filters={filters} counts={table.counts} all={table.all} />
      )}
      {columns && count > 0 ? (
        <Columns />
      ) : table && table.rows.length > 0 ? (
        <Table />
      ) : (
        <NoInterests isFiltered={isFiltered} side={side} />
      )}
    </>
  );
}

/** What became of a card that was moved: said once, also to those who do not see it move. */
function Outcome() {
  const { moved } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  const refusal = Object.values(actionData?.result.error ?? {})
    .flat()
    .join(" ");
  return (
    <>
      <div role="status">
        {moved && !refusal && (
          <div className="mb-4">
            <Notice tone="good">
              {moved.applicant} is now “{INTEREST_STATUSES[moved.status].label}”.
            </Notice>
          </div>
        )}
      </div>
      <div role="alert">
        {refusal && (
          <div className="mb-4">
            <Notice tone="bad" title="Nothing was moved">
              {refusal}
            </Notice>
          </div>
        )}
      </div>
    </>
  );
}

function Columns() {
  const { filters, columns, mayDecide, moved } = useLoaderData<typeof loader>();
  return (
    <InterestColumns
      columns={columns ?? []}
      filters={filters}
      mayDecide={mayDecide}
      movedId={moved?.id ?? null}
    />
  );
}

function Table() {
  const { filters, table, mayDecide } = useLoaderData<typeof loader>();
  if (!table) return null;
  const { rows, total, pageCount } = table;
  const content = <InterestTable rows={rows} side={filters.side} canTick={mayDecide} />;
  return (
    <>
      <p role="status" className="text-quiet mb-1 text-sm">
        {total.toLocaleString("en-IN")} {total === 1 ? "expression" : "expressions"} of interest
      </p>
      {mayDecide ? (
        <BulkForm key={rows.map(({ id }) => id).join()} back={interestsHref(filters, { page: filters.page })}>
          {content}
        </BulkForm>
      ) : (
        content
      )}
      <Pagination
        page={filters.page}
        pageCount={pageCount}
        hrefOf={(page) => interestsHref(filters, { page })}
      />
    </>
  );
}
