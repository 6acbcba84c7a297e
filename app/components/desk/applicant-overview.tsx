import { Link } from "@remix-run/react";
import { clockText, type ClockView } from "#app/components/answer-clock.tsx";
import { durationText } from "#app/components/desk/duration.ts";
import { InterestStatusTag } from "#app/components/facts.tsx";
import { ButtonLink, EmptyState, Section } from "#app/components/primitives.tsx";
import { MatchList, type Match } from "#app/components/desk/match-list.tsx";
import type { InterestStatus } from "#app/core/reference/terms.ts";

type SentInterest = {
  id: string;
  status: InterestStatus;
  reference: string;
  title: string;
  poster: string;
  answerMs: number | null;
  isWaiting: boolean;
  usual: ClockView | null;
};
export type ApplicantView = {
  total: number;
  interests: SentInterest[];
  /** The newest opportunities in the organisation's sectors that it qualifies for, and where the rest is. */
  matches: { matches: Match[]; total: number; href: string; sectorsHref: string } | null;
};

/** The desk of those who apply: where their expressions of interest stand, and what is new for them. */
export function ApplicantOverview({ view }: { view: ApplicantView }) {
  const { total, interests, matches } = view;
  return (
    <>
      <Section
        title="Your expressions of interest"
        id="sent"
        aside={total > interests.length && <Link to="/desk/interests?side=sent">See all {total}</Link>}
      >
        {interests.length === 0 ? (
          <EmptyState title="You have sent none yet">
            <p>
              Find an opportunity that fits, and express interest on its page. Its state and its clock then
              stand here.
            </p>
            <p>
              <ButtonLink to="/opportunities">Search the opportunities</ButtonLink>
            </p>
          </EmptyState>
        ) : (
          <SentTable interests={interests} />
        )}
      </Section>
      {matches && (
        <Section
          title="Matches for your profile"
          id="matches"
          aside={matches.total > 0 && <Link to={matches.href}>See all {matches.total}</Link>}
        >
          {matches.matches.length > 0 ? (
            <MatchList matches={matches.matches} />
          ) : matches.total > 0 ? (
            <p className="text-quiet max-w-measure">You have answered the newest that fit.</p>
          ) : (
            <p className="text-quiet max-w-measure">
              Nothing is open in your sectors for which your <Link to="/desk/organisation">profile</Link> and
              your <Link to="/desk/certificates">certificates</Link> qualify you.{" "}
              <Link to={matches.sectorsHref}>See what is open in your sectors</Link>, each with what you lack.
            </p>
          )}
        </Section>
      )}
    </>
  );
}

function waitText({ answerMs, isWaiting, usual, poster }: SentInterest): string {
  if (answerMs === null) return "–";
  if (!isWaiting) return `Answered after ${durationText(answerMs)}`;
  return `Waiting for ${durationText(answerMs)}${usual ? `; ${poster} ${clockText(usual)}` : ""}`;
}

function SentTable({ interests }: { interests: SentInterest[] }) {
  return (
    <table className="stack-table">
      <thead>
        <tr>
          <th scope="col">Opportunity</th>
          <th scope="col">Sent to</th>
          <th scope="col">State</th>
          <th scope="col">Clock</th>
        </tr>
      </thead>
      <tbody>
        {interests.map((interest) => (
          <tr key={interest.id}>
            <th scope="row">
              <Link to={`/desk/interests/${interest.id}`}>{interest.title}</Link>{" "}
              <span className="text-quiet text-sm font-normal whitespace-nowrap">{interest.reference}</span>
            </th>
            <td data-label="Sent to">{interest.poster}</td>
            <td className="short">
              <InterestStatusTag status={interest.status} />
            </td>
            <td className="short">{waitText(interest)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
