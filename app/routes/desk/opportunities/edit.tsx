import { data, redirect, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { ForeignInvestmentNote } from "#app/components/opportunity/foreign-investment.tsx";
import { DocumentsPart } from "#app/components/posting/documents-part.tsx";
import { ProgressList } from "#app/components/posting/progress-list.tsx";
import { ReviewPart } from "#app/components/posting/review-part.tsx";
import { StepForm } from "#app/components/posting/step-form.tsx";
import { OpportunityStatusTag } from "#app/components/facts.tsx";
import { Notice, PageHeader } from "#app/components/primitives.tsx";
import { mayEdit } from "#app/core/actor.ts";
import { DomainError } from "#app/core/errors.ts";
import { handle, readForm, requireMember, requirePerson, type FormResult } from "#app/core/http.server.ts";
import { OPPORTUNITY_KINDS } from "#app/core/reference/terms.ts";
import { changeStatus } from "#app/domain/opportunities/change-status.server.ts";
import { readOwnOpportunity } from "#app/domain/opportunities/desk-queries.server.ts";
import { isStep, stepAfter, STEPS } from "#app/domain/opportunities/fields.ts";
import { ventureOf } from "#app/domain/opportunities/foreign-investment.ts";
import { formValuesOf } from "#app/domain/opportunities/form-values.ts";
import { isEditable } from "#app/domain/opportunities/lifecycle.ts";
import { valuesOf } from "#app/domain/opportunities/opportunity-record.server.ts";
import { missingForPublishing } from "#app/domain/opportunities/publishable.ts";
import { qualityHints } from "#app/domain/opportunities/quality-hints.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";
import { listDocuments } from "#app/domain/documents/queries.server.ts";
import {
  changeDocument,
  isUpload,
  receiveDocument,
} from "#app/routes/desk/opportunities/document-form.server.ts";
import { constraintOf, progressOf, saveStep } from "#app/routes/desk/opportunities/step-form.server.ts";

export const loader = handle(async ({ params, actor, url }) => {
  const person = requireMember(actor, url);
  const record = await readOwnOpportunity(actor, params.reference ?? "");
  const { reference, kind, status, version, title } = record;
  if (!mayEdit(actor) || !isEditable(status)) throw redirect(`/desk/opportunities/${reference}`);
  if (!isStep(params.step)) throw redirect(`/desk/opportunities/${reference}/edit/basics`);
  const values = valuesOf(record);
  return {
    ...{ reference, kind, status, version, title, step: params.step },
    emailVerified: person.emailVerified,
    steps: progressOf(record),
    values: formValuesOf(params.step, kind, values),
    constraint: constraintOf(record, params.step),
    missing: params.step === "review" ? missingForPublishing(kind, values, new Date()) : [],
    hints: params.step === "review" ? qualityHints(kind, values) : [],
    foreignInvestment:
      params.step === "terms" && kind === "joint_venture"
        ? {
            venture: ventureOf(record, person.organisation.country),
            rules: await readReference("fdi"),
          }
        : null,
    documents: params.step === "documents" ? await listDocuments(actor, record.id) : [],
  };
});

type Answer = Partial<FormResult> & { message?: string; status?: number };

export const action = handle(async ({ request, params, actor, url }) => {
  const { reference = "", step } = params;
  if (actor.kind !== "person" && request.headers.has("X-Remix-Response"))
    return data<Answer>(
      { message: "Your session has ended. Sign in in another tab, then save again here." },
      { status: 401 },
    );
  requirePerson(actor, url);
  if (!isStep(step)) throw new DomainError("not_found", "This step does not exist.");
  const here = `/desk/opportunities/${reference}/edit/${step}`;
  try {
    if (isUpload(request)) {
      await receiveDocument(actor, reference, request);
      return redirect(`${here}#documents`);
    }
    const formData = await readForm(request);
    if (await changeDocument(actor, reference, formData)) return redirect(`${here}#documents`);
    if (step === "review") {
      await changeStatus(actor, "publish", { reference, version: Number(formData.get("version")) });
      return redirect(`/desk/opportunities/${reference}?done=publish`);
    }
    const next =
      formData.get("then") === "leave"
        ? `/desk/opportunities/${reference}`
        : here.replace(step, stepAfter(step));
    return await saveStep(actor, reference, step, formData, () => redirect(next));
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === "not_found") throw error;
    return data<Answer>({ message: error.message, status: error.status }, { status: error.status });
  }
});

/** Saving in the background changes nothing that this page shows; a conflict does, though it is no success. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  formAction,
  actionStatus,
  defaultShouldRevalidate,
}) => {
  if (formAction?.endsWith("/save-draft")) return false;
  return actionStatus === 409 || defaultShouldRevalidate;
};

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: loaded ? `${STEPS[loaded.step].title}: ${loaded.title || loaded.reference} · Sanyog` : "Sanyog" },
];

export default function EditOpportunityPage() {
  const { reference, kind, status, version, title, step, steps, values, constraint } =
    useLoaderData<typeof loader>();
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData() as Answer | undefined;
  const isConflict = (answer?.result?.error?.[""] ?? []).some((message) =>
    message.includes("changed this opportunity"),
  );
  return (
    <>
      <PageHeader title={STEPS[step].title}>
        <p>{STEPS[step].about}</p>
        <p className="mt-1">
          <OpportunityStatusTag status={status} /> {OPPORTUNITY_KINDS[kind].label},{" "}
          <Link to={`/desk/opportunities/${reference}`} className="whitespace-nowrap">
            {reference}
          </Link>
          {title && `: ${title}`}
        </p>
      </PageHeader>
      <ProgressList reference={reference} current={step} steps={steps} />
      {answer?.message && (
        <div role="alert" className="mb-6">
          <Notice tone="bad" title="This was not done">
            {answer.message}
          </Notice>
        </div>
      )}
      {status !== "draft" && step !== "review" && (
        <div className="mb-6">
          <Notice tone="warn" title={status === "published" ? "This is public" : "This was public"}>
            What you save here changes the public page at once, and the change is kept in the history.
          </Notice>
        </div>
      )}
      {step === "review" ? (
        <ReviewPart {...loaded} />
      ) : (
        <StepForm
          key={step}
          {...{ reference, kind, step, version, values, constraint, isConflict }}
          isDraft={status === "draft"}
          below={
            loaded.foreignInvestment
              ? { newIndustrialLicence: <ForeignInvestmentNote {...loaded.foreignInvestment} /> }
              : {}
          }
          result={answer?.result}
        />
      )}
      {step === "documents" && <DocumentsPart documents={loaded.documents} />}
    </>
  );
}
