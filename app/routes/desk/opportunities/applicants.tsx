import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { ApplicantChoice } from "#app/components/applicants/applicant-choice.tsx";
import { ComparisonTable } from "#app/components/applicants/comparison-table.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { EmptyState, Notice, PageHeader, Section } from "#app/components/primitives.tsx";
import { countText } from "#app/core/formats.ts";
import { handle, requireMember } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { COMPARED_MAX, readCompareQuery, withParams } from "#app/domain/interests/compare-query.ts";
import { CHOICES_PER_PAGE, presentComparison } from "#app/domain/interests/compare.server.ts";

export const loader = handle(async ({ request, params, actor, url }) => {
  requireMember(actor, url);
  const query = readCompareQuery(url.searchParams);
  const locale = readLocale(request.headers.get("Accept-Language"));
  const comparison = await presentComparison(actor, params.reference ?? "", query, locale);
  const { q, page, onlyDiffering } = query;
  const pageCount = Math.ceil(comparison.total / CHOICES_PER_PAGE);
  return { ...comparison, q, page, onlyDiffering, pageCount, locale };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Applicants for ${data?.opportunity.reference ?? "an opportunity"} · Sanyog` },
];

export default function ApplicantsPage() {
  const loaded = useLoaderData<typeof loader>();
  const { opportunity, columns, requirements, facts, isChosen, missing, onlyDiffering, total, locale } =
    loaded;
  const own = `/desk/opportunities/${opportunity.reference}`;
  if (columns.length + total === 0)
    return (
      <>
        <Head />
        <EmptyState title={loaded.q ? "Nobody has this in its name" : "Nobody to compare yet"}>
          <p>
            <Link to={loaded.q ? `${own}/applicants` : own}>
              {loaded.q ? "Show all applicants" : "Back to the opportunity"}
            </Link>
          </p>
        </EmptyState>
      </>
    );
  return (
    <>
      <Head />
      {missing > 0 && (
        <div className="mb-4">
          <Notice tone="warn" title={`${countText(missing, "applicant", locale)} left out`}>
            At most {COMPARED_MAX} can be compared, and only those who have answered this opportunity.
          </Notice>
        </div>
      )}
      {columns.length > 0 ? (
        <>
          <p className="no-print mb-3 flex flex-wrap gap-x-6 gap-y-1">
            {!isChosen && <span>The best qualified of those whose interest is open.</span>}
            <DifferingSwitch />
          </p>
          <ComparisonTable {...{ columns, requirements, facts }} />
          {onlyDiffering && requirements.length + facts.length === 0 && (
            <p className="mt-3">They do not differ in anything that is asked or stated.</p>
          )}
        </>
      ) : (
        <p>No interest is open any more. Tick those whom you want to compare all the same.</p>
      )}
      <Exports />
      <Section title="Whom to compare" id="choose">
        <ApplicantChoice {...loaded} shown={columns} />
        <Pagination
          page={loaded.page}
          pageCount={loaded.pageCount}
          hrefOf={(page) => hrefOf(loaded, { page })}
        />
      </Section>
    </>
  );
}

type Shown = Pick<ReturnType<typeof useLoaderData<typeof loader>>, "columns" | "q" | "onlyDiffering">;

/** The address of what is shown, with another page of the choice or the other set of rows. */
function hrefOf(
  { columns, q, onlyDiffering }: Shown,
  { page = 1, differing = onlyDiffering }: { page?: number; differing?: boolean },
): string {
  const params = withParams(columns.map(({ id }) => id));
  if (q) params.set("q", q);
  if (differing) params.set("rows", "differing");
  if (page > 1) params.set("page", String(page));
  return `?${params}`;
}

function Head() {
  const { opportunity } = useLoaderData<typeof loader>();
  return (
    <PageHeader title="Applicants side by side">
      <p>
        For <Link to={`/desk/opportunities/${opportunity.reference}`}>{opportunity.title}</Link>,{" "}
        <span className="whitespace-nowrap">{opportunity.reference}</span>
      </p>
    </PageHeader>
  );
}

function DifferingSwitch() {
  const loaded = useLoaderData<typeof loader>();
  if (loaded.columns.length < 2) return null;
  return (
    <Link to={hrefOf(loaded, { differing: !loaded.onlyDiffering })} preventScrollReset>
      {loaded.onlyDiffering ? "Show all rows" : "Show only where they differ"}
    </Link>
  );
}

/** Files to take away: of those that are shown, and of all. */
function Exports() {
  const { opportunity, columns, total, q } = useLoaderData<typeof loader>();
  const base = `/desk/opportunities/${opportunity.reference}/applicants`;
  const shown = withParams(columns.map(({ id }) => id));
  return (
    <Section title="Download the comparison" id="export">
      <ul className="no-print flex flex-wrap gap-x-6 gap-y-2">
        {columns.length > 0 && (
          <>
            <li>
              <a href={`${base}.xlsx?${shown}`}>These as a spreadsheet (XLSX)</a>
            </li>
            <li>
              <a href={`${base}.csv?${shown}`}>These as CSV</a>
            </li>
          </>
        )}
        {(total > 0 || q) && (
          <>
            <li>
              <a href={`${base}.xlsx`}>All as a spreadsheet (XLSX)</a>
            </li>
            <li>
              <a href={`${base}.csv`}>All as CSV</a>
            </li>
          </>
        )}
      </ul>
    </Section>
  );
}
