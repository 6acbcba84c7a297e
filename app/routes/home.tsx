import { data, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { CountedLinks } from "#app/components/home/counted-links.tsx";
import { CallToJoin, HowItWorks } from "#app/components/home/how-it-works.tsx";
import { FeaturedList } from "#app/components/search/featured-cards.tsx";
import { ResultList, type Card } from "#app/components/search/result-card.tsx";
import { SearchBox } from "#app/components/search/search-box.tsx";
import { config } from "#app/core/config.server.ts";
import { countText, numberText } from "#app/core/formats.ts";
import { handle } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { SECTORS } from "#app/core/reference/sectors.ts";
import { OPPORTUNITY_KINDS } from "#app/core/reference/terms.ts";
import { featuredCandidates } from "#app/domain/billing/placement.server.ts";
import { cardsOf } from "#app/routes/opportunities/cards.server.ts";
import type { FacetCount } from "#search/port.ts";
import { searchEngine } from "#search/select.server.ts";
import { emptyQuery } from "#search/url.ts";

const SHOWN = 4;

export const loader = handle(async ({ request, actor, context }) => {
  const locale = readLocale(request.headers.get("Accept-Language"));
  const [newest, closing] = await Promise.all([
    searchEngine.search(emptyQuery(), { featured: await featuredCandidates() }),
    searchEngine.search({ ...emptyQuery(), closingDays: 30, sort: "closing" }),
  ]);
  const counter = (counts: FacetCount[]) => {
    const countOf = new Map(counts.map(({ value, count }) => [value, count]));
    return (value: string) => numberText(countOf.get(value) ?? 0, locale);
  };
  const countOfKind = counter(newest.facets.kind);
  const countOfSector = counter(newest.facets.sector);
  const cards = {
    featured: cardsOf(newest.featured, locale, { place: "home_featured" }),
    newest: cardsOf(newest.hits.slice(0, SHOWN), locale, { place: "home" }),
    closing: cardsOf(closing.hits.slice(0, SHOWN), locale, { place: "home" }),
  };
  const references = (some: Card[]) => some.map(({ reference }) => reference);
  context.listings = {
    home_featured: references(cards.featured),
    home: [...new Set(references([...cards.newest, ...cards.closing]))],
  };
  return data({
    ...cards,
    countText: countText(newest.total, "opportunity", locale, "opportunities"),
    isSignedIn: actor.kind === "person",
    kinds: Object.entries(OPPORTUNITY_KINDS).map(([kind, { label, explanation }]) => ({
      href: `/opportunities?kind=${kind}`,
      label,
      explanation,
      count: countOfKind(kind),
    })),
    sectors: SECTORS.map(({ code, label }) => ({
      href: `/opportunities?sector=${code}`,
      label,
      count: countOfSector(code),
    })),
    canonical: `${config.publicUrl}/`,
  });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: "Sanyog: technology transfer and joint ventures" },
  {
    name: "description",
    content: `Search ${data?.countText ?? "opportunities"}: technologies to license, joint ventures and collaboration calls. See at once whether you qualify, and express interest.`,
  },
  { tagName: "link", rel: "canonical", href: data?.canonical },
];

type List = { id: string; title: string; cards: Card[]; featured?: Card[]; more: string };

function Listed({ featured = [], ...props }: List) {
  if (props.cards.length === 0) return null;
  return (
    <section aria-labelledby={props.id}>
      <div className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={props.id} className="text-xl">
          {props.title}
        </h2>
        <Link to={props.more}>See all</Link>
      </div>
      <FeaturedList cards={featured}>Paid for by those who posted them.</FeaturedList>
      <ResultList cards={props.cards} />
    </section>
  );
}

export default function Home() {
  const view = useLoaderData<typeof loader>();
  return (
    <>
      <form action="/opportunities" className="hero">
        <h1>Find a technology to make, a partner to build with, a call to join</h1>
        <SearchBox id="home-search" label={`Search ${view.countText}`} />
      </form>
      <div className="ways-in">
        <CountedLinks id="by-kind" title="By kind" links={view.kinds} />
        <CountedLinks id="by-sector" title="By sector" links={view.sectors} />
      </div>
      <div className="two-lists">
        <Listed
          id="newest"
          title="Newest"
          cards={view.newest}
          featured={view.featured}
          more="/opportunities"
        />
        <Listed
          id="closing"
          title="Closing soon"
          cards={view.closing}
          more="/opportunities?closing=30&sort=closing"
        />
      </div>
      <HowItWorks />
      {!view.isSignedIn && <CallToJoin />}
    </>
  );
}
