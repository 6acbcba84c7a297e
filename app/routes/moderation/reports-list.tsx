import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { DateText } from "#app/components/facts.tsx";
import { EmptyState, News, PageHeader, Tag } from "#app/components/primitives.tsx";
import { handle, requirePerson } from "#app/core/http.server.ts";
import { listReports } from "#app/domain/messages/report-queries.server.ts";
import { REPORT_REASONS, REPORT_STATES } from "#app/domain/messages/report-reasons.ts";

export const loader = handle(async ({ actor, url }) => {
  requirePerson(actor, url);
  const isOpen = url.searchParams.get("state") !== "decided";
  const reports = await listReports(actor, isOpen);
  return {
    isOpen,
    isDone: url.searchParams.get("done") === "decided",
    reports: reports.map(({ id, reason, state, createdAt, decidedAt, message: { side, interest } }) => ({
      id,
      reason: REPORT_REASONS[reason].label,
      state,
      at: (decidedAt ?? createdAt).toISOString(),
      from: side === "applicant" ? interest.organisation.name : interest.opportunity.organisation.name,
      reference: interest.opportunity.reference,
    })),
  };
});

export const meta: MetaFunction = () => [{ title: "Reported messages · Sanyog" }];

export default function ReportListPage() {
  const { reports, isOpen, isDone } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title="Reported messages">
        Of a conversation you read what was reported and a few messages around it, nothing else.
      </PageHeader>
      <News>{isDone && "Decided. Whoever reported it gets a mail."}</News>
      <nav aria-label="Reports" className="tabs border-line mb-4 border-b">
        <Link to="/moderation/reports" aria-current={isOpen ? "page" : undefined}>
          Waiting
        </Link>
        <Link to="/moderation/reports?state=decided" aria-current={isOpen ? undefined : "page"}>
          Decided
        </Link>
      </nav>
      {reports.length === 0 ? (
        <EmptyState title={isOpen ? "No report waits" : "None was decided yet"}>
          <p>
            {isOpen
              ? "Reports of messages arrive here, the oldest first."
              : "Decisions are listed here, the latest first."}
          </p>
        </EmptyState>
      ) : (
        <table className="stack-table">
          <thead>
            <tr>
              <th scope="col">Message from</th>
              <th scope="col">Reported because</th>
              <th scope="col">About</th>
              {!isOpen && <th scope="col">Decision</th>}
              <th scope="col">{isOpen ? "Reported" : "Decided"}</th>
            </tr>
          </thead>
          <tbody>
            {reports.map(({ id, from, reason, reference, state, at }) => (
              <tr key={id}>
                <th scope="row">
                  <Link to={`/moderation/reports/${id}`}>{from}</Link>
                </th>
                <td data-label="Reported because">{reason}</td>
                <td data-label="About" className="short">
                  {reference}
                </td>
                {!isOpen && (
                  <td className="short">
                    <Tag>{REPORT_STATES[state].label}</Tag>
                  </td>
                )}
                <td data-label={isOpen ? "Reported" : "Decided"} className="short">
                  <DateText iso={at} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
