import type { EvidenceView } from "#app/domain/certifications/trail.server.ts";

/** The files that count as evidence, each to be looked at in its place; a link opens it in a tab of its own. */
export function EvidenceViews({ evidence }: { evidence: EvidenceView[] }) {
  const current = evidence.filter(({ isCurrent, href }) => isCurrent && href !== null);
  if (current.length === 0) return <p>There is no evidence to look at.</p>;
  return (
    <div className="space-y-6">
      {current.map(({ id, name, mediaType, href }) => (
        <figure key={id}>
          <figcaption className="mb-1">
            <a href={href!} target="_blank" rel="noreferrer" className="inline-block min-h-6">
              Open {name} in a new tab
            </a>
          </figcaption>
          {mediaType === "application/pdf" ? (
            // Where it is not shown, a lazy frame is not loaded either: the log tells of nobody who saw nothing.
            <iframe
              src={`${href}#navpanes=0&view=FitH`}
              title={name}
              loading="lazy"
              className="border-line h-[40rem] w-full border max-lg:hidden"
            />
          ) : (
            <img src={href!} alt={`The file ${name}`} className="border-line max-w-full border" />
          )}
        </figure>
      ))}
    </div>
  );
}
