import { redirect, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { CertificateStatusTag } from "#app/components/certificates/certificate-tags.tsx";
import { CertificateTimeline, EvidenceReaders } from "#app/components/certificates/certificate-trail.tsx";
import { CertificateDecisionForm } from "#app/components/certificates/decision-form.tsx";
import { EvidenceList } from "#app/components/certificates/evidence-list.tsx";
import { EvidenceViews } from "#app/components/certificates/evidence-view.tsx";
import { ButtonLink, Facts, Notice, PageHeader, Section } from "#app/components/primitives.tsx";
import { countryText } from "#app/core/formats.ts";
import { handle, requirePerson, submitForm, type FormResult } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { certificationLabel } from "#app/core/reference/certifications.ts";
import { CERTIFICATE_STATUSES, type CertificateStatus } from "#app/core/reference/terms.ts";
import { decideCertificate } from "#app/domain/certifications/decide-certificate.server.ts";
import { certificateDecisionSchema } from "#app/domain/certifications/decision-schema.ts";
import { readForDecision } from "#app/domain/certifications/moderation-queries.server.ts";
import { REJECTION_REASONS } from "#app/domain/certifications/rejection-reasons.ts";
import { requireModerator } from "#app/domain/moderation/policy.ts";
import { calendarDateText } from "#app/domain/eligibility/calendar.ts";

export const loader = handle(async ({ actor, url, params, request }) => {
  requirePerson(actor, url);
  const { claim, today, organisation, twins, ...rest } = await readForDecision(actor, params.id ?? "");
  const locale = readLocale(request.headers.get("Accept-Language"));
  const { standard, issuedOn, expiresOn, ...facts } = claim;
  return {
    ...rest,
    organisation: {
      name: organisation.name,
      slug: organisation.slug,
      country: countryText(organisation.country),
    },
    label: certificationLabel(standard),
    facts,
    begins: calendarDateText(issuedOn, locale),
    ends: expiresOn && calendarDateText(expiresOn, locale),
    hasEnded: expiresOn !== null && expiresOn < today,
    twins: twins.map(({ id, name, status }) => ({
      id,
      name,
      status: CERTIFICATE_STATUSES[status as CertificateStatus].label,
    })),
    reasons: Object.entries(REJECTION_REASONS).map(([value, { label }]) => ({ value, label })),
  };
});

export const action = handle(async ({ request, actor, url, params }) => {
  requireModerator(requirePerson(actor, url));
  return submitForm(request, certificateDecisionSchema, async (decision) => {
    await decideCertificate(actor, params.id ?? "", decision);
    const done = decision.intent === "verify" ? "verified" : "rejected";
    return redirect(`/moderation/certificates?done=${done}`);
  });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.label ?? "A certificate"} of ${data?.organisation.name ?? "an organisation"} · Sanyog` },
];

export default function CertificateToDecideOn() {
  const { label, organisation, status, decidedAt, trail } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={label}
        actions={
          <ButtonLink look="secondary" to="/moderation/certificates">
            Back to the queue
          </ButtonLink>
        }
      >
        <p className="mt-1 flex flex-wrap gap-2">
          <span>
            of <Link to={`/organisations/${organisation.slug}`}>{organisation.name}</Link>
          </span>
          <CertificateStatusTag status={status} decidedAt={decidedAt} />
        </p>
      </PageHeader>
      <Refused />
      <div className="grid gap-x-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)] lg:grid-rows-[auto_1fr]">
        <div className="min-w-0">
          <Claim />
        </div>
        <div className="min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <Section title="The evidence" id="evidence">
            <EvidenceViews evidence={trail.evidence} />
            <div className="mt-3">
              <EvidenceList evidence={trail.evidence.filter(({ isCurrent }) => !isCurrent)} />
            </div>
          </Section>
        </div>
        <div className="min-w-0">
          <Decision />
        </div>
      </div>
      <Section title="What has happened" id="history">
        <CertificateTimeline events={trail.events} />
      </Section>
      <Section title="Who opened the evidence" id="readers">
        <EvidenceReaders readers={trail.readers} />
      </Section>
    </>
  );
}

/** A refusal as a whole: what somebody else did meanwhile. */
function Refused() {
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  const messages = [...(actionData?.result.error?.[""] ?? []), ...(actionData?.result.error?.intent ?? [])];
  if (messages.length === 0) return null;
  return (
    <div role="alert" className="mb-4">
      <Notice tone="bad" title="Nothing was decided">
        {messages.join(" ")}
      </Notice>
    </div>
  );
}

function Claim() {
  const { facts, label, begins, ends, hasEnded, organisation, twins, decisionReason } =
    useLoaderData<typeof loader>();
  return (
    <Section title="What is claimed" id="claim">
      <Facts
        rows={[
          ["Holder", `${organisation.name}, ${organisation.country}`],
          ["Standard", label],
          ["Number", facts.number],
          ["Certification body", facts.body],
          ["Scope", facts.scope && <p className="whitespace-pre-line">{facts.scope}</p>],
          ["Counts from", begins],
          ["Counts until", ends ? `${ends}${hasEnded ? ", which is past" : ""}` : "Without an end"],
          ["Not accepted because", decisionReason],
        ]}
      />
      {twins.length > 0 && (
        <div className="mt-4">
          <Notice tone="warn" title="The same standard and number at another organisation">
            <ul>
              {twins.map(({ id, name, status }) => (
                <li key={id}>
                  <Link to={`/moderation/certificates/${id}`}>{name}</Link>: {status}
                </li>
              ))}
            </ul>
          </Notice>
        </div>
      )}
    </Section>
  );
}

function Decision() {
  const { bar, status, version, reasons, trail } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  const hasEvidence = trail.evidence.some(({ isCurrent }) => isCurrent);
  return (
    <Section title="Your decision" id="decide">
      {bar || !hasEvidence ? (
        <p className="text-quiet">{bar ?? "There is nothing to decide on until evidence is handed in."}</p>
      ) : (
        <CertificateDecisionForm
          version={version}
          reasons={reasons}
          result={actionData?.result}
          canVerify={status !== "verified"}
          canReject={status !== "rejected"}
        />
      )}
    </Section>
  );
}
