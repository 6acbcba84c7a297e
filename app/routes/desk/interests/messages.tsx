import { redirect, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { useEffect, useState } from "react";
import { InterestTabs } from "#app/components/desk/interest-tabs.tsx";
import { DateText, InterestStatusTag } from "#app/components/facts.tsx";
import { Composer } from "#app/components/messages/composer.tsx";
import { MessageList } from "#app/components/messages/message-list.tsx";
import { useAnnouncement, useNews } from "#app/components/messages/use-news.ts";
import { EmptyState, Notice, PageHeader, Section } from "#app/components/primitives.tsx";
import { handle, readForm, requirePerson, submitForm, type FormResult } from "#app/core/http.server.ts";
import { removeDraftFile, saveDraft } from "#app/domain/messages/keep-draft.server.ts";
import { presentThread, type PresentedThread } from "#app/domain/messages/present-thread.server.ts";
import { composeSchema } from "#app/domain/messages/schema.ts";
import { sendMessage } from "#app/domain/messages/send-message.server.ts";
import { receiveAttachment } from "#app/routes/desk/interests/messages-attach.server.ts";

export const loader = handle(({ params, actor, url }) => {
  requirePerson(actor, url);
  const before = Number(url.searchParams.get("before"));
  return presentThread(
    actor,
    params.id ?? "",
    Number.isSafeInteger(before) && before > 0 && before < 2 ** 31 ? before : null,
  );
});

export const action = handle(async ({ request, params, actor, url }) => {
  requirePerson(actor, url);
  const id = params.id ?? "";
  const page = `/desk/interests/${id}/messages`;
  if (request.headers.get("Content-Type")?.startsWith("multipart/"))
    return receiveAttachment(actor, id, request).then((refused) => refused ?? redirect(`${page}#write`));
  const form = await readForm(request);
  // The button beside a file names the file.
  if (form.has("attachment") && !form.has("intent")) form.set("intent", "remove_file");
  return submitForm(form, composeSchema, async (input) => {
    if (input.intent === "send" || input.intent === "ask") {
      const { text, key, intent } = input;
      const sent = await sendMessage(actor, { interestId: id, text, key, isQuestion: intent === "ask" });
      return redirect(`${page}#message-${sent.position}`);
    }
    if (input.intent === "remove_file") await removeDraftFile(actor, id, input.attachment);
    await saveDraft(actor, id, input.text);
    return redirect(`${page}#write`);
  });
});

/** Carries Retry-After from the action to the answer. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

/** A draft saved in the background changes nothing that the page shows. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction, defaultShouldRevalidate }) =>
  formAction?.endsWith("/messages/draft") ? false : defaultShouldRevalidate;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Messages about ${data?.opportunity.reference ?? "an opportunity"} · Sanyog` },
];

export default function MessagesPage() {
  const thread = useLoaderData<typeof loader>();
  const { id, other, opportunity, status, messages, earlier, isNewest, newest } = thread;
  const [firstUnread] = useState(thread.firstUnread);
  useNews(id, newest, isNewest);
  const announcement = useAnnouncement(messages);
  useEffect(() => {
    if (firstUnread !== null && !window.location.hash) document.getElementById("unread")?.scrollIntoView();
  }, [firstUnread]);
  return (
    <>
      <PageHeader title={`Messages with ${other}`}>
        <p className="mt-1">
          <InterestStatusTag status={status} /> About{" "}
          <Link to={`/opportunities/${opportunity.reference}`}>
            {opportunity.title}, <span className="whitespace-nowrap">{opportunity.reference}</span>
          </Link>
        </p>
      </PageHeader>
      <InterestTabs id={id} />
      <p role="status" className="sr-only">
        {announcement}
      </p>
      <div className="max-w-3xl">
        <QuestionNotice {...thread} />
        {messages.length > 0 && (
          <Jumps
            earlier={earlier}
            isNewest={isNewest}
            firstUnread={firstUnread}
            unread={thread.unread}
            id={id}
          />
        )}
        {messages.length === 0 ? (
          <EmptyState title="Nothing has been written yet">
            <p>What you write here reaches {other} and stays with this expression of interest.</p>
          </EmptyState>
        ) : (
          <MessageList {...thread} firstUnread={firstUnread} interestId={id} />
        )}
        {isNewest && <Write thread={thread} />}
      </div>
    </>
  );
}

function QuestionNotice({ openQuestion, side, other }: PresentedThread) {
  if (openQuestion === null) return null;
  return (
    <div className="mb-4">
      <Notice
        tone="warn"
        title={side === "applicant" ? `${other} waits for your answer` : `${other} has not answered yet`}
      >
        <a href={`#message-${openQuestion}`}>Read the question</a>
      </Notice>
    </div>
  );
}

type JumpProps = Pick<PresentedThread, "earlier" | "isNewest" | "firstUnread" | "unread" | "id">;

function Jumps({ earlier, isNewest, firstUnread, unread, id }: JumpProps) {
  const page = `/desk/interests/${id}/messages`;
  return (
    <p className="mb-3 flex flex-wrap gap-x-6">
      {earlier !== null && <Link to={`${page}?before=${earlier}`}>Show earlier messages</Link>}
      {!isNewest && <Link to={page}>Back to the newest messages</Link>}
      {firstUnread !== null && (
        <a href="#unread">Go to the first {unread > 1 ? "of the new messages" : "new message"}</a>
      )}
      {isNewest && <a href="#write">Write a message</a>}
    </p>
  );
}

function Write({ thread }: { thread: PresentedThread }) {
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  const { refusal, writableUntil } = thread;
  return (
    <Section title="Your message" id="write">
      {refusal ? (
        <p className="text-quiet">{refusal}</p>
      ) : (
        <>
          {writableUntil && (
            <p className="text-quiet mb-4">
              This expression of interest has ended. Last words can be written until{" "}
              <DateText iso={writableUntil} />.
            </p>
          )}
          <Composer thread={thread} result={actionData?.result} />
        </>
      )}
    </Section>
  );
}
