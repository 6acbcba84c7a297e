import { Link } from "@remix-run/react";
import type { ComponentProps, ReactNode } from "react";

type LinkProps = Omit<ComponentProps<"a">, "href"> & { to: string };

type Props = {
  page: number;
  pageCount: number;
  /** Gives the address of a page, so that the list's own query stays in it. */
  hrefOf: (page: number) => string;
  /** For where there is no router. */
  link?: (props: LinkProps) => ReactNode;
};

/** Steps through pages of a list by links, with and without script. */
export function Pagination({ page, pageCount, hrefOf, link: PageLink = Link }: Props) {
  if (pageCount <= 1) return null;
  const near = [page - 2, page - 1, page, page + 1, page + 2].filter((n) => n > 1 && n < pageCount);
  const pages = [1, ...near, pageCount];
  return (
    <nav aria-label="Pages" className="mt-8">
      <ul className="flex flex-wrap items-center gap-1">
        {page > 1 && (
          <li>
            <PageLink className="button button-secondary button-small" rel="prev" to={hrefOf(page - 1)}>
              Previous
            </PageLink>
          </li>
        )}
        {pages.map((n, position) => (
          <li key={n} className="flex items-center">
            {position > 0 && n - pages[position - 1]! > 1 && (
              <span aria-hidden className="px-2">
                …
              </span>
            )}
            {n === page ? (
              <span aria-current="page" className="px-3 font-bold">
                {n}
              </span>
            ) : (
              <PageLink
                className="inline-flex min-h-8 min-w-8 items-center justify-center px-2"
                to={hrefOf(n)}
                aria-label={`Page ${n}`}
              >
                {n}
              </PageLink>
            )}
          </li>
        ))}
        {page < pageCount && (
          <li>
            <PageLink className="button button-secondary button-small" rel="next" to={hrefOf(page + 1)}>
              Next
            </PageLink>
          </li>
        )}
      </ul>
    </nav>
  );
}
