import type { MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { DateText } from "#app/components/facts.tsx";
import { EmptyState, Facts, PageHeader } from "#app/components/primitives.tsx";
import { handle } from "#app/core/http.server.ts";
import { listDemoMails, readDemoMail } from "#app/domain/mail/demo-mail.server.ts";

export const loader = handle(async ({ params }) =>
  params.id
    ? { message: await readDemoMail(params.id), messages: null }
    : { message: null, messages: await listDemoMails() },
);

export const meta: MetaFunction = () => [
  { title: "Demo mail · Sanyog" },
  { name: "robots", content: "noindex" },
];

export default function DemoMailPage() {
  const { message, messages } = useLoaderData<typeof loader>();
  return message ? <Message {...message} /> : <Mailbox messages={messages!} />;
}

type Head = { id: string; subject: string; to: string; sentAt: string };

function Mailbox({ messages }: { messages: Head[] }) {
  return (
    <>
      <PageHeader title="Demo mail">
        <p>The demonstration sends no mail. What it would send is kept here, the newest first.</p>
      </PageHeader>
      {messages.length === 0 ? (
        <EmptyState title="No messages yet">
          <p>
            <Link to="/signup">Join</Link> or ask for a <Link to="/forgot-password">new password</Link>, then
            reload this page.
          </p>
        </EmptyState>
      ) : (
        <ul className="divide-line border-line divide-y border-y">
          {messages.map(({ id, subject, to, sentAt }) => (
            <li key={id} className="flex flex-wrap justify-between gap-x-6 py-3">
              <div className="min-w-0">
                <Link to={`/demo/mail/${id}`} className="font-semibold">
                  {subject}
                </Link>
                <p className="text-quiet text-sm">To {to}</p>
              </div>
              <DateText iso={sentAt} withTime />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Message(message: Head & { parts: Array<{ text: string; path?: string }> }) {
  return (
    <>
      <p className="pt-6">
        <Link to="/demo/mail">All messages</Link>
      </p>
      <PageHeader title={message.subject} />
      <Facts
        rows={[
          ["To", message.to],
          ["Sent", <DateText iso={message.sentAt} withTime />],
        ]}
      />
      <div className="panel max-w-measure mt-6 p-4 break-words whitespace-pre-line">
        {message.parts.map(({ text, path }, index) =>
          path ? (
            <a key={index} href={path}>
              {text}
            </a>
          ) : (
            text
          ),
        )}
      </div>
    </>
  );
}
