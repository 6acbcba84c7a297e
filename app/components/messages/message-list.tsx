import { Link } from "@remix-run/react";
import { DateText } from "#app/components/facts.tsx";
import { Tag } from "#app/components/primitives.tsx";
import { sizeText } from "#app/components/messages/size.ts";
import type { PresentedMessage } from "#app/domain/messages/present-thread.server.ts";

/** A text as it was typed, with its web addresses as links; everything else is shown letter by letter. */
export function TypedText({ children }: { children: string }) {
  const parts = children.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/);
  return (
    <p className="break-words whitespace-pre-line">
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          <a key={index} href={part} rel="nofollow noopener noreferrer">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </p>
  );
}

function Files({ files }: Pick<PresentedMessage, "files">) {
  if (files.length === 0) return null;
  return (
    <ul className="mt-2 space-y-1" aria-label="Files">
      {files.map(({ id, name, sizeBytes, href }) => (
        <li key={id}>
          <a href={href} download className="inline-block min-h-6 break-words">
            {name}
          </a>{" "}
          <span className="text-quiet text-sm">{sizeText(sizeBytes)}</span>
        </li>
      ))}
    </ul>
  );
}

function Removed({ message, other }: { message: PresentedMessage; other: string }) {
  if (!message.removedAt) return null;
  return (
    <p className="text-quiet">
      {message.isOurs ? `${other} does not see this message any more: removed` : "Removed"} by a moderator on{" "}
      <DateText iso={message.removedAt} />.
    </p>
  );
}

type ItemProps = { message: PresentedMessage; other: string; interestId: string; isOpenQuestion: boolean };

function MessageItem({ message, other, interestId, isOpenQuestion }: ItemProps) {
  const { position, isOurs, who, sentAt, text, isQuestion, byMail, removedAt, isReported } = message;
  return (
    <li id={`message-${position}`} tabIndex={-1} className="scroll-mt-4">
      <article
        className={`panel px-4 py-3 ${isOurs ? "bg-action-wash sm:ml-12" : "sm:mr-12"}`}
        aria-label={`${who}, message ${position}`}
      >
        <div className="mb-1 flex flex-wrap items-baseline gap-x-3">
          <span className="font-semibold">{who}</span>
          <span className="text-quiet text-sm">
            <DateText iso={sentAt} withTime />
            {byMail && ", by mail"}
          </span>
          {isQuestion && (
            <Tag tone={isOpenQuestion ? "warn" : "plain"}>
              {isOpenQuestion ? "Question, not answered yet" : "Question"}
            </Tag>
          )}
        </div>
        <Removed message={message} other={other} />
        {text && <TypedText>{text}</TypedText>}
        <Files files={message.files} />
        {!isOurs && !removedAt && (
          <p className="text-quiet mt-2 text-sm">
            {isReported ? (
              "You reported this message. A moderator looks at it."
            ) : (
              <Link
                to={`/desk/interests/${interestId}/messages/${message.id}/report`}
                className="inline-block min-h-6"
              >
                Report<span className="sr-only"> message {position}</span>
              </Link>
            )}
          </p>
        )}
      </article>
    </li>
  );
}

type ListProps = {
  messages: PresentedMessage[];
  other: string;
  interestId: string;
  openQuestion: number | null;
  firstUnread: number | null;
};

/** A conversation, oldest first, with a line above the first message that the reader has not seen. */
export function MessageList({ messages, firstUnread, openQuestion, ...rest }: ListProps) {
  return (
    <ol className="space-y-3" aria-label="Messages, oldest first">
      {messages.flatMap((message) => [
        message.position === firstUnread && (
          <li
            key="unread"
            id="unread"
            className="border-action text-action-strong scroll-mt-4 border-b font-semibold"
          >
            New
          </li>
        ),
        <MessageItem
          key={message.id}
          message={message}
          isOpenQuestion={message.position === openQuestion}
          {...rest}
        />,
      ])}
    </ol>
  );
}
