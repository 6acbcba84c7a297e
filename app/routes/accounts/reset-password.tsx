import { useForm } from "@conform-to/react";
import { getZodConstraint } from "@conform-to/zod/v4";
import { redirect, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { NewPasswordField, UsernameForManagers } from "#app/components/account-fields.tsx";
import { DataForm } from "#app/components/forms.tsx";
import { Button, PageHeader } from "#app/components/primitives.tsx";
import { handle, submitForm, type FormResult } from "#app/core/http.server.ts";
import { readPasswordReset, resetPassword } from "#app/domain/accounts/reset-password.server.ts";
import { resetPasswordSchema } from "#app/domain/accounts/schema.ts";
import { readClient } from "#app/routes/accounts/client.server.ts";
import { LinkErrorBoundary } from "#app/routes/accounts/link-error.tsx";
import { SECRET_ADDRESS_HEADERS } from "#app/routes/accounts/secret-address.ts";

export const loader = handle(async ({ params }) => {
  const { email } = await readPasswordReset(params.token ?? "");
  return { email, constraint: getZodConstraint(resetPasswordSchema) };
});

export const action = handle(({ request, context, params }) =>
  submitForm(request, resetPasswordSchema, async ({ newPassword }) => {
    await resetPassword(params.token ?? "", newPassword, readClient({ request, context }));
    return redirect("/login?news=password");
  }),
);

export const headers: HeadersFunction = () => SECRET_ADDRESS_HEADERS;

export const meta: MetaFunction = () => [{ title: "New password · Sanyog" }];

export default function ResetPasswordPage() {
  const { email, constraint } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  const [form, fields] = useForm<z.input<typeof resetPasswordSchema>>({
    id: "reset-password",
    lastResult: actionData?.result,
    constraint,
  });
  return (
    <>
      <PageHeader title="Set a new password">
        <p>For {email}. Every browser that is signed in with the old one is signed out.</p>
      </PageHeader>
      <DataForm form={form} className="max-w-sm">
        <UsernameForManagers email={email} />
        <NewPasswordField field={fields.newPassword} label="New password" />
        <Button>Set the password</Button>
      </DataForm>
    </>
  );
}

export function ErrorBoundary() {
  return <LinkErrorBoundary again={{ to: "/forgot-password", label: "Ask for a new link" }} />;
}
