import { siteUrl, type MailOf } from "#app/components/emails/account-mail.server.ts";
import type { RenderedMail } from "#app/domain/mail/send-queued-mail.server.ts";
import { ANSWER_ABOVE } from "#app/domain/messages/answer-text.ts";
import {
  readMessageMail,
  type MailedThread,
  type MessageMailFacts,
} from "#app/domain/messages/message-mail.server.ts";
import { issueUnsubscribeToken } from "#app/domain/messages/preference.server.ts";
import { issueReplyAddress } from "#app/domain/messages/reply-address.server.ts";

const threadUrl = ({ interestId }: MailedThread) => siteUrl(`/desk/interests/${interestId}/messages#write`);
const countOf = (count: number) => (count === 1 ? "a message" : `${count} messages`);
const filesOf = (files: number) => (files === 0 ? "" : files === 1 ? " [1 file]" : ` [${files} files]`);

function saidIn({ excerpts, from }: MailedThread): string[] {
  if (!excerpts) return [`What ${from} writes may be confidential now, so it stands on your desk only.`];
  return excerpts.map(({ text, files }) => `${text ? `“${text}”` : ""}${filesOf(files)}`.trim());
}

function subjectOf({ isDigest, messages, threads: [thread] }: MessageMailFacts): string {
  if (isDigest) return `${messages === 1 ? "A new message" : `${messages} new messages`} on your desk`;
  return `${thread!.asks ? "Question" : "Message"} from ${thread!.from} about ${thread!.reference}`;
}

/** About one conversation: answering the mail writes into it. */
async function aboutOne(
  facts: MessageMailFacts,
  thread: MailedThread,
): Promise<Partial<RenderedMail> & { paragraphs: string[] }> {
  const { userId, organisationId } = facts;
  return {
    paragraphs: [
      ANSWER_ABOVE,
      `Dear ${facts.readerName},`,
      `${thread.from} has sent ${countOf(thread.count)} about “${thread.title}” (${thread.reference})${thread.asks ? " and waits for an answer" : ""}.`,
      ...saidIn(thread),
      "Answer this mail, or write on your desk. Your e-mail address is not shown to them.",
    ],
    action: { label: "Read and answer on your desk", url: threadUrl(thread) },
    answers: {
      to: await issueReplyAddress({ userId, organisationId, interestId: thread.interestId }),
      thread: `messages.${thread.interestId}`,
    },
  };
}

function aboutAll({
  readerName,
  threads,
  threadCount,
}: MessageMailFacts): Partial<RenderedMail> & { paragraphs: string[] } {
  return {
    paragraphs: [
      `Dear ${readerName},`,
      threadCount === threads.length
        ? "This has come since the last mail, and you have not read it yet."
        : `This has come in ${threadCount} conversations since the last mail; these are ${threads.length} of them.`,
    ],
    links: threads.map((thread) => ({
      title: `${thread.from}: ${thread.title} (${thread.reference})`,
      url: threadUrl(thread),
      note: `${thread.asks ? "A question. " : ""}${thread.excerpts ? saidIn(thread).at(-1)! : countOf(thread.count)}`,
    })),
    action: { label: "See all your messages", url: siteUrl("/desk/messages") },
  };
}

/** To a member of the side that did not write: what is new, each message once and only while it is unread. */
export async function render({ messageMailId }: MailOf<"new_messages">): Promise<RenderedMail | null> {
  const facts = await readMessageMail(messageMailId);
  if (!facts) return null;
  const { userId, organisationId } = facts;
  const token = await issueUnsubscribeToken({ userId, organisationId });
  return {
    to: facts.to,
    key: `messages.${messageMailId}`,
    subject: subjectOf(facts),
    ...(facts.isDigest ? aboutAll(facts) : await aboutOne(facts, facts.threads[0]!)),
    unsubscribe: {
      reason:
        "You get this because your organisation talks with others here. Choose how often on your desk, under Messages.",
      url: siteUrl(`/messages/unsubscribe/${token}`),
    },
  };
}
