import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { GapPlan } from "#app/components/organisation/gap-plan.tsx";
import { MissingList } from "#app/components/organisation/missing-list.tsx";
import { EmptyState, Facts, PageHeader, Section } from "#app/components/primitives.tsx";
import { audienceOf, mayEdit } from "#app/core/actor.ts";
import { countText } from "#app/core/formats.ts";
import { handle, requireMember } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { gapLineOf } from "#app/domain/eligibility/gap-words.ts";
import { readOutlook } from "#app/domain/eligibility/own-outlook.server.ts";
import { missingItems } from "#app/domain/organisations/completeness.ts";
import { readOwnProfile } from "#app/domain/organisations/profile.server.ts";

const PAIRS_SHOWN = 5;

export const loader = handle(async ({ actor, url, request }) => {
  const member = requireMember(actor, url);
  const locale = readLocale(request.headers.get("Accept-Language"));
  const [profile, outlook] = await Promise.all([readOwnProfile(member), readOutlook(member)]);
  const { total, verdicts, singles, pairs } = outlook;
  const opportunities = (count: number) => countText(count, "opportunity", locale, "opportunities");
  return {
    organisation: profile.name,
    total,
    totalText: opportunities(total),
    qualifiesText: opportunities(verdicts.qualifies),
    gapsText: opportunities(verdicts.qualifies_with_gaps),
    noText: opportunities(verdicts.does_not_qualify),
    singles: singles.map((opening) => gapLineOf(opening, locale)),
    pairs: pairs.slice(0, PAIRS_SHOWN).map((opening) => gapLineOf(opening, locale)),
    missing: mayEdit(member) ? missingItems(profile, audienceOf(profile.kind), outlook) : [],
  };
});

export const meta: MetaFunction = () => [{ title: "Eligibility · Sanyog" }];

export default function EligibilityPage() {
  const view = useLoaderData<typeof loader>();
  if (view.total === 0)
    return (
      <>
        <PageHeader title="Eligibility" />
        <EmptyState title="Nothing is open just now">
          <p>As soon as others publish opportunities, this page says for how many you qualify.</p>
        </EmptyState>
      </>
    );
  return (
    <>
      <PageHeader title="Eligibility">
        <p>
          How {view.organisation} stands with all {view.totalText} that are open, and what would open more.
        </p>
      </PageHeader>
      <Facts
        rows={[
          ["You qualify", <Link to="/opportunities?qualify=yes">{view.qualifiesText}</Link>],
          ["You qualify, with gaps", view.gapsText],
          ["You do not qualify", view.noText],
        ]}
      />
      <Section title="What would open most" id="gaps">
        {view.singles.length > 0 ? (
          <GapPlan lines={view.singles} />
        ) : (
          <p className="text-quiet max-w-measure">
            No single certificate or licence opens another opportunity just now.
          </p>
        )}
      </Section>
      {view.pairs.length > 0 && (
        <Section title="What two open together" id="pairs">
          <p className="text-quiet max-w-measure mb-3">Where neither of them is enough by itself.</p>
          <GapPlan lines={view.pairs} />
        </Section>
      )}
      {view.missing.length > 0 && (
        <Section title="What your profile lacks" id="missing">
          <MissingList items={view.missing} />
        </Section>
      )}
    </>
  );
}
