import { data, redirect, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { AnswerClockText } from "#app/components/answer-clock.tsx";
import { EmptyState, Facts, PageHeader, Section, Tag } from "#app/components/primitives.tsx";
import { ResultList } from "#app/components/search/result-card.tsx";
import { config } from "#app/core/config.server.ts";
import { countryText, countText, dateText } from "#app/core/formats.ts";
import { handle } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { sectorLabel } from "#app/core/reference/sectors.ts";
import { ORGANISATION_KINDS, VERIFICATION_STATUSES } from "#app/core/reference/terms.ts";
import { answerClockOfSlug } from "#app/domain/interests/answer-clock.server.ts";
import { findPublicOrganisation } from "#app/domain/organisations/public-queries.server.ts";
import { readShownCapability } from "#app/domain/organisations/shown-capability.server.ts";
import { cardsOf } from "#app/routes/opportunities/cards.server.ts";
import { hrefOf } from "#app/routes/opportunities/ways-out.server.ts";
import { searchEngine } from "#search/select.server.ts";
import { emptyQuery } from "#search/url.ts";

export const loader = handle(async ({ request, params, actor }) => {
  const locale = readLocale(request.headers.get("Accept-Language"));
  const organisation = await findPublicOrganisation(actor, params.slug ?? "");
  if (params.slug !== organisation.slug) throw redirect(`/organisations/${organisation.slug}`, 301);
  const query = { ...emptyQuery(), filters: { ...emptyQuery().filters, organisation: [organisation.slug] } };
  const [{ hits, total }, capability, clock] = await Promise.all([
    searchEngine.search(query),
    readShownCapability(organisation.slug, locale),
    answerClockOfSlug(organisation.slug),
  ]);
  return data({
    name: organisation.name,
    about: organisation.about,
    isVerified: organisation.verification === "verified",
    verification: VERIFICATION_STATUSES[organisation.verification],
    place: [organisation.city, countryText(organisation.country)].filter(Boolean).join(", "),
    kind: ORGANISATION_KINDS[organisation.kind].label,
    website: /^https?:\/\//.test(organisation.website) ? organisation.website : "",
    sectors: organisation.sectors.map((code) => ({
      label: sectorLabel(code),
      href: `/opportunities?sector=${code}`,
    })),
    foundedYear: organisation.foundedYear,
    capability,
    clock,
    since: dateText(organisation.createdAt.toISOString(), locale),
    countText: countText(total, "open opportunity", locale, "open opportunities"),
    cards: cardsOf(hits, locale),
    moreHref: total > hits.length ? hrefOf(query) : null,
    canonical: `${config.publicUrl}/organisations/${organisation.slug}`,
  });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [{ title: "Not found · Sanyog" }];
  return [
    { title: `${data.name} · Sanyog` },
    { name: "description", content: data.about.slice(0, 300) || `${data.name}, ${data.kind}, ${data.place}` },
    { tagName: "link", rel: "canonical", href: data.canonical },
    ...(data.isVerified ? [] : [{ name: "robots", content: "noindex" }]),
  ];
};

export default function Profile() {
  const view = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={view.name}>
        {view.kind} · {view.place}
      </PageHeader>
      <p>
        <Tag tone={view.isVerified ? "good" : "plain"}>{view.verification.label}</Tag>{" "}
        <span className="text-quiet text-sm">{view.verification.explanation}</span>
      </p>
      {view.about && <p className="prose mt-4">{view.about}</p>}
      <div className="mt-6 max-w-measure">
        <Facts
          rows={[
            [
              "Website",
              view.website && (
                <a href={view.website} rel="noopener nofollow ugc">
                  {view.website.replace(/^https?:\/\//, "")}
                </a>
              ),
            ],
            ["Founded", view.foundedYear],
            [
              "Sectors",
              view.sectors.length > 0 && (
                <ul className="flex flex-wrap gap-x-4">
                  {view.sectors.map((sector) => (
                    <li key={sector.href}>
                      <Link to={sector.href}>{sector.label}</Link>
                    </li>
                  ))}
                </ul>
              ),
            ],
            [
              "First answer",
              view.clock && <AnswerClockText key="clock" name={view.name} clock={view.clock} />,
            ],
            ["On Sanyog since", view.since],
          ]}
        />
      </div>
      {view.capability.length > 0 && (
        <Section title="Capability" id="capability">
          <p className="text-quiet max-w-measure mb-3">
            As the organisation states it; what somebody has verified says so.
          </p>
          <div className="max-w-measure">
            <Facts
              rows={view.capability.map(({ part, term, lines }) => [
                term,
                <Lines key={part} lines={lines} />,
              ])}
            />
          </div>
        </Section>
      )}
      <Section title={view.countText} id="opportunities">
        {view.cards.length === 0 ? (
          <EmptyState title="Nothing open just now">
            <p>
              <Link to="/opportunities">Search all opportunities</Link>
            </p>
          </EmptyState>
        ) : (
          <ResultList cards={view.cards} />
        )}
        {view.moreHref && (
          <p className="mt-4">
            <Link to={view.moreHref}>See all {view.countText}</Link>
          </p>
        )}
      </Section>
    </>
  );
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <ul className="wrap-anywhere">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
