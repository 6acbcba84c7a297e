import { Link } from "@remix-run/react";
import { X } from "lucide-react";
import { Notice } from "#app/components/primitives.tsx";

type Chip = { facet: string; label: string; href: string };

/** What was chosen, each with the way to drop it. */
export function Chips({ chips, clearHref }: { chips: Chip[]; clearHref: string }) {
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label="Chosen filters">
      {chips.map((chip) => (
        <li key={chip.href}>
          <Link className="chip" to={chip.href} preventScrollReset>
            <span className="sr-only">Remove {chip.facet}: </span>
            {chip.label}
            <X aria-hidden size={14} />
          </Link>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Link className="chip-clear" to={clearHref} preventScrollReset>
            Clear all
          </Link>
        </li>
      )}
    </ul>
  );
}

type Problem = { field: string; value: string; message: string };
type Correction = { typed: string; used: string[] };

/** What the search made of a question that could not be answered as it stood. */
export function QueryNotices(props: { problems: Problem[]; corrections: Correction[]; someWords: boolean }) {
  const { problems, corrections, someWords } = props;
  return (
    <>
      {problems.length > 0 && (
        <div className="mb-4">
          <Notice tone="warn" title="A part of this address could not be used">
            <ul>
              {problems.map((problem) => (
                <li key={problem.field + problem.value}>{problem.message}</li>
              ))}
            </ul>
          </Notice>
        </div>
      )}
      {corrections.map(({ typed, used }) => (
        <p key={typed} className="mb-2">
          Nothing says “{typed}”. Searched for <strong>{used.join(", ")}</strong> instead.
        </p>
      ))}
      {someWords && <p className="mb-2">Few have all these words. Those with most of them follow.</p>}
    </>
  );
}
