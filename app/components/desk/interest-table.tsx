import { Link } from "@remix-run/react";
import { durationText } from "#app/components/desk/duration.ts";
import { DateText, InterestStatusTag } from "#app/components/facts.tsx";
import type { InterestStatus } from "#app/core/reference/terms.ts";

export type InterestRow = {
  id: string;
  status: InterestStatus;
  /** The other side: the applicant for posters, the poster for applicants. */
  otherSide: string;
  place: string;
  reference: string;
  title: string;
  submittedAt: string | null;
  /** Since sending while nobody has answered, from sending to the first answer otherwise; null for drafts. */
  answerMs: number | null;
  isWaiting: boolean;
};

/** EoIs as a table, as stacked facts on a phone. */
export function InterestTable({ rows, side }: { rows: InterestRow[]; side: "received" | "sent" }) {
  const other = side === "received" ? "Applicant" : "Sent to";
  return (
    <table className="stack-table">
      <thead>
        <tr>
          <th scope="col">{other}</th>
          <th scope="col">Opportunity</th>
          <th scope="col">State</th>
          <th scope="col">Sent</th>
          <th scope="col">First answer</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" className="font-normal">
              <Link className="font-semibold" to={`/desk/interests/${row.id}`}>
                {row.otherSide}
              </Link>
              <span className="text-quiet block text-sm">{row.place}</span>
            </th>
            <td data-label="Opportunity">
              {row.title} <span className="text-quiet text-sm whitespace-nowrap">{row.reference}</span>
            </td>
            <td className="short">
              <InterestStatusTag status={row.status} />
            </td>
            <td data-label="Sent" className="short whitespace-nowrap">
              {row.submittedAt ? <DateText iso={row.submittedAt} /> : "Not yet"}
            </td>
            <td data-label="First answer" className="short whitespace-nowrap">
              {row.answerMs === null
                ? "–"
                : row.isWaiting
                  ? `waiting for ${durationText(row.answerMs)}`
                  : `after ${durationText(row.answerMs)}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
