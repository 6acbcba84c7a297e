import { Link } from "@remix-run/react";
import type { MissingItem } from "#app/domain/organisations/completeness.ts";

/** What a profile lacks, each with where to add it and, where others ask for it, with these. */
export function MissingList({ items }: { items: MissingItem[] }) {
  return (
    <ul className="list-disc space-y-1 pl-5">
      {items.map(({ id, text, to, results }) => (
        <li key={id}>
          <Link to={to}>{text}</Link>
          {results && (
            <>
              {" "}
              <Link to={results} className="text-sm whitespace-nowrap">
                See which
                <span className="sr-only">: {text}</span>
              </Link>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
