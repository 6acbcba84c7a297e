import { Form, Link } from "@remix-run/react";
import { Button } from "#app/components/primitives.tsx";
import { INTEREST_STATUSES, type InterestStatus } from "#app/core/reference/terms.ts";

export type InterestFilters = {
  side: "received" | "sent";
  opportunity?: string;
  state?: InterestStatus;
  q: string;
  sort: string;
  view: "table" | "columns";
  rows: number;
};

/** The list's address with some of its words changed, always back on page 1. */
export function interestsHref(
  filters: InterestFilters,
  change: Partial<InterestFilters> & { page?: number },
): string {
  const { side, opportunity, state, q, sort, view, rows, page } = { ...filters, page: 1, ...change };
  const params = new URLSearchParams({ side });
  if (opportunity) params.set("opportunity", opportunity);
  if (state) params.set("state", state);
  if (q) params.set("q", q);
  if (sort !== "newest") params.set("sort", sort);
  if (view !== "table") params.set("view", view);
  if (rows !== 20) params.set("rows", String(rows));
  if (page > 1) params.set("page", String(page));
  return `/desk/interests?${params}`;
}

/** Received and sent, for organisations that do both. */
export function SideTabs({ side, totals }: { side: string; totals: { received: number; sent: number } }) {
  const tabs = [
    ["received", `Received (${totals.received})`],
    ["sent", `Sent (${totals.sent})`],
  ] as const;
  return (
    <nav aria-label="Received and sent" className="tabs border-line mb-4 border-b">
      {tabs.map(([value, label]) => (
        <Link
          key={value}
          to={`/desk/interests?side=${value}`}
          aria-current={side === value ? "page" : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

/** The same EoIs as a table or as columns by state. */
export function ViewLinks({ filters }: { filters: InterestFilters }) {
  const views = [
    ["table", "Table"],
    ["columns", "Columns"],
  ] as const;
  return (
    <nav aria-label="View" className="tabs mb-3">
      {views.map(([view, text]) => (
        <Link
          key={view}
          to={interestsHref(filters, { view, state: undefined })}
          aria-current={filters.view === view ? "page" : undefined}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}

/** The states that occur, each a link with its count. */
export function StateLinks(props: {
  filters: InterestFilters;
  counts: Partial<Record<InterestStatus, number>>;
  all: number;
}) {
  const { filters, counts, all } = props;
  const states = (Object.keys(INTEREST_STATUSES) as InterestStatus[]).filter(
    (state) => counts[state] || state === filters.state,
  );
  return (
    <nav aria-label="States" className="tabs mb-3">
      <Link
        to={interestsHref(filters, { state: undefined })}
        aria-current={filters.state ? undefined : "page"}
      >
        All ({all.toLocaleString("en-IN")})
      </Link>
      {states.map((state) => (
        <Link
          key={state}
          to={interestsHref(filters, { state })}
          aria-current={filters.state === state ? "page" : undefined}
        >
          {INTEREST_STATUSES[state].label} ({(counts[state] ?? 0).toLocaleString("en-IN")})
        </Link>
      ))}
    </nav>
  );
}

/** Search by the other side's name, and the order. Works without script. */
export function InterestSearch({
  filters,
  sorts,
}: {
  filters: InterestFilters;
  sorts: Record<string, string>;
}) {
  const label = filters.side === "received" ? "Name of the applicant" : "Name of the poster, or title";
  return (
    <Form
      key={`${filters.q}|${filters.sort}|${filters.rows}`}
      role="search"
      className="no-print mb-4 flex flex-wrap items-end gap-x-4 gap-y-2"
    >
      <input type="hidden" name="side" value={filters.side} />
      {filters.opportunity && <input type="hidden" name="opportunity" value={filters.opportunity} />}
      {filters.state && <input type="hidden" name="state" value={filters.state} />}
      {filters.view !== "table" && <input type="hidden" name="view" value={filters.view} />}
      <label className="min-w-48 flex-1 text-sm font-semibold sm:max-w-xs">
        {label}
        <input name="q" type="search" defaultValue={filters.q} className="control font-normal" />
      </label>
      <label className="text-sm font-semibold">
        Order
        <select name="sort" defaultValue={filters.sort} className="control font-normal">
          {Object.entries(sorts).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </label>
      {filters.view === "table" && (
        <label className="text-sm font-semibold">
          Rows on a page
          <select name="rows" defaultValue={filters.rows} className="control font-normal">
            <option value={20}>20</option>
            <option value={100}>100</option>
          </select>
        </label>
      )}
      <Button look="secondary">Show</Button>
    </Form>
  );
}
