import { fieldError } from "#app/core/errors.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";

/** The list a poster declines with, as forms show it: the code, its label, and what the applicant will read. */
export async function listDeclineReasons(): Promise<{ value: string; label: string; explanation: string }[]> {
  const { reasons } = await readReference("decline_reasons");
  return reasons.map(({ code, label, sentence }) => ({ value: code, label, explanation: sentence }));
}

/**
 * What the applicant reads: the reason's sentence and what the poster added.
 * @throws DomainError invalid at the field: a reason that is not on the list, or one without a sentence of its own
 * where the poster wrote none either
 */
export async function declineText(code: string, explanation: string): Promise<string> {
  const { reasons } = await readReference("decline_reasons");
  const reason = reasons.find((each) => each.code === code);
  if (!reason)
    throw fieldError(
      "reason",
      code === ""
        ? "Choose a reason: the applicant reads it."
        : "This reason is not on the list any more. Choose another.",
    );
  const text = [reason.sentence, explanation].filter(Boolean).join(" ");
  if (text === "")
    throw fieldError("explanation", "Write the reason in your own words: the applicant reads it.");
  return text;
}

/** What the list calls a reason today; "" for one that is not on it any more, and where none was chosen. */
export async function declineLabel(code: string): Promise<string> {
  const { reasons } = await readReference("decline_reasons");
  return reasons.find((each) => each.code === code)?.label ?? "";
}
