import { useForm } from "@conform-to/react";
import { getZodConstraint } from "@conform-to/zod/v4";
import { redirect, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { DemoMailHint, EmailField } from "#app/components/account-fields.tsx";
import { DataForm } from "#app/components/forms.tsx";
import { Button, PageHeader } from "#app/components/primitives.tsx";
import { handle, submitForm, type FormResult } from "#app/core/http.server.ts";
import { requestPasswordReset } from "#app/domain/accounts/reset-password.server.ts";
import { forgotPasswordSchema } from "#app/domain/accounts/schema.ts";
import { readClient } from "#app/routes/accounts/client.server.ts";

export const loader = handle(({ url }) => ({
  isSent: url.searchParams.has("sent"),
  constraint: getZodConstraint(forgotPasswordSchema),
}));

export const action = handle(({ request, context }) =>
  submitForm(request, forgotPasswordSchema, async ({ email }) => {
    await requestPasswordReset(email, readClient({ request, context }));
    return redirect("/forgot-password?sent");
  }),
);

/** Carries Retry-After from the action to the answer. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: "Forgotten password · Sanyog" }];

export default function ForgotPasswordPage() {
  const { isSent, constraint } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  const [form, fields] = useForm<z.input<typeof forgotPasswordSchema>>({
    id: "forgot-password",
    lastResult: actionData?.result,
    constraint,
  });
  if (isSent)
    return (
      <>
        <PageHeader title="Look into your mail" />
        <div className="max-w-measure space-y-4">
          <p>
            If the address has an account, a link is on its way there. It works for one hour and sets a new
            password.
          </p>
          <p>
            Nothing there after a few minutes? Look among the unwanted mail, or{" "}
            <Link to="/forgot-password">enter the address again</Link>.
          </p>
          <DemoMailHint />
        </div>
      </>
    );
  return (
    <>
      <PageHeader title="Forgotten password">
        <p>Tell us your address. We send a link that sets a new password.</p>
      </PageHeader>
      <DataForm form={form} className="max-w-sm">
        <EmailField field={fields.email} />
        <Button>Send the link</Button>
      </DataForm>
    </>
  );
}
