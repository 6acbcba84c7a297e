import { EmptyState } from "#app/components/primitives.tsx";

/** A search without results: what to drop, and what that would bring. */
export function NothingFound(props: { q: string; waysOut: { what: string; href: string; total: number }[] }) {
  const { q, waysOut } = props;
  return (
    <EmptyState
      title={q === "" || waysOut.length > 0 ? "No opportunity has all of this" : `No opportunity has “${q}”`}
    >
      {waysOut.length > 0 ? (
        <>
          <p>{waysOut.length > 1 ? "Drop one of these to see some:" : "There are some:"}</p>
          <ul>
            {waysOut.map((way) => (
              <li key={way.href} className="py-1">
                <a href={way.href}>Without {way.what}</a>: {way.total}{" "}
                {way.total === 1 ? "opportunity" : "opportunities"}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>Try fewer or more general words, such as the material, the process or the machine.</p>
      )}
      <p>
        <a href="/opportunities">See all opportunities</a>
      </p>
    </EmptyState>
  );
}
