import { data, redirect, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useForgottenParam } from "#app/components/opportunity/forget-param.ts";
import { EligibilityFindings } from "#app/components/opportunity/eligibility-findings.tsx";
import { InterestAction } from "#app/components/opportunity/interest-action.tsx";
import { OpportunityPage } from "#app/components/opportunity/opportunity-page.tsx";
import { Notice, Section } from "#app/components/primitives.tsx";
import { ResultList } from "#app/components/search/result-card.tsx";
import { config } from "#app/core/config.server.ts";
import { handle } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { PLACE_PARAM } from "#app/domain/billing/placement.ts";
import { eligibilityOf } from "#app/routes/opportunities/eligibility.server.ts";
import { interestOfferOf } from "#app/routes/opportunities/interest-offer.server.ts";
import { findPublicOpportunity } from "#app/domain/opportunities/queries.server.ts";
import { similarCards } from "#app/routes/opportunities/similar.server.ts";
import { structuredDataOf } from "#app/routes/opportunities/structured-data.ts";

export const loader = handle(async ({ request, params, actor, url }) => {
  const locale = readLocale(request.headers.get("Accept-Language"));
  const { opportunity, row } = await findPublicOpportunity(actor, params.reference ?? "", locale);
  const given = `/opportunities/${params.reference}${params.slug ? `/${params.slug}` : ""}`;
  if (given !== opportunity.path) throw redirect(opportunity.path + url.search, 301);
  const [offer, eligibility, similar] = await Promise.all([
    interestOfferOf(actor, row, opportunity.isOpen),
    opportunity.isOpen ? eligibilityOf(actor, row, locale) : null,
    similarCards(row, locale),
  ]);
  return data({ opportunity, offer, eligibility, similar, canonical: config.publicUrl + opportunity.path });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [{ title: "Not found · Sanyog" }];
  const { opportunity, canonical } = data;
  return [
    { title: `${opportunity.title} · Sanyog` },
    { name: "description", content: opportunity.summary.slice(0, 300) },
    { tagName: "link", rel: "canonical", href: canonical },
    ...(opportunity.isOpen ? [] : [{ name: "robots", content: "noindex" }]),
    { property: "og:type", content: "article" },
    { property: "og:title", content: opportunity.title },
    { property: "og:description", content: opportunity.summary.slice(0, 300) },
    { property: "og:url", content: canonical },
    { "script:ld+json": structuredDataOf(opportunity, canonical) },
  ];
};

const NOT_OPEN: Record<string, [title: string, text: string]> = {
  closed: [
    "This opportunity is closed",
    "The poster ended it. It takes no new interest and stays here to be read.",
  ],
  expired: [
    "This opportunity has ended",
    "Its time ran out. It takes no new interest and stays here to be read.",
  ],
  published: ["The time for interest is over", "The deadline has passed. It stays here to be read."],
};
const NOT_PUBLIC: [string, string] = [
  "Only your organisation sees this page",
  "The opportunity is not published. Others get “there is nothing at this address”.",
];

export default function Opportunity() {
  const { opportunity, offer, eligibility, similar } = useLoaderData<typeof loader>();
  useForgottenParam(PLACE_PARAM);
  const [title, text] = NOT_OPEN[opportunity.status] ?? NOT_PUBLIC;
  return (
    <OpportunityPage
      opportunity={opportunity}
      action={<InterestAction offer={offer} sign={eligibility?.sign} />}
      eligibility={eligibility && <EligibilityFindings eligibility={eligibility} />}
      notice={
        !opportunity.isOpen && (
          <Notice tone="warn" title={title}>
            {text}
          </Notice>
        )
      }
    >
      {similar.length > 0 && (
        <div className="no-print">
          <Section title="Similar opportunities" id="similar">
            <ResultList cards={similar} />
          </Section>
        </div>
      )}
    </OpportunityPage>
  );
}
