import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { ApplicantOverview, type ApplicantView } from "#app/components/desk/applicant-overview.tsx";
import { PosterOverview, type PosterView } from "#app/components/desk/poster-overview.tsx";
import { GapPlan } from "#app/components/organisation/gap-plan.tsx";
import { MissingList } from "#app/components/organisation/missing-list.tsx";
import { OpenQuestions } from "#app/components/messages/open-questions.tsx";
import { ButtonLink, EmptyState, PageHeader, Section } from "#app/components/primitives.tsx";
import { audienceOf, mayEdit, type ActingOrganisation, type Person } from "#app/core/actor.ts";
import { handle, requirePerson } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { ORGANISATION_GROUPS } from "#app/core/reference/terms.ts";
import { applicantOverview, posterOverview } from "#app/domain/desk/overview.server.ts";
import { gapLineOf } from "#app/domain/eligibility/gap-words.ts";
import { readOutlook } from "#app/domain/eligibility/own-outlook.server.ts";
import { listImportRuns } from "#app/domain/imports/queries.server.ts";
import { missingItems } from "#app/domain/organisations/completeness.ts";
import { readOwnProfile } from "#app/domain/organisations/profile.server.ts";
import { matchesOf } from "#app/routes/desk/matches.server.ts";

const IMPORTS_SHOWN = 3;
const GAPS_SHOWN = 3;

type Member = Person & { organisation: ActingOrganisation };

export const loader = handle(async ({ actor, url, request }) => {
  const person = requirePerson(actor, url);
  if (!person.organisation) return { name: person.name, isModerator: person.isModerator, desk: null };
  const member = person as Member;
  const audience = audienceOf(member.organisation.kind);
  const [profile, outlook] = await Promise.all([
    readOwnProfile(member),
    audience === "prime" ? null : readOutlook(member),
  ]);
  const locale = readLocale(request.headers.get("Accept-Language"));
  const [poster, applicant] = await Promise.all([
    audience === "msme" ? null : posterView(member),
    applicantView(member, profile.sectors, request),
  ]);
  return {
    name: person.name,
    isModerator: person.isModerator,
    desk: {
      organisation: member.organisation.name,
      audience: ORGANISATION_GROUPS[audience].label,
      poster,
      // Primes may answer others' opportunities, too, but seldom do.
      applicant: audience !== "prime" || applicant.total > 0 ? applicant : null,
      gaps: outlook ? outlook.singles.slice(0, GAPS_SHOWN).map((each) => gapLineOf(each, locale)) : [],
      missing: mayEdit(member) ? missingItems(profile, audience, outlook) : [],
    },
  };
});

async function posterView(member: Member): Promise<PosterView> {
  const [overview, imports] = await Promise.all([posterOverview(member), listImportRuns(member, 1)]);
  return {
    ...overview,
    mayPost: mayEdit(member),
    imports: imports.runs.slice(0, IMPORTS_SHOWN).map((run) => ({
      id: run.id,
      fileName: run.fileName,
      outcome:
        run.status === "finished"
          ? `created ${run.createdRows}, updated ${run.updatedRows}, unchanged ${run.unchangedRows}, rejected ${run.rejectedRows}`
          : run.status,
    })),
  };
}

async function applicantView(member: Member, sectors: string[], request: Request): Promise<ApplicantView> {
  const [overview, matches] = await Promise.all([
    applicantOverview(member),
    audienceOf(member.organisation.kind) === "prime"
      ? null
      : matchesOf(member, sectors, readLocale(request.headers.get("Accept-Language"))),
  ]);
  return { ...overview, matches };
}

export const meta: MetaFunction = () => [{ title: "Desk · Sanyog" }];

export default function DeskPage() {
  const { name, isModerator, desk } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={`Good to see you, ${name}`}>
        {desk && (
          <p>
            You act for {desk.organisation} ({desk.audience}).
          </p>
        )}
      </PageHeader>
      <OpenQuestions />
      {desk?.poster && <PosterOverview view={desk.poster} />}
      {desk?.applicant && <ApplicantOverview view={desk.applicant} />}
      {desk && desk.gaps.length > 0 && (
        <Section
          title="What would open most"
          id="gaps"
          aside={<Link to="/desk/eligibility">See all of your eligibility</Link>}
        >
          <GapPlan lines={desk.gaps} />
        </Section>
      )}
      {desk && desk.missing.length > 0 && (
        <Section
          title="What your profile lacks"
          id="profile"
          aside={<Link to="/desk/organisation">See the profile</Link>}
        >
          <MissingList items={desk.missing} />
        </Section>
      )}
      {!desk && <NoOrganisation isModerator={isModerator} />}
    </>
  );
}

function NoOrganisation({ isModerator }: { isModerator: boolean }) {
  if (isModerator)
    return (
      <EmptyState title="You look after the marketplace">
        <p>
          <ButtonLink to="/moderation">Open the moderation page</ButtonLink>
        </p>
      </EmptyState>
    );
  return (
    <EmptyState title="Your account belongs to no organisation">
      <p>
        Posting and expressing interest are for organisations. Ask a colleague whose organisation is on Sanyog
        to invite you: the invitation comes by mail, and its link adds you.
      </p>
      <p className="flex flex-wrap gap-2">
        <ButtonLink to="/opportunities">Search the opportunities</ButtonLink>
        <ButtonLink to="/desk/account" look="secondary">
          See your account
        </ButtonLink>
      </p>
    </EmptyState>
  );
}
