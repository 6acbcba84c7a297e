import { useForm } from "@conform-to/react";
import { getZodConstraint } from "@conform-to/zod/v4";
import { redirect, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { InterestSubject } from "#app/components/desk/interest-subject.tsx";
import { EligibilityFindings } from "#app/components/opportunity/eligibility-findings.tsx";
import { DataForm, TextAreaField, TextField } from "#app/components/forms.tsx";
import { DateText, InterestStatusTag } from "#app/components/facts.tsx";
import { Button, ButtonLink, Notice, PageHeader, Section } from "#app/components/primitives.tsx";
import { handle, readForm, submitForm, type FormResult } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { OPPORTUNITY_KINDS } from "#app/core/reference/terms.ts";
import { CAPABILITY_MAX, limitText, MESSAGE_MAX } from "#app/domain/interests/limits.ts";
import { interestRefusal } from "#app/domain/interests/policy.ts";
import { ownInterest, readSubject } from "#app/domain/interests/queries.server.ts";
import { requirementSentences } from "#app/domain/interests/requirements.ts";
import { saveInterestDraft } from "#app/domain/interests/save-interest-draft.server.ts";
import { interestDraftSchema, interestSchema, type InterestTexts } from "#app/domain/interests/schema.ts";
import { submitInterest } from "#app/domain/interests/submit-interest.server.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";
import { eligibilityOf } from "#app/routes/opportunities/eligibility.server.ts";

export const loader = handle(async ({ params, request, actor, url }) => {
  const opportunity = await readSubject(actor, params.reference ?? "");
  const own = await ownInterest(actor, opportunity.id);
  const locale = readLocale(request.headers.get("Accept-Language"));
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
  return submitForm(formData, interestSchema, async (draft) => {
    const { id } = await submitInterest(actor, reference, draft);
    return redirect(`/desk/interests/${id}?sent`);
  });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Express interest in ${data?.opportunity.reference ?? "an opportunity"} · Sanyog` },
  { name: "robots", content: "noindex" },
];

export default function ExpressInterestPage() {
  const { opportunity, requirements, eligibility, refusal, own } = useLoaderData<typeof loader>();
  const typed = useActionData<typeof action>() as FormResult | undefined;
  const path = `/opportunities/${opportunity.reference}`;
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
        <div className="lg:order-2">
          <InterestSubject
            {...opportunity}
            poster={opportunity.organisation.name}
            requirements={requirements}
            eligibility={eligibility && <EligibilityFindings eligibility={eligibility} />}
          />
        </div>
        <div className="mt-8 lg:mt-0">
          {typed || (!refusal && (!own || own.status === "draft")) ? (
            <InterestForm />
          ) : own && own.status !== "draft" ? (
            <AlreadySent />
          ) : (
            <Refused />
          )}
        </div>
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

function InterestForm() {
  const { opportunity, eligibility, own, isSaved, constraint } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  const [form, fields] = useForm<InterestTexts>({
    id: "interest",
    lastResult: actionData?.result,
    constraint,
    defaultValue: own ?? undefined,
  });
  return (
    <>
      {own?.status === "draft" && !actionData && (
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
      <DataForm form={form}>
        <input type="hidden" name="version" value={own?.version ?? 0} />
        <TextAreaField
          field={fields.message}
          label="Message"
          rows={8}
          hint={`Why this opportunity, and what you would do with it. ${limitText(MESSAGE_MAX)}`}
        />
        <TextAreaField
          field={fields.capabilityStatement}
          label="Capability statement"
          rows={10}
          hint={`What you make, with which machines and people, for whom. Certificates with their numbers. ${limitText(CAPABILITY_MAX)}`}
        />
        <TextField
          field={fields.contactRole}
          label="Whom to talk to"
          hint="A role in your organisation, such as Head of production. Names and addresses are not passed on."
          maxLength={undefined}
        />
        <Section title="What happens next">
          <p className="max-w-measure">
            {opportunity.organisation.name} reads it on its desk and acknowledges, shortlists or declines it
            with a reason. You see each step with its date on your desk, and we write to you. You can send it
            once; you can withdraw it later.
          </p>
        </Section>
        <div className="mt-5 flex flex-wrap gap-2">
          <Button name="intent" value="save" look="secondary">
            Save draft
          </Button>
          <Button name="intent" value="send">
            Send the expression of interest
          </Button>
        </div>
      </DataForm>
    </>
  );
}
