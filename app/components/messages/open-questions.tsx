import { Link, useRouteLoaderData } from "@remix-run/react";
import { DateText } from "#app/components/facts.tsx";
import { Notice } from "#app/components/primitives.tsx";
import type { DeskMessages } from "#app/domain/messages/queries.server.ts";

/** What the frame of the desk knows of messages, on every page inside it. */
export function useDeskMessages(): DeskMessages {
  const frame = useRouteLoaderData<{ messages?: DeskMessages }>("routes/desk/layout");
  return frame?.messages ?? { unread: 0, here: 0, questions: [] };
}

const SHOWN = 5;

/** The questions of posters that the organisation has not answered; nothing when there are none. */
export function OpenQuestions() {
  const { questions } = useDeskMessages();
  if (questions.length === 0) return null;
  return (
    <div className="mb-6">
      <Notice
        tone="warn"
        title={
          questions.length === 1
            ? "A question waits for your answer"
            : `${questions.length} questions wait for your answer`
        }
      >
        <ul className="mt-1 space-y-2">
          {questions.slice(0, SHOWN).map(({ id, title, reference, other, excerpt, askedAt }) => (
            <li key={id}>
              <Link to={`/desk/interests/${id}/messages#write`} className="font-semibold">
                {other} about {title}
              </Link>{" "}
              <span className="text-quiet text-sm">
                {reference}, asked on <DateText iso={askedAt} />
              </span>
              <p className="line-clamp-2 break-words">{excerpt}</p>
            </li>
          ))}
        </ul>
        {questions.length > SHOWN && (
          <p className="mt-2">
            <Link to="/desk/messages">See all your messages</Link>
          </p>
        )}
      </Notice>
    </div>
  );
}
