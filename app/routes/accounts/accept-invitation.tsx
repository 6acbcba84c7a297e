import { useForm } from "@conform-to/react";
import { getZodConstraint } from "@conform-to/zod/v4";
import { redirect, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { NewPasswordField, UsernameForManagers } from "#app/components/account-fields.tsx";
import { DataForm, TextField } from "#app/components/forms.tsx";
import { Button, ButtonLink, PageHeader } from "#app/components/primitives.tsx";
import { handle, submitForm, type FormResult } from "#app/core/http.server.ts";
import { MEMBER_ROLES } from "#app/core/reference/terms.ts";
import { joinAsNewPersonSchema } from "#app/domain/accounts/schema.ts";
import {
  acceptInvitation,
  acceptInvitationAsNewPerson,
  readInvitation,
} from "#app/domain/organisations/accept-invitation.server.ts";
import { readClient } from "#app/routes/accounts/client.server.ts";
import { LinkErrorBoundary } from "#app/routes/accounts/link-error.tsx";
import { SECRET_ADDRESS_HEADERS } from "#app/routes/accounts/secret-address.ts";

export const loader = handle(async ({ actor, params, url }) => ({
  ...(await readInvitation(actor, params.token ?? "")),
  signInPath: `/login?${new URLSearchParams({ next: url.pathname })}`,
  constraint: getZodConstraint(joinAsNewPersonSchema),
}));

export const action = handle(async ({ request, context, actor, params }) => {
  const token = params.token ?? "";
  if (actor.kind === "person") {
    await acceptInvitation(actor, token);
    return redirect("/desk");
  }
  return submitForm(request, joinAsNewPersonSchema, async (value) => {
    const cookie = await acceptInvitationAsNewPerson(token, value, readClient({ request, context }));
    return redirect("/desk", { headers: { "Set-Cookie": cookie } });
  });
});

export const headers: HeadersFunction = () => SECRET_ADDRESS_HEADERS;

export const meta: MetaFunction = () => [{ title: "Invitation · Sanyog" }];

export default function AcceptInvitationPage() {
  const { organisationName, inviterName, role, email, way, signInPath } = useLoaderData<typeof loader>();
  const { label, explanation } = MEMBER_ROLES[role];
  return (
    <>
      <PageHeader title={`Join ${organisationName}`}>
        <p>
          {inviterName} invites {email} as {label.toLowerCase()}. {explanation}
        </p>
      </PageHeader>
      {way === "join" && (
        <Form method="post">
          <Button>Join {organisationName}</Button>
        </Form>
      )}
      {way === "sign_in" && <ButtonLink to={signInPath}>Sign in to accept</ButtonLink>}
      {way === "other_account" && (
        <>
          <p className="max-w-measure mb-4">
            You are signed in with another address. Sign out, then open the link again.
          </p>
          <Form method="post" action="/logout">
            <Button>Sign out</Button>
          </Form>
        </>
      )}
      {way === "new_account" && <NewAccountForm />}
    </>
  );
}

function NewAccountForm() {
  const { constraint, organisationName, email } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  const [form, fields] = useForm<z.input<typeof joinAsNewPersonSchema>>({
    id: "join",
    lastResult: actionData?.result,
    constraint,
  });
  return (
    <DataForm form={form} className="max-w-sm">
      <UsernameForManagers email={email} />
      <TextField field={fields.name} label="Your name" autoComplete="name" maxLength={undefined} />
      <NewPasswordField field={fields.password} />
      <Button>Join {organisationName}</Button>
    </DataForm>
  );
}

export function ErrorBoundary() {
  return <LinkErrorBoundary again={{ to: "/login", label: "Sign in" }} />;
}
