type Chip = { facet: string; label: string; href: string };

/** What was chosen, each with the way to drop it. Written on the server only. */
export function Chips({ chips, clearHref }: { chips: Chip[]; clearHref: string }) {
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label="Chosen filters">
      {chips.map((chip) => (
        <li key={chip.href} id={`without ${chip.facet} ${chip.label}`}>
          <a className="chip" href={chip.href} data-keep-scroll>
            <span className="sr-only">Remove {chip.facet}: </span>
            {chip.label}
            <span aria-hidden className="icon icon-cross" />
          </a>
        </li>
      ))}
      {chips.length > 1 && (
        <li id="clear-filters">
          <a className="chip-clear" href={clearHref} data-keep-scroll>
            Clear all
          </a>
        </li>
      )}
    </ul>
  );
}
