import { Link } from "@remix-run/react";
import { EligibilitySign, type EligibilityView } from "#app/components/eligibility-sign.tsx";

/** An opportunity that fits a profile, and why. */
export type Match = {
  reference: string;
  href: string;
  title: string;
  kind: string;
  organisation: string;
  country: string;
  sector: string;
  closing: string;
  sign: EligibilityView;
  /** What is asked and met, one sentence each. */
  because: string[];
};

/** Opportunities that an organisation qualifies for, each with what makes it fit. */
export function MatchList({ matches }: { matches: Match[] }) {
  return (
    <ul className="divide-line border-line divide-y border-y">
      {matches.map((match) => (
        <li key={match.reference} className="py-3">
          <p className="text-quiet text-sm">
            {match.kind} · {match.organisation}, {match.country}
          </p>
          <h3 className="text-lg">
            <Link to={match.href}>{match.title}</Link>
          </h3>
          <p className="mt-1">
            <EligibilitySign view={match.sign} />
          </p>
          <ul className="text-quiet mt-1 list-disc pl-9 text-sm">
            <li>In your sector {match.sector}.</li>
            {match.because.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          {match.closing && <p className="text-quiet mt-1 pl-5.5 text-sm">{match.closing}</p>}
        </li>
      ))}
    </ul>
  );
}
