import { data, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { MissingList } from "#app/components/organisation/missing-list.tsx";
import { Facts, News, PageHeader, Section } from "#app/components/primitives.tsx";
import { audienceOf, mayEdit } from "#app/core/actor.ts";
import { handle, requireMember } from "#app/core/http.server.ts";
import { countryName } from "#app/core/reference/countries.ts";
import { ORGANISATION_KINDS } from "#app/core/reference/terms.ts";
import { readOutlook } from "#app/domain/eligibility/own-outlook.server.ts";
import { missingItems } from "#app/domain/organisations/completeness.ts";
import { PARTS, partPath, partValues } from "#app/domain/organisations/parts.ts";
import { readOwnProfile } from "#app/domain/organisations/profile.server.ts";
import { factsOf } from "#app/routes/desk/organisation/part-view.server.ts";

export const loader = handle(async ({ actor, url }) => {
  const member = requireMember(actor, url);
  const audience = audienceOf(member.organisation.kind);
  const [profile, outlook] = await Promise.all([
    readOwnProfile(member),
    audience === "prime" ? null : readOutlook(member),
  ]);
  return data({
    name: profile.name,
    slug: profile.slug,
    kind: ORGANISATION_KINDS[profile.kind].label,
    country: countryName(profile.country),
    parts: partValues.map((part) => ({
      part,
      ...PARTS[part],
      facts: factsOf(part, profile).filter(([, value]) => value.length > 0),
    })),
    missing: missingItems(profile, audience, outlook),
    mayEdit: mayEdit(member),
    isSaved: url.searchParams.has("saved"),
  });
});

export const meta: MetaFunction = () => [{ title: "Organisation · Sanyog" }];

export default function OrganisationPage() {
  const { name, slug, kind, country, parts, missing, mayEdit, isSaved } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={name}>
        <p>What posters compare, and what others can read about your organisation.</p>
      </PageHeader>
      <News>{isSaved && "Saved. It counts from now on."}</News>
      <Facts
        rows={[
          ["Kind", kind],
          ["Country", country],
          ["Public page", <Link to={`/organisations/${slug}`}>See what others see</Link>],
        ]}
      />
      <p className="text-quiet mt-2 text-sm">
        Kind and country decide what you may post and answer, so they cannot be changed here.
        {!mayEdit && " You read as a viewer. An owner can make you an editor."}
      </p>
      {mayEdit && missing.length > 0 && (
        <Section
          title="What is missing"
          id="missing"
          aside={<Link to="/desk/eligibility">What would open more</Link>}
        >
          <MissingList items={missing} />
        </Section>
      )}
      {parts.map(({ part, label, explanation, facts }) => (
        <Section
          key={part}
          title={label}
          id={part}
          aside={
            mayEdit && (
              <Link to={partPath(part)}>
                Edit<span className="sr-only"> {label.toLowerCase()}</span>
              </Link>
            )
          }
        >
          {facts.length > 0 ? (
            <Facts rows={facts.map(([term, value]) => [term, <FactValue value={value} />])} />
          ) : (
            <p className="text-quiet">Nothing stated yet. {explanation}</p>
          )}
        </Section>
      ))}
      <Section title="Certificates" id="certificates">
        <p>
          They stand in the register, each with its dates and evidence.{" "}
          <Link to="/desk/certificates">See your certificates</Link>
        </p>
      </Section>
    </>
  );
}

function FactValue({ value }: { value: string | string[] }) {
  if (typeof value === "string") return <span className="whitespace-pre-line wrap-anywhere">{value}</span>;
  return (
    <ul>
      {value.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
