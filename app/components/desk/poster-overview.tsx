import { Link } from "@remix-run/react";
import { durationText } from "#app/components/desk/duration.ts";
import { ButtonLink, EmptyState, Section } from "#app/components/primitives.tsx";
import { OPPORTUNITY_STATUSES, type OpportunityStatus } from "#app/core/reference/terms.ts";

type Waiting = { id: string; applicant: string; reference: string; title: string; waitingMs: number };
type Expiring = { reference: string; title: string; leftMs: number };
type ImportSummary = { id: string; fileName: string; outcome: string };
export type PosterView = {
  counts: { status: OpportunityStatus; count: number }[];
  expiring: Expiring[];
  waitingCount: number;
  waiting: Waiting[];
  imports: ImportSummary[];
  mayPost: boolean;
};

/** The desk of those who post: what waits for them first. */
export function PosterOverview({ view }: { view: PosterView }) {
  return (
    <>
      <WaitingForAnswer waiting={view.waiting} count={view.waitingCount} />
      <OpportunityCounts counts={view.counts} mayPost={view.mayPost} />
      <EndingSoon expiring={view.expiring} />
      <LastImports imports={view.imports} />
    </>
  );
}

function WaitingForAnswer({ waiting, count }: { waiting: Waiting[]; count: number }) {
  return (
    <Section
      title="Waiting for your first answer"
      id="waiting"
      aside={
        count > waiting.length && (
          <Link to="/desk/interests?side=received&state=submitted&sort=oldest">See all {count}</Link>
        )
      }
    >
      {waiting.length === 0 ? (
        <p className="text-quiet">
          Nobody is waiting. <Link to="/desk/interests?side=received">See all expressions of interest</Link>
        </p>
      ) : (
        <table className="stack-table">
          <thead>
            <tr>
              <th scope="col">Applicant</th>
              <th scope="col">Opportunity</th>
              <th scope="col">Waiting</th>
            </tr>
          </thead>
          <tbody>
            {waiting.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <Link to={`/desk/interests/${row.id}`}>{row.applicant}</Link>
                </th>
                <td data-label="Opportunity">
                  {row.title} <span className="text-quiet text-sm whitespace-nowrap">{row.reference}</span>
                </td>
                <td data-label="Waiting" className="whitespace-nowrap">
                  {durationText(row.waitingMs)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function OpportunityCounts({ counts, mayPost }: Pick<PosterView, "counts" | "mayPost">) {
  const post = mayPost && (
    <ButtonLink to="/desk/opportunities/new" look="secondary" small>
      Post an opportunity
    </ButtonLink>
  );
  if (counts.length === 0)
    return (
      <Section title="Your opportunities" id="opportunities">
        <EmptyState title="You have posted nothing yet">
          <p>Post what others may license, build with you or make for you. Drafts are kept as you write.</p>
          {post}
        </EmptyState>
      </Section>
    );
  return (
    <Section title="Your opportunities" id="opportunities" aside={post}>
      <ul className="flex flex-wrap gap-x-8 gap-y-3">
        {counts.map(({ status, count }) => (
          <li key={status}>
            <Link to={`/desk/opportunities?state=${status}`} className="block no-underline hover:underline">
              <span className="text-ink block text-2xl font-semibold tabular-nums">{count}</span>
              {OPPORTUNITY_STATUSES[status].label}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function EndingSoon({ expiring }: { expiring: Expiring[] }) {
  if (expiring.length === 0) return null;
  return (
    <Section title="Ending soon" id="ending">
      <ul className="divide-line border-line divide-y border-y">
        {expiring.map(({ reference, title, leftMs }) => (
          <li key={reference} className="flex flex-wrap justify-between gap-x-6 py-2">
            <span className="min-w-0">
              <Link to={`/desk/opportunities/${reference}`}>{title}</Link>{" "}
              <span className="text-quiet text-sm whitespace-nowrap">{reference}</span>
            </span>
            <span>{durationText(leftMs)} left</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function LastImports({ imports }: { imports: ImportSummary[] }) {
  if (imports.length === 0) return null;
  return (
    <Section title="Last imports" id="imports" aside={<Link to="/desk/imports">See all</Link>}>
      <ul className="divide-line border-line divide-y border-y">
        {imports.map(({ id, fileName, outcome }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-6 py-2">
            <Link to={`/desk/imports/${id}`}>{fileName}</Link>
            <span>{outcome}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
