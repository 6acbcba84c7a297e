/**
 * Ways to hear of what is new for this search: saved on the desk (after signing in), or read as a feed.
 * @param query of the address, with its question mark, or empty
 */
export function SaveSearch({ query }: { query: string }) {
  return (
    <p className="no-print flex flex-wrap items-center gap-x-4 gap-y-2">
      <a href={`/desk/searches/new${query}`} className="button button-secondary button-small" rel="nofollow">
        <span aria-hidden className="icon icon-bell" />
        Save this search
      </a>
      <a
        href={`/opportunities.atom${query}`}
        className="inline-flex min-h-6 items-center gap-1.5 text-sm"
        type="application/atom+xml"
      >
        <span aria-hidden className="icon icon-feed" />
        Feed
      </a>
    </p>
  );
}
