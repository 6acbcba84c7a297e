import type { ReactNode } from "react";
import { useRouterLinks } from "#app/components/router-links.ts";
import { Cards, type Card } from "#app/components/search/result-card.tsx";

type Props = {
  cards: Card[];
  /** Of the block; its cards have smaller ones or the same. */
  heading?: "h2" | "h3";
  /** Says what the cards are. */
  children: ReactNode;
};

/** Paid listings, in a block of their own and each with its label; nothing when there are none. */
export function FeaturedCards({ cards, heading: Heading = "h3", children }: Props) {
  if (cards.length === 0) return null;
  return (
    <section id="featured" className="featured" aria-labelledby="featured-title">
      <Heading id="featured-title" className="featured-title">
        Featured
      </Heading>
      <p className="featured-note">{children}</p>
      <Cards cards={cards} label="Featured" />
    </section>
  );
}

/** The same, its links followed by the router. */
export function FeaturedList(props: Props) {
  return (
    <div onClick={useRouterLinks()}>
      <FeaturedCards {...props} />
    </div>
  );
}
