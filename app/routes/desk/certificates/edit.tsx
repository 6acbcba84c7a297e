import { getZodConstraint } from "@conform-to/zod/v4";
import { redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Notice, PageHeader } from "#app/components/primitives.tsx";
import { handle, requireMember, submitForm, type FormResult } from "#app/core/http.server.ts";
import { CERTIFICATIONS, certificationLabel } from "#app/core/reference/certifications.ts";
import type { CertificateStatus } from "#app/core/reference/terms.ts";
import { changeCertificate } from "#app/domain/certifications/change-certificate.server.ts";
import { requireEditor } from "#app/domain/certifications/policy.ts";
import { hasEvidence, readCertificate } from "#app/domain/certifications/queries.server.ts";
import { certificateSchema } from "#app/domain/certifications/schema.ts";
import { CertificateForm } from "#app/routes/desk/certificates/certificate-form.tsx";

/** What saving a change brings with it, by the state it is in and whether files are attached. */
function consequenceOf(status: CertificateStatus, hasEvidence: boolean): string | null {
  const next = hasEvidence
    ? "goes back to the moderators with the files that are attached"
    : "counts as declared, until you attach evidence";
  const what = "Once you change its standard, number, body, scope or dates, it";
  if (status === "verified")
    return `This certificate is verified. ${what} ${next}, and is not verified until then.`;
  if (status === "rejected") return `This certificate was not accepted. ${what} ${next}.`;
  if (status === "evidence_attached")
    return "It waits for a moderator. It keeps its place when you change it; attach the evidence for what it says then.";
  return null;
}

export const loader = handle(async ({ actor, url, params }) => {
  const member = requireMember(actor, url);
  const certificate = await readCertificate(member, params.id ?? "");
  requireEditor(member);
  const { id, status, standard, number, body, scope, issuedOn, expiresOn } = certificate;
  return {
    id,
    label: certificationLabel(standard),
    certificate: { standard, number, body, scope, issuedOn, expiresOn: expiresOn ?? undefined },
    consequence: consequenceOf(status, await hasEvidence(member, id)),
    standards: CERTIFICATIONS.map(({ code, label, field }) => ({ value: code, label: `${label}: ${field}` })),
    constraint: getZodConstraint(certificateSchema),
  };
});

export const action = handle(async ({ request, actor, url, params }) => {
  const member = requireMember(actor, url);
  const id = params.id ?? "";
  return submitForm(request, certificateSchema, async (certificate) => {
    await changeCertificate(member, id, certificate);
    return redirect(`/desk/certificates/${id}?done=changed`);
  });
});

export const meta: MetaFunction = () => [{ title: "Change a certificate · Sanyog" }];

export default function EditCertificatePage() {
  const { id, label, certificate, consequence, standards, constraint } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  return (
    <>
      <PageHeader title={label}>
        <p>Number {certificate.number}</p>
      </PageHeader>
      {consequence && (
        <div className="mb-6">
          <Notice tone="warn">{consequence}</Notice>
        </div>
      )}
      <CertificateForm
        standards={standards}
        constraint={constraint}
        actionData={actionData}
        certificate={certificate as never}
        verb="Save the certificate"
        back={{ to: `/desk/certificates/${id}`, label: "Back to the certificate" }}
      />
    </>
  );
}
