import { data, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { DateText, OpportunityStatusTag } from "#app/components/facts.tsx";
import { ModerationQueues } from "#app/components/moderation/moderation-nav.tsx";
import { PageHeader, Section, Tag } from "#app/components/primitives.tsx";
import { handle, requirePerson } from "#app/core/http.server.ts";
import { OPPORTUNITY_KINDS, ORGANISATION_KINDS, VERIFICATION_STATUSES } from "#app/core/reference/terms.ts";
import { countryText } from "#app/core/formats.ts";
import { countWaiting } from "#app/domain/moderation/waiting.server.ts";
import { listRecentOpportunities } from "#app/domain/opportunities/queries.server.ts";
import { listRecentOrganisations } from "#app/domain/organisations/public-queries.server.ts";

const SHOWN = 50;

export const loader = handle(async ({ actor, url }) => {
  requirePerson(actor, url);
  const [waiting, organisations, opportunities] = await Promise.all([
    countWaiting(actor),
    listRecentOrganisations(actor, SHOWN),
    listRecentOpportunities(actor, SHOWN),
  ]);
  return data({
    waiting,
    organisations: organisations.map(({ createdAt, country, kind, _count, ...rest }) => ({
      ...rest,
      kind: ORGANISATION_KINDS[kind].label,
      country: countryText(country),
      joinedAt: createdAt.toISOString(),
      opportunities: _count.opportunities,
    })),
    opportunities: opportunities.map(({ updatedAt, kind, ...rest }) => ({
      ...rest,
      kind: OPPORTUNITY_KINDS[kind].label,
      changedAt: updatedAt.toISOString(),
    })),
  });
});

export const meta: MetaFunction = () => [{ title: "Moderation · Sanyog" }];

export default function Moderation() {
  const { waiting, organisations, opportunities } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title="Moderation">What waits for you, and what is new on the marketplace.</PageHeader>
      <ModerationQueues waiting={waiting} />
      <Section title="Organisations" id="organisations">
        <table className="stack-table">
          <thead>
            <tr>
              <th scope="col">Organisation</th>
              <th scope="col">Kind</th>
              <th scope="col">Country</th>
              <th scope="col">State</th>
              <th scope="col">Opportunities</th>
              <th scope="col">Joined</th>
            </tr>
          </thead>
          <tbody>
            {organisations.map((each) => (
              <tr key={each.slug}>
                <th scope="row">
                  <Link to={`/organisations/${each.slug}`}>{each.name}</Link>
                </th>
                <td data-label="Kind" className="short">
                  {each.kind}
                </td>
                <td data-label="Country" className="short">
                  {each.country}
                </td>
                <td className="short">
                  <Tag tone={each.verification === "verified" ? "good" : "plain"}>
                    {VERIFICATION_STATUSES[each.verification].label}
                  </Tag>
                </td>
                <td data-label="Opportunities" className="short">
                  {each.opportunities}
                </td>
                <td data-label="Joined" className="short">
                  <DateText iso={each.joinedAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <Section title="Opportunities" id="opportunities">
        <table className="stack-table">
          <thead>
            <tr>
              <th scope="col">Opportunity</th>
              <th scope="col">Kind</th>
              <th scope="col">Posted by</th>
              <th scope="col">State</th>
              <th scope="col">Changed</th>
            </tr>
          </thead>
          <tbody>
            {opportunities.map((each) => (
              <tr key={each.reference}>
                <th scope="row">
                  <Link to={`/opportunities/${each.reference}`}>{each.title || "Without a title"}</Link>
                  <span className="text-quiet block text-sm font-normal">{each.reference}</span>
                </th>
                <td data-label="Kind" className="short">
                  {each.kind}
                </td>
                <td data-label="Posted by">{each.organisation.name}</td>
                <td className="short">
                  <OpportunityStatusTag status={each.status} />
                </td>
                <td data-label="Changed" className="short">
                  <DateText iso={each.changedAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </>
  );
}
