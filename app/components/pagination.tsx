import { Link } from "@remix-run/react";

/**
 * Steps through pages of a list by links, with and without script.
 * `hrefOf` gives the address of a page, so the list's own query stays in it.
 */
export function Pagination(props: { page: number; pageCount: number; hrefOf: (page: number) => string }) {
  const { page, pageCount, hrefOf } = props;
  if (pageCount <= 1) return null;
  const near = [page - 2, page - 1, page, page + 1, page + 2].filter((n) => n > 1 && n < pageCount);
  const pages = [1, ...near, pageCount];
  return (
    <nav aria-label="Pages" className="mt-8">
      <ul className="flex flex-wrap items-center gap-1">
        {page > 1 && (
          <li>
            <Link className="button button-secondary button-small" rel="prev" to={hrefOf(page - 1)}>
              Previous
            </Link>
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
              <Link
                className="inline-flex min-h-8 min-w-8 items-center justify-center px-2"
                to={hrefOf(n)}
                aria-label={`Page ${n}`}
              >
                {n}
              </Link>
            )}
          </li>
        ))}
        {page < pageCount && (
          <li>
            <Link className="button button-secondary button-small" rel="next" to={hrefOf(page + 1)}>
              Next
            </Link>
          </li>
        )}
      </ul>
    </nav>
  );
}
