import { Notice } from "#app/components/primitives.tsx";

export type QueryNotes = {
  problems: { field: string; value: string; message: string }[];
  /** Words that exist nowhere, and what was searched for instead. */
  corrections: { typed: string; used: string[] }[];
  /** Too few had all the words, so those with most of them are there too. */
  someWords: boolean;
  /** What was probably meant. */
  meant: { text: string; href: string } | null;
  /** Why "I qualify" says nothing; `href` leads to signing in. */
  qualify: { text: string; href: string | null } | null;
};

/** What the search made of a question that could not be answered as it stood. */
export function QueryNotices({ problems, corrections, someWords, meant, qualify }: QueryNotes) {
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
      {qualify && (
        <p className="query-note">
          {qualify.text} {qualify.href && <a href={qualify.href}>Sign in to see only what you qualify for</a>}
        </p>
      )}
      {corrections.map(({ typed, used }) => (
        <p key={typed} className="query-note">
          No opportunity has “{typed}”. Showing <strong>{used.join(", ")}</strong>.
        </p>
      ))}
      {meant && (
        <p className="query-note">
          Did you mean{" "}
          <a href={meant.href} data-keep-scroll>
            {meant.text}
          </a>
          ?
        </p>
      )}
      {someWords && (
        <p className="query-note">
          Few opportunities or none have all these words, so those with most of them are here too.
        </p>
      )}
    </>
  );
}
