import { redirect, type MetaFunction } from "@remix-run/node";
import { Form } from "@remix-run/react";
import { Button, PageHeader } from "#app/components/primitives.tsx";
import { handle } from "#app/core/http.server.ts";
import { forgetSession } from "#app/core/session.server.ts";
import { signOut } from "#app/domain/accounts/sessions.server.ts";

export const loader = handle(({ actor }) => {
  if (actor.kind !== "person") throw redirect("/");
  return null;
});

export const action = handle(async ({ actor }) => {
  await signOut(actor);
  return redirect("/", { headers: { "Set-Cookie": await forgetSession() } });
});

export const meta: MetaFunction = () => [{ title: "Sign out · Sanyog" }];

export default function SignOutPage() {
  return (
    <>
      <PageHeader title="Sign out?">
        <p>This browser forgets you. Drafts stay saved.</p>
      </PageHeader>
      <Form method="post">
        <Button>Sign out</Button>
      </Form>
    </>
  );
}
