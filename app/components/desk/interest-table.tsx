import { Link } from "@remix-run/react";
import { durationText } from "#app/components/desk/duration.ts";
import { EligibilitySign, type EligibilityView } from "#app/components/eligibility-sign.tsx";
import { DateText, InterestStatusTag } from "#app/components/facts.tsx";
import type { InterestStatus } from "#app/core/reference/terms.ts";

export type InterestRow = {
  id: string;
  status: InterestStatus;
  version: number;
  /** The other side: the applicant for posters, the poster for applicants. */
  otherSide: string;
  place: string;
  reference: string;
  title: string;
  submittedAt: string | null;
  /** Since sending while nobody has answered, from sending to the first answer otherwise; null for drafts. */
  answerMs: number | null;
  isWaiting: boolean;
  /** How the applicant stands today; for posters. */
  sign: EligibilityView | null;
};

/** Since when somebody waits, or how long the first answer took. */
export function answerText({ answerMs, isWaiting }: Pick<InterestRow, "answerMs" | "isWaiting">): string {
  if (answerMs === null) return "–";
  return isWaiting ? `waiting for ${durationText(answerMs)}` : `after ${durationText(answerMs)}`;
}

/** What a ticked row says: which EoI, and which version of it the reader saw. */
export function tickValue({ id, version }: Pick<InterestRow, "id" | "version">): string {
  return `${id}:${version}`;
}

type Props = { rows: InterestRow[]; side: "received" | "sent"; canTick: boolean };

/** EoIs as a table, as stacked facts on a phone. Ticked rows belong to the form around it. */
export function InterestTable({ rows, side, canTick }: Props) {
  const isReceived = side === "received";
  return (
    <table className="stack-table">
      <thead>
        <tr>
          {canTick && (
            <th scope="col">
              <span className="sr-only">Choose</span>
            </th>
          )}
          <th scope="col">{isReceived ? "Applicant" : "Sent to"}</th>
          <th scope="col">Opportunity</th>
          <th scope="col">State</th>
          <th scope="col">Sent</th>
          <th scope="col">First answer</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <TableRow key={row.id} row={row} canTick={canTick} />
        ))}
      </tbody>
    </table>
  );
}

function TableRow({ row, canTick }: { row: InterestRow; canTick: boolean }) {
  return (
    <tr>
      {canTick && (
        <td className="max-md:float-left max-md:pr-3!">
          <input
            type="checkbox"
            name="interest"
            value={tickValue(row)}
            aria-label={`Choose ${row.otherSide}, ${row.reference}`}
            className="accent-action size-6"
          />
        </td>
      )}
      <th scope="row" className="font-normal">
        <Link className="font-semibold" to={`/desk/interests/${row.id}`}>
          {row.otherSide}
        </Link>
        {row.place && <span className="text-quiet block text-sm">{row.place}</span>}
        {row.sign && (
          <span className="block text-sm">
            <EligibilitySign view={row.sign} />
          </span>
        )}
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
        {answerText(row)}
      </td>
    </tr>
  );
}
