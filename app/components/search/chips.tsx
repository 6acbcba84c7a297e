import { Link } from "@remix-run/react";

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
            <span aria-hidden className="icon icon-cross" />
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
