import type { ReactNode } from "react";
import { DateText } from "#app/components/facts.tsx";

/** What an EoI is about: the opportunity in short, and what its poster asks of a partner. */
export function InterestSubject(props: {
  summary: string;
  poster: string;
  requirements: string[];
  /** How the applicant stands with them; instead of the plain list. */
  eligibility?: ReactNode;
  deadline: string | null;
}) {
  const { summary, poster, requirements, eligibility, deadline } = props;
  return (
    <aside className="panel bg-wash px-5 pt-4 pb-5" aria-label="The opportunity">
      <h2 className="text-lg">What it is</h2>
      <p className="mt-1">{summary}</p>
      <h2 className="mt-4 text-lg">What {poster} asks</h2>
      {eligibility ? (
        <div className="mt-1">{eligibility}</div>
      ) : requirements.length > 0 ? (
        <ul className="mt-1 list-disc space-y-1 pl-5">
          {requirements.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : (
        <p className="mt-1">No conditions are named.</p>
      )}
      {deadline && (
        <p className="mt-4">
          Send it before <DateText iso={deadline} withTime />.
        </p>
      )}
    </aside>
  );
}
