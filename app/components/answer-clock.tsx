import { aboutText } from "#app/components/desk/duration.ts";

/** See answerClocks. */
export type ClockView = { medianMs: number | null; p90Ms: number | null; answers: number };

/** How fast a poster answers, in one sentence without its name: "answers half within about 3 days, …". */
export function clockText({ medianMs, p90Ms }: ClockView): string {
  if (medianMs === null) return "has left more than half of what was sent to it without an answer so far";
  const half = `answers half within ${aboutText(medianMs)}`;
  return p90Ms === null
    ? `${half}; more than one in ten has no answer so far`
    : `${half}, nine of ten within ${aboutText(p90Ms)}`;
}

/** A poster's clock with what it is computed from. */
export function AnswerClockText({ name, clock }: { name: string; clock: ClockView }) {
  return (
    <>
      {name} {clockText(clock)}. <span className="text-quiet">{clockBasis(clock)}</span>
    </>
  );
}

/** What the figures stand on: said wherever they are shown. */
export function clockBasis({ answers }: ClockView): string {
  return `First answers to expressions of interest sent in the last 180 days (${answers} answered); those that wait for more than 7 days count as slower.`;
}
