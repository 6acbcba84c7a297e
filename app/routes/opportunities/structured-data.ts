import type { PublicOpportunity } from "#app/domain/opportunities/queries.server.ts";

/** schema.org's view of an opportunity: a demand when somebody looks for something, else an offer. */
export function structuredDataOf(opportunity: PublicOpportunity, url: string) {
  const party = {
    "@type": "Organization",
    name: opportunity.organisation.name,
    url: new URL(`/organisations/${opportunity.organisation.slug}`, url).href,
  };
  return {
    "@context": "https://schema.org",
    "@type": opportunity.kind === "technology_request" ? "Demand" : "Offer",
    identifier: opportunity.reference,
    name: opportunity.title,
    description: opportunity.summary,
    url,
    category: opportunity.kindLabel,
    ...(opportunity.kind === "technology_request"
      ? { seller: undefined, buyer: party }
      : { offeredBy: party }),
    validFrom: opportunity.publishedAt ?? undefined,
    validThrough: opportunity.closesAt ?? undefined,
    itemOffered: { "@type": "Service", name: opportunity.title, description: opportunity.summary },
  };
}
