import { redirect, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { InterestClock } from "#app/components/desk/interest-clock.tsx";
import {
  AnswerForm,
  DeclineForm,
  DiscardForm,
  WithdrawForm,
} from "#app/components/desk/interest-decisions.tsx";
import { InterestEligibility } from "#app/components/desk/interest-eligibility.tsx";
import { InterestTabs } from "#app/components/desk/interest-tabs.tsx";
import { InterestTimeline } from "#app/components/desk/interest-timeline.tsx";
import { InterestWays } from "#app/components/desk/interest-ways.tsx";
import { InterestStatusTag } from "#app/components/facts.tsx";
import { ButtonLink, Facts, Notice, PageHeader, Section } from "#app/components/primitives.tsx";
import { handle, readForm, requirePerson, submitForm, type FormResult } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { ORGANISATION_KINDS } from "#app/core/reference/terms.ts";
import { decideInterest } from "#app/domain/interests/decide-interest.server.ts";
import { discardInterest } from "#app/domain/interests/discard-interest.server.ts";
import { presentInterest } from "#app/domain/interests/present-interest.server.ts";
import { decisionSchema } from "#app/domain/interests/schema.ts";

export const loader = handle(async ({ request, params, actor, url }) => {
  requirePerson(actor, url);
  const locale = readLocale(request.headers.get("Accept-Language"));
  const interest = await presentInterest(actor, params.id ?? "", locale);
  return { ...interest, isJustSent: url.searchParams.has("sent") };
});

export const action = handle(async ({ request, params, actor, url }) => {
  requirePerson(actor, url);
  const form = await readForm(request);
  if (form.get("intent") === "discard")
    return discardInterest(actor, params.id ?? "").then(() => redirect("/desk/interests"));
  return submitForm(form, decisionSchema, async (decision) => {
    await decideInterest(actor, params.id ?? "", decision);
    return redirect(`/desk/interests/${params.id}`);
  });
});

/** Who was too late sees what has happened meanwhile. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Interest in ${data?.opportunity.reference ?? "an opportunity"} · Sanyog` },
];

export default function InterestPage() {
  const { id, opportunity, applicant, side, status, isOpen, isJustSent, next, refusal, eligibility, clock } =
    useLoaderData<typeof loader>();
  const whose = side === "poster" ? "Your organisation" : opportunity.organisation.name;
  return (
    <>
      <PageHeader title={side === "applicant" ? `Your interest in ${opportunity.title}` : applicant.name}>
        <p className="mt-1">
          <InterestStatusTag status={status} /> Expression of interest in{" "}
          <Link to={`/opportunities/${opportunity.reference}`}>
            {side === "poster" && `${opportunity.title}, `}
            <span className="whitespace-nowrap">{opportunity.reference}</span>
          </Link>
        </p>
      </PageHeader>
      {status !== "draft" && <InterestTabs id={id} />}
      {isJustSent && (
        <Notice tone="good" live title={`Sent to ${opportunity.organisation.name}`}>
          {next}
        </Notice>
      )}
      <Refusal />
      <div className="grid gap-x-12 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0">
          {!isJustSent && next && <p className="max-w-measure mt-2">{next}</p>}
          <InterestWays id={id} side={side} status={status} mayDecide={isOpen && !refusal} />
          {status === "draft" && (
            <div className="mt-4 space-y-4">
              <ButtonLink to={`/opportunities/${opportunity.reference}/interest`}>Go on writing</ButtonLink>
              {!refusal && <DiscardForm />}
            </div>
          )}
          <DeclineReason />
          {eligibility && <InterestEligibility {...eligibility} />}
          <Texts />
        </div>
        <div>
          <Decisions />
          <InterestClock {...clock} whose={whose} />
          <History />
        </div>
      </div>
    </>
  );
}

/** A refusal as a whole: shown on top, since the form it came from may be gone by now. */
function Refusal() {
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  const messages = [...(actionData?.result.error?.[""] ?? []), ...(actionData?.result.error?.intent ?? [])];
  if (messages.length === 0) return null;
  return (
    <div role="alert">
      <Notice tone="bad" title="Nothing was changed">
        {messages.join(" ")}
      </Notice>
    </div>
  );
}

function DeclineReason() {
  const { status, declineLabel, declineReason, opportunity } = useLoaderData<typeof loader>();
  if (status !== "declined") return null;
  return (
    <div className="mt-4">
      <Notice tone="bad" title={`Why ${opportunity.organisation.name} declined`}>
        {declineLabel && <p className="font-semibold">{declineLabel}</p>}
        <p className="whitespace-pre-line">{declineReason}</p>
      </Notice>
    </div>
  );
}

function Decisions() {
  const { id, side, status, version, refusal, isOpen, nextStatus, declineReasons } =
    useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  if (!isOpen || side === null) return null;
  if (refusal) return <p className="text-quiet mt-4">{refusal}</p>;
  const common = { status, version, result: actionData?.result };
  return (
    <Section title={side === "poster" ? "Your answer" : "Changed your mind?"} id="decide">
      <div className="max-w-measure space-y-4">
        {side === "poster" ? (
          <>
            <AnswerForm {...common} id={id} next={nextStatus} />
            <DeclineForm {...common} reasons={declineReasons} />
          </>
        ) : (
          <WithdrawForm {...common} />
        )}
      </div>
    </Section>
  );
}

function Texts() {
  const { applicant, message, capabilityStatement, contactRole, side } = useLoaderData<typeof loader>();
  return (
    <>
      <Section title="Message">
        <p className="max-w-measure whitespace-pre-line">{message || "Nothing written yet."}</p>
      </Section>
      <Section title="Capability statement">
        <p className="max-w-measure whitespace-pre-line">{capabilityStatement || "Nothing written yet."}</p>
      </Section>
      <Section title={side === "applicant" ? "Your organisation" : "The applicant"}>
        <Facts
          rows={[
            [
              "Organisation",
              <Link key="name" to={`/organisations/${applicant.slug}`}>
                {applicant.name}
              </Link>,
            ],
            ["Talk to", contactRole],
            ["Kind", ORGANISATION_KINDS[applicant.kind].label],
            ["Place", applicant.place],
            ["Sectors", applicant.sectors],
            ["Founded", applicant.foundedYear],
            ["Checked", applicant.verification],
          ]}
        />
      </Section>
    </>
  );
}

function History() {
  const { events } = useLoaderData<typeof loader>();
  if (events.length === 0) return null;
  return (
    <Section title="What has happened">
      <InterestTimeline events={events} />
    </Section>
  );
}
