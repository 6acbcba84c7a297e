import { useLocation } from "@remix-run/react";
import { ButtonLink } from "#app/components/primitives.tsx";

/** Ways to hear of what is new for this search: saved on the desk (after signing in), or read as a feed. */
export function SaveSearch() {
  const { search } = useLocation();
  const params = new URLSearchParams(search);
  params.delete("page");
  params.delete("sort");
  const query = params.size > 0 ? `?${params}` : "";
  return (
    <p className="no-print flex flex-wrap items-center gap-x-4 gap-y-2">
      <ButtonLink to={`/desk/searches/new${query}`} look="secondary" small rel="nofollow">
        <span aria-hidden className="icon icon-bell" />
        Save this search
      </ButtonLink>
      <a href={`/opportunities.atom${query}`} className="inline-flex min-h-6 items-center gap-1.5 text-sm">
        <span aria-hidden className="icon icon-feed" />
        Feed
      </a>
    </p>
  );
}
