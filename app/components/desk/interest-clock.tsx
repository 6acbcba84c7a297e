import { AnswerClockText, type ClockView } from "#app/components/answer-clock.tsx";
import { durationText } from "#app/components/desk/duration.ts";
import { DateText } from "#app/components/facts.tsx";
import { Section } from "#app/components/primitives.tsx";

type Props = {
  sentAt: string | null;
  sinceSentMs: number;
  firstAnswerMs: number | null;
  isWaiting: boolean;
  median: ClockView | null;
  /** Whose clock it is, as the sentence begins. */
  whose: string;
};

/** How long this EoI has waited, and how long its poster usually takes. */
export function InterestClock({ sentAt, sinceSentMs, firstAnswerMs, isWaiting, median, whose }: Props) {
  if (!sentAt) return null;
  return (
    <Section title="Time to answer">
      <p>
        Sent on <DateText iso={sentAt} />, {durationText(sinceSentMs)} ago.{" "}
        {firstAnswerMs !== null
          ? `First answer after ${durationText(firstAnswerMs)}.`
          : isWaiting
            ? "No answer yet."
            : "It ended without an answer."}
      </p>
      {median && (
        <p className="mt-1">
          <AnswerClockText name={whose} clock={median} />
        </p>
      )}
    </Section>
  );
}
