import { redirect, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { AttachEvidenceForm } from "#app/components/certificates/attach-evidence-form.tsx";
import { CertificateStatusTag, StandingTag } from "#app/components/certificates/certificate-tags.tsx";
import { CertificateTimeline, EvidenceReaders } from "#app/components/certificates/certificate-trail.tsx";
import { EvidenceList } from "#app/components/certificates/evidence-list.tsx";
import { DateText } from "#app/components/facts.tsx";
import { Button, ButtonLink, Facts, News, Notice, PageHeader, Section } from "#app/components/primitives.tsx";
import { mayEdit } from "#app/core/actor.ts";
import { unknownCommand } from "#app/core/errors.ts";
import { handle, readForm, requireMember } from "#app/core/http.server.ts";
import { readLocale } from "#app/core/locale.ts";
import { presentCertificate } from "#app/domain/certifications/present-certificate.ts";
import { readOwnCertificate } from "#app/domain/certifications/queries.server.ts";
import { removeCertificate } from "#app/domain/certifications/remove-certificate.server.ts";
import { removeEvidence } from "#app/domain/certifications/remove-evidence.server.ts";
import { readTrail } from "#app/domain/certifications/trail.server.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";
import { receiveEvidence } from "#app/routes/desk/certificates/receive-evidence.server.ts";

const NEWS: Record<string, string> = {
  added: "The certificate is in your register. Searches count it from now on.",
  changed: "The certificate is changed.",
  attached: "The file is attached. A moderator compares it with what you claim; you hear from us by mail.",
  file_removed: "The file does not count as evidence any more.",
};

export const loader = handle(async ({ actor, url, params, request }) => {
  const member = requireMember(actor, url);
  const { certificate, today } = await readOwnCertificate(member, params.id ?? "");
  const locale = readLocale(request.headers.get("Accept-Language"));
  return {
    certificate: presentCertificate(certificate, today, locale, await readReference("certifications")),
    ...(await readTrail({ id: certificate.id, organisationId: member.organisation.id })),
    mayEdit: mayEdit(member),
    news: NEWS[url.searchParams.get("done") ?? ""] ?? null,
  };
});

export const action = handle(async ({ request, actor, url, params }) => {
  const member = requireMember(actor, url);
  const id = params.id ?? "";
  if (request.headers.get("Content-Type")?.startsWith("multipart/form-data"))
    return receiveEvidence(member, id, request);
  const form = await readForm(request);
  if (form.get("intent") === "remove_evidence") {
    await removeEvidence(member, id, String(form.get("evidence")));
    return redirect(`/desk/certificates/${id}?done=file_removed`);
  }
  if (form.get("intent") !== "remove") throw unknownCommand();
  await removeCertificate(member, id);
  return redirect("/desk/certificates?done=removed");
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.certificate.label ?? "A certificate"} · Sanyog` },
];

export default function CertificatePage() {
  const { certificate, events, readers, mayEdit, news } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={certificate.label}
        actions={
          <>
            {mayEdit && <ButtonLink to="edit">Change it</ButtonLink>}
            <ButtonLink look="secondary" to="/desk/certificates">
              Back to the register
            </ButtonLink>
          </>
        }
      >
        <p className="mt-1 flex flex-wrap gap-2">
          <StandingTag state={certificate.state} text={certificate.stateText} />
          <CertificateStatusTag status={certificate.status} decidedAt={certificate.decidedAt} />
        </p>
      </PageHeader>
      <News>{news}</News>
      <Standing />
      <div className="grid gap-x-12 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="min-w-0">
          <Claim />
          <Evidence />
          <Section title="Who opened the evidence" id="readers">
            <EvidenceReaders readers={readers} />
          </Section>
        </div>
        <div>
          <Section title="What has happened" id="history">
            <CertificateTimeline events={events} />
          </Section>
          {mayEdit && <Removal />}
        </div>
      </div>
    </>
  );
}

function Claim() {
  const { certificate } = useLoaderData<typeof loader>();
  return (
    <Section title="What it says" id="claim">
      <Facts
        rows={[
          ["Number", certificate.number],
          ["Certification body", certificate.body],
          ["Scope", certificate.scope && <p className="whitespace-pre-line">{certificate.scope}</p>],
          ["Covers as well", certificate.covers.join(", ")],
          ["Counts from", certificate.begins],
          ["Counts until", certificate.ends ?? "It has no end"],
        ]}
      />
    </Section>
  );
}

function Standing() {
  const { certificate, mayEdit } = useLoaderData<typeof loader>();
  if (certificate.state === "ended" && mayEdit)
    return (
      <div className="mb-6">
        <Notice tone="warn" title="It does not count any more">
          If you have renewed it, press “Change it” to enter the new dates, then attach the new certificate.
        </Notice>
      </div>
    );
  if (certificate.status !== "rejected") return null;
  return (
    <div className="mb-6">
      <Notice tone="bad" title="It was not accepted and does not count">
        <p className="whitespace-pre-line">{certificate.decisionReason}</p>
        <p className="mt-1">
          Correct what it says or attach other evidence: that hands it in again
          {certificate.decidedAt && (
            <>
              {" "}
              (decided on <DateText iso={certificate.decidedAt} />)
            </>
          )}
          .
        </p>
      </Notice>
    </div>
  );
}

const CONSEQUENCES = {
  declared: "A moderator then compares it with what you claim.",
  evidence_attached: "The certificate keeps its place among those that wait for a moderator.",
  verified: "The certificate is verified; with another file it goes back to the moderators first.",
  rejected: "That hands the certificate in again.",
};

function Evidence() {
  const { certificate, evidence, mayEdit } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as { fileError?: string } | undefined;
  const hasEvidence = evidence.some(({ isCurrent }) => isCurrent);
  return (
    <Section title="Evidence" id="evidence">
      <p className="max-w-measure mb-3">
        Only your organisation, moderators and organisations that received your expression of interest can
        open it.
        {certificate.status === "verified" &&
          mayEdit &&
          " It is verified by these files: when you remove them, it is no longer verified."}
      </p>
      <EvidenceList evidence={evidence} isRemovable={mayEdit} />
      {!hasEvidence && !mayEdit && <p>None yet. An owner or editor can attach it.</p>}
      {mayEdit && (
        <AttachEvidenceForm
          key={evidence.length}
          hasEvidence={hasEvidence}
          consequence={CONSEQUENCES[certificate.status]}
          error={actionData?.fileError}
        />
      )}
    </Section>
  );
}

function Removal() {
  return (
    <details className="panel mt-8">
      <summary className="cursor-pointer px-4 py-2 font-semibold">Remove it…</summary>
      <div className="border-line border-t px-4 pt-3 pb-4">
        <p className="mb-3">
          Remove what was entered by mistake. One that ended may stay: it then says when it ended. A file on
          which a moderator decided stays readable for moderators.
        </p>
        <Form method="post">
          <Button look="danger" name="intent" value="remove">
            Remove the certificate
          </Button>
        </Form>
      </div>
    </details>
  );
}
