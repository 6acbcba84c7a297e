import { Link } from "@remix-run/react";
import { OpportunityStatusTag } from "#app/components/facts.tsx";
import type { OpportunityStatus } from "#app/core/reference/terms.ts";

export type OpportunityRow = {
  reference: string;
  title: string;
  kind: string;
  status: OpportunityStatus;
  views: number;
  interests: number;
  /** Null when time does not run. */
  daysLeft: number | null;
};

/** The organisation's opportunities with what came of each; stacked on a phone. */
export function OpportunityTable({ rows }: { rows: OpportunityRow[] }) {
  return (
    <table className="stack-table">
      <caption className="sr-only">Your organisation's opportunities</caption>
      <thead>
        <tr>
          <th scope="col">Opportunity</th>
          <th scope="col">State</th>
          <th scope="col">Views</th>
          <th scope="col">Interest</th>
          <th scope="col">Days left</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.reference}>
            <th scope="row" className="font-normal">
              <Link to={`/desk/opportunities/${row.reference}`} className="font-semibold">
                {row.title || "Without a title"}
              </Link>
              <span className="text-quiet block text-sm">
                {row.kind}, {row.reference}
              </span>
            </th>
            <td className="short">
              <OpportunityStatusTag status={row.status} />
            </td>
            <td data-label="Views" className="short">
              {row.views}
            </td>
            <td data-label="Interest" className="short">
              {row.interests > 0 ? (
                <Link
                  to={`/desk/interests?opportunity=${row.reference}`}
                  aria-label={`${row.interests} expressions of interest in ${row.title}`}
                >
                  {row.interests}
                </Link>
              ) : (
                0
              )}
            </td>
            <td data-label="Days left" className="short">
              {row.daysLeft ?? "–"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
