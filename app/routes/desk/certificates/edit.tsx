import { getZodConstraint } from "@conform-to/zod/v4";
import { redirect, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button, Notice, PageHeader, Section } from "#app/components/primitives.tsx";
import { handle, readForm, requireMember, submitForm, type FormResult } from "#app/core/http.server.ts";
import { CERTIFICATIONS, certificationLabel } from "#app/core/reference/certifications.ts";
import { changeCertificate } from "#app/domain/certifications/change-certificate.server.ts";
import { requireEditor } from "#app/domain/certifications/policy.ts";
import { readCertificate } from "#app/domain/certifications/queries.server.ts";
import { removeCertificate } from "#app/domain/certifications/remove-certificate.server.ts";
import { certificateSchema } from "#app/domain/certifications/schema.ts";
import { CertificateForm } from "#app/routes/desk/certificates/certificate-form.tsx";

export const loader = handle(async ({ actor, url, params }) => {
  const member = requireMember(actor, url);
  const { id: _, status, expiresOn, ...certificate } = await readCertificate(member, params.id ?? "");
  requireEditor(member);
  return {
    label: certificationLabel(certificate.standard),
    certificate: { ...certificate, expiresOn: expiresOn ?? undefined },
    isChecked: status === "verified" || status === "evidence_attached",
    standards: CERTIFICATIONS.map(({ code, label, field }) => ({ value: code, label: `${label}: ${field}` })),
    constraint: getZodConstraint(certificateSchema),
  };
});

export const action = handle(async ({ request, actor, url, params }) => {
  const member = requireMember(actor, url);
  const id = params.id ?? "";
  const form = await readForm(request);
  if (form.get("intent") === "remove") {
    await removeCertificate(member, id);
    return redirect("/desk/certificates?done=removed");
  }
  return submitForm(form, certificateSchema, async (certificate) => {
    await changeCertificate(member, id, certificate);
    return redirect("/desk/certificates?done=changed");
  });
});

export const meta: MetaFunction = () => [{ title: "Change a certificate · Sanyog" }];

export default function EditCertificatePage() {
  const { label, certificate, isChecked, standards, constraint } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  return (
    <>
      <PageHeader title={label}>
        <p>Number {certificate.number}</p>
      </PageHeader>
      {isChecked && (
        <div className="mb-6">
          <Notice tone="warn">Once you change it, it counts as declared until it is checked again.</Notice>
        </div>
      )}
      <CertificateForm
        standards={standards}
        constraint={constraint}
        actionData={actionData}
        certificate={certificate as never}
        verb="Save the certificate"
      />
      <Section title="Remove it">
        <p className="max-w-measure mb-3">
          Remove what was entered by mistake. One that ended may stay: it then says when it ended.
        </p>
        <Form method="post">
          <Button look="danger" name="intent" value="remove">
            Remove the certificate
          </Button>
        </Form>
      </Section>
    </>
  );
}
