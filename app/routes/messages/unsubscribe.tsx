import type { HeadersFunction, MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { Button, ButtonLink, PageHeader } from "#app/components/primitives.tsx";
import { handle } from "#app/core/http.server.ts";
import { readUnsubscription, unsubscribe } from "#app/domain/messages/preference.server.ts";
import { LinkErrorBoundary } from "#app/routes/accounts/link-error.tsx";
import { SECRET_ADDRESS_HEADERS } from "#app/routes/accounts/secret-address.ts";

/**
 * The way out of mails about messages, for a person's click and for a mail program's POST (RFC 8058). As with saved
 * searches no session is looked at, and opening the page changes nothing.
 */
export const loader = handle(({ params }) => readUnsubscription(params.token ?? ""));

/** Answers itself instead of redirecting: mail programs do not follow. */
export const action = handle(async ({ params }) => {
  await unsubscribe(params.token ?? "");
  return { isStopped: true };
});

export const headers: HeadersFunction = () => SECRET_ADDRESS_HEADERS;

export const meta: MetaFunction = () => [
  { title: "Stop mails about messages · Sanyog" },
  { name: "robots", content: "noindex" },
];

export default function UnsubscribePage() {
  const { isStopped } = { ...useLoaderData<typeof loader>(), ...useActionData<typeof action>() };
  return isStopped ? (
    <>
      <PageHeader title="No more mails about messages">
        <p>Messages wait on your desk. Choose there how often you want mail, whenever you like.</p>
      </PageHeader>
      <ButtonLink to="/desk/messages" look="secondary">
        Go to your messages
      </ButtonLink>
    </>
  ) : (
    <>
      <PageHeader title="Stop mails about messages?">
        <p>They go on arriving on your desk, and others there do not notice.</p>
      </PageHeader>
      <Form method="post">
        <Button>Stop these mails</Button>
      </Form>
    </>
  );
}

export function ErrorBoundary() {
  return <LinkErrorBoundary again={{ to: "/desk/messages", label: "Go to your messages" }} />;
}
