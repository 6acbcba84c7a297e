import { useRouterLinks } from "#app/components/router-links.ts";

export type CountedLink = { href: string; label: string; count: string; explanation?: string };

/** Ways into the search, each with how many it leads to. */
export function CountedLinks(props: { title: string; id: string; links: CountedLink[] }) {
  const { title, id, links } = props;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2 text-xl">
        {title}
      </h2>
      <ul className="counted" onClick={useRouterLinks()}>
        {links.map((link) => (
          <li key={link.href}>
            <a href={link.href}>
              {link.label} <span>{link.count}</span>
            </a>
            {link.explanation && <p>{link.explanation}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
