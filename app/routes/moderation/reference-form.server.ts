import { createHash } from "node:crypto";
import type { Actor } from "#app/core/actor.ts";
import { DomainError } from "#app/core/errors.ts";
import type { ReferenceName } from "#app/domain/reference/catalogue.ts";
import { changeReference } from "#app/domain/reference/change-reference.server.ts";
import type { Difference } from "#app/domain/reference/differences.ts";
import {
  readDraft,
  valueOf,
  withoutBlankRows,
  withRow,
  type Draft,
  type Problems,
} from "#app/domain/reference/draft.ts";
import { previewReference } from "#app/domain/reference/queries.server.ts";
import { shapeOf } from "#app/domain/reference/shape.ts";

/** The form as it was sent, with what there is to say about it. */
export type ReferenceAnswer = {
  draft: Draft;
  validFrom: string;
  note: string;
  problems: Problems;
  message: string;
  /** What saving would change, and the seal of exactly that. */
  preview: { differences: Difference[]; seal: string } | null;
  /** The name of a part that has a fresh row, to go on with. */
  grown: string;
};

export type Outcome = { saved: number } | { status: number; answer: ReferenceAnswer };

const ROW_COMMAND = /^(add|remove) (\w+)(?: (\d{1,3}))?$/;
const CHANGED_SINCE = "You changed something after you looked at it. Look once more, then save.";

const textOf = (form: FormData, name: string) => String(form.get(name) ?? "");

/** Saving is for what was looked at: the seal tells the same entries from others. */
function sealOf(form: { draft: Draft; validFrom: string; note: string; version: number }): string {
  return createHash("sha256").update(JSON.stringify(form)).digest("base64url").slice(0, 22);
}

/**
 * Does what the pressed button says: adds or removes a row, shows what would change, or saves it.
 * @throws DomainError not_found for everybody but moderators
 */
export async function runReferenceForm(
  actor: Actor,
  name: ReferenceName,
  form: FormData,
  locale: string,
): Promise<Outcome> {
  const shape = shapeOf(name);
  const typed = readDraft(shape, form);
  const [intent, version] = [textOf(form, "intent"), Number.parseInt(textOf(form, "version"), 10) || 0];
  const fields = { validFrom: textOf(form, "validFrom"), note: textOf(form, "note") };
  const quiet = { ...fields, problems: {}, message: "", preview: null, grown: "" };
  const [, command, part = "", row] = ROW_COMMAND.exec(intent) ?? [];
  if (command) {
    const draft = withRow(typed, shape, part, command === "add" ? null : Number(row));
    return { status: 200, answer: { ...quiet, draft, grown: command === "add" ? part : "" } };
  }
  const draft = withoutBlankRows(typed, shape);
  const { value, problems } = valueOf(draft, shape);
  const change = { version, ...fields, value };
  const seal = sealOf({ draft, version, ...fields });
  try {
    const preview = { differences: await previewReference(actor, name, change, locale), seal };
    if (Object.keys(problems).length > 0) throw new DomainError("invalid", "", { fieldErrors: problems });
    if (intent !== "save") return { status: 200, answer: { ...quiet, draft, preview } };
    if (textOf(form, "seal") !== seal)
      return { status: 422, answer: { ...quiet, draft, preview, message: CHANGED_SINCE } };
    return { saved: (await changeReference(actor, name, change)).version };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === "not_found") throw error;
    // What cannot be read at all is said better than that it does not fit.
    const all = { ...error.fieldErrors, ...problems };
    return { status: error.status, answer: { ...quiet, draft, problems: all, message: error.message } };
  }
}
