import { getZodConstraint } from "@conform-to/zod/v4";
import { redirect, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { InterestSubject } from "#app/components/desk/interest-subject.tsx";
import { EligibilityFindings } from "#app/components/opportunity/eligibility-findings.tsx";
import { InterestForm } from "#app/components/opportunity/interest-form.tsx";
import { DateText, InterestStatusTag } from "#app/components/facts.tsx";
import { ButtonLink, Notice, PageHeader } from "#app/components/primitives.tsx";
import { handle, readForm, submitForm, type FormResult } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { OPPORTUNITY_KINDS } from "#app/core/reference/terms.ts";
import { readerFor } from "#app/domain/eligibility/reader.server.ts";
import { shownText } from "#app/domain/interests/eligibility-at-sending.ts";
import { interestRefusal } from "#app/domain/interests/policy.ts";
import { ownInterest, readSubject } from "#app/domain/interests/queries.server.ts";
import { requirementSentences, requirementsOf } from "#app/domain/interests/requirements.ts";
import { saveInterestDraft } from "#app/domain/interests/save-interest-draft.server.ts";
import { interestDraftSchema, interestSchema } from "#app/domain/interests/schema.ts";
import { submitInterest } from "#app/domain/interests/submit-interest.server.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";
import { eligibilityOf } from "#app/routes/opportunities/eligibility.server.ts";

export const loader = handle(async ({ params, request, actor, url }) => {
  const opportunity = await readSubject(actor, params.reference ?? "");
  const own = await ownInterest(actor, opportunity.id);
  const locale = readLocale(request.headers.get("Accept-Language"));
  const reader = await readerFor(actor);
  return {
    opportunity: {
      reference: opportunity.reference,
      title: opportunity.title,
      summary: opportunity.summary,
      kind: OPPORTUNITY_KINDS[opportunity.kind].label,
      deadline: opportunity.interestDeadline?.toISOString() ?? null,
      organisation: opportunity.organisation,
    },
    requirements: requirementSentences(opportunity, locale),
    eligibility: await eligibilityOf(actor, opportunity, locale),
    refusal: interestRefusal(actor, opportunity, new Date(), await readReference("release")),
    own: own && {
      ...own,
      submittedAt: own.submittedAt?.toISOString() ?? null,
      updatedAt: own.updatedAt.toISOString(),
    },
    isSaved: url.searchParams.has("saved"),
    shown: reader ? shownText(reader.assess(requirementsOf(opportunity))) : "",
    constraint: getZodConstraint(interestSchema),
  };
});

export const action = handle(async ({ request, params, actor }) => {
  const reference = params.reference ?? "";
  const formData = await readForm(request);
  if (formData.get("intent") === "save")
    return submitForm(formData, interestDraftSchema, async (draft) => {
      await saveInterestDraft(actor, reference, draft);
      return redirect(`/opportunities/${encodeURIComponent(reference)}/interest?saved`);
    });
  const locale = readLocale(request.headers.get("Accept-Language"));
  return submitForm(formData, interestSchema, async (draft) => {
    const { id } = await submitInterest(actor, reference, draft, locale);
    return redirect(`/desk/interests/${id}?sent`);
  });
});

/** Saving in the background changes nothing that this page shows; a conflict does, though it is no success. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  formAction,
  actionStatus,
  defaultShouldRevalidate,
}) => !formAction?.endsWith("/interest/save") && (actionStatus === 409 || defaultShouldRevalidate);

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Express interest in ${data?.opportunity.reference ?? "an opportunity"} · Sanyog` },
  { name: "robots", content: "noindex" },
];

export default function ExpressInterestPage() {
  const { opportunity, requirements, eligibility, refusal, own } = useLoaderData<typeof loader>();
  const typed = useActionData<typeof action>() as FormResult | undefined;
  const path = `/opportunities/${opportunity.reference}`;
  const isSent = own !== null && own.status !== "draft";
  const isWriting = Boolean(typed) || (!refusal && !isSent);
  return (
    <>
      <PageHeader title="Express interest">
        <p>
          <Link to={path}>{opportunity.title}</Link>
        </p>
        <p>
          <span className="whitespace-nowrap">{opportunity.reference}</span> · {opportunity.kind} ·{" "}
          <Link to={`/organisations/${opportunity.organisation.slug}`}>{opportunity.organisation.name}</Link>
        </p>
      </PageHeader>
      <div className="grid gap-x-12 lg:grid-cols-[minmax(0,40rem)_24rem]">
        {!isWriting && <div className="mb-8">{isSent ? <AlreadySent /> : <Refused />}</div>}
        <div className="lg:order-2">
          <InterestSubject
            {...opportunity}
            poster={opportunity.organisation.name}
            requirements={requirements}
            eligibility={eligibility && <EligibilityFindings eligibility={eligibility} />}
          />
        </div>
        {isWriting && (
          <div className="mt-8 lg:mt-0">
            <DraftForm />
          </div>
        )}
      </div>
    </>
  );
}

function Refused() {
  const { refusal } = useLoaderData<typeof loader>();
  if (!refusal) return null;
  const isSignedOut = refusal.reason === "signed_out";
  return (
    <>
      <Notice
        tone={isSignedOut ? "action" : "warn"}
        title={isSignedOut ? "You are not signed in" : "You cannot express interest here now"}
      >
        {refusal.message}
      </Notice>
      <p className="mt-4 flex flex-wrap gap-2">
        {refusal.action && <ButtonLink to={refusal.action.to}>{refusal.action.label}</ButtonLink>}
        {isSignedOut && (
          <ButtonLink look="secondary" to="/signup">
            Join
          </ButtonLink>
        )}
      </p>
    </>
  );
}

function AlreadySent() {
  const { own } = useLoaderData<typeof loader>();
  if (!own) return null;
  return (
    <>
      <Notice tone="good" title="Your organisation has expressed interest here">
        {own.submittedAt && (
          <p>
            It was sent on <DateText iso={own.submittedAt} withTime /> and is now{" "}
            <InterestStatusTag status={own.status} />. An organisation does this once per opportunity.
          </p>
        )}
      </Notice>
      <p className="mt-4">
        <ButtonLink to={`/desk/interests/${own.id}`}>Open it on your desk</ButtonLink>
      </p>
    </>
  );
}

function DraftForm() {
  const { opportunity, eligibility, own, isSaved, shown, constraint } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  return (
    <InterestForm
      reference={opportunity.reference}
      poster={opportunity.organisation.name}
      stored={own}
      shown={shown}
      constraint={constraint}
      result={actionData?.result}
    >
      {own?.status === "draft" && (
        <div className="mb-5">
          <Notice tone="action" live={isSaved} title={isSaved ? "Draft saved" : "You have a draft"}>
            Saved on <DateText iso={own.updatedAt} withTime />. Only your organisation sees it until you send
            it.
          </Notice>
        </div>
      )}
      {eligibility?.sign.verdict === "does_not_qualify" && (
        <div className="mb-5">
          <Notice tone="warn" title="You may still send it">
            Your organisation does not qualify by what it states. Say in the message why{" "}
            {opportunity.organisation.name} should look at it all the same.
          </Notice>
        </div>
      )}
    </InterestForm>
  );
}
