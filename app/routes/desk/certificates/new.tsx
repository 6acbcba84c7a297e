import { getZodConstraint } from "@conform-to/zod/v4";
import { redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { PageHeader } from "#app/components/primitives.tsx";
import { handle, requireMember, submitForm, type FormResult } from "#app/core/http.server.ts";
import { CERTIFICATIONS } from "#app/core/reference/certifications.ts";
import { addCertificate } from "#app/domain/certifications/add-certificate.server.ts";
import { requireEditor } from "#app/domain/certifications/policy.ts";
import { certificateSchema } from "#app/domain/certifications/schema.ts";
import { CertificateForm } from "#app/routes/desk/certificates/certificate-form.tsx";

export const loader = handle(({ actor, url }) => {
  requireEditor(requireMember(actor, url));
  return {
    standards: CERTIFICATIONS.map(({ code, label, field }) => ({ value: code, label: `${label}: ${field}` })),
    // What a link to this page says you lack stands ready.
    standard: url.searchParams.get("standard") ?? "",
    constraint: getZodConstraint(certificateSchema),
  };
});

export const action = handle(({ request, actor, url }) => {
  const member = requireMember(actor, url);
  return submitForm(request, certificateSchema, async (form) => {
    const { id } = await addCertificate(member, form);
    return redirect(`/desk/certificates/${id}?done=added`);
  });
});

export const meta: MetaFunction = () => [{ title: "Add a certificate · Sanyog" }];

export default function NewCertificatePage() {
  const { standards, standard, constraint } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  return (
    <>
      <PageHeader title="Add a certificate">
        <p>
          First enter what the certificate says, then attach it as a file. Until a moderator has checked it,
          posters see it as “declared”.
        </p>
      </PageHeader>
      <CertificateForm
        standards={standards}
        constraint={constraint}
        actionData={actionData}
        certificate={{ standard: standard as never }}
        verb="Add the certificate"
      />
    </>
  );
}
