import { redirect, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { Button, PageHeader } from "#app/components/primitives.tsx";
import { handle } from "#app/core/http.server.ts";
import { confirmEmail, readConfirmation } from "#app/domain/accounts/confirm-email.server.ts";
import { LinkErrorBoundary } from "#app/routes/accounts/link-error.tsx";
import { SECRET_ADDRESS_HEADERS } from "#app/routes/accounts/secret-address.ts";

/** Opening the link changes nothing: mail scanners open links, only a person presses the button. */
export const loader = handle(({ params }) => readConfirmation(params.token ?? ""));

export const action = handle(async ({ params, actor }) => {
  await confirmEmail(params.token ?? "");
  return redirect(actor.kind === "person" ? "/desk/account?done=confirmed" : "/login?news=confirmed");
});

export const headers: HeadersFunction = () => SECRET_ADDRESS_HEADERS;

export const meta: MetaFunction = () => [{ title: "Confirm your address · Sanyog" }];

export default function ConfirmEmailPage() {
  const { email, isChange } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={
          <>
            Confirm your <span className="whitespace-nowrap">e-mail</span> address
          </>
        }
      >
        <p>
          {isChange
            ? `From now on you sign in with ${email}, and our messages go there.`
            : `You say that ${email} is yours.`}
        </p>
      </PageHeader>
      <Form method="post">
        <Button>Confirm {email}</Button>
      </Form>
    </>
  );
}

export function ErrorBoundary() {
  return <LinkErrorBoundary again={{ to: "/desk/account", label: "Go to your account" }} />;
}
