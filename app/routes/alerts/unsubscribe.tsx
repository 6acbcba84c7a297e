import type { HeadersFunction, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button, ButtonLink, PageHeader } from "#app/components/primitives.tsx";
import { handle } from "#app/core/http.server.ts";
import { readUnsubscription, unsubscribe } from "#app/domain/alerts/unsubscribe.server.ts";
import { LinkErrorBoundary } from "#app/routes/accounts/link-error.tsx";
import { SECRET_ADDRESS_HEADERS } from "#app/routes/accounts/secret-address.ts";

/**
 * The way out of alert mails, for a person's click and for a mail program's POST (RFC 8058). The secret in the
 * address is all that is asked for and all that is known here: no session is looked at, and nothing is told
 * about whose search it is. Opening the page changes nothing, because mail scanners open links.
 */
export const loader = handle(({ params }) => readUnsubscription(params.token ?? ""));

/** Answers itself instead of redirecting: mail programs do not follow. */
export const action = handle(async ({ params }) => {
  await unsubscribe(params.token ?? "");
  return { isStopped: true };
});

export const headers: HeadersFunction = () => SECRET_ADDRESS_HEADERS;

export const meta: MetaFunction = () => [
  { title: "Stop mails of a saved search · Sanyog" },
  { name: "robots", content: "noindex" },
];

export default function UnsubscribePage() {
  const { isStopped } = { ...useLoaderData<typeof loader>(), ...useActionData<typeof action>() };
  return isStopped ? (
    <>
      <PageHeader title="No more mails of this saved search">
        <p>It stays on your desk. Resume it there whenever you like.</p>
      </PageHeader>
      <ButtonLink to="/desk/searches" look="secondary">
        Go to your saved searches
      </ButtonLink>
    </>
  ) : (
    <>
      <PageHeader title="Stop the mails of this saved search?">
        <p>Other saved searches go on. The search itself stays on your desk.</p>
      </PageHeader>
      <Form method="post">
        <Button>Stop these mails</Button>
      </Form>
    </>
  );
}

export function ErrorBoundary() {
  return <LinkErrorBoundary again={{ to: "/desk/searches", label: "Go to your saved searches" }} />;
}
