import { parseWithZod } from "@conform-to/zod/v4";
import { data } from "@remix-run/node";
import type { AutosaveAnswer } from "#app/components/posting/use-autosave.ts";
import { DomainError } from "#app/core/errors.ts";
import { handle, readForm } from "#app/core/http.server.ts";
import { saveDraft } from "#app/domain/messages/keep-draft.server.ts";
import { draftSchema } from "#app/domain/messages/schema.ts";

const refused = (message: string, status: number) =>
  data<AutosaveAnswer>({ state: "refused", message }, { status });

/** Keeps a message in the background while it is written. Never throws a refusal: the page has its own place to say so. */
export const action = handle(async ({ request, params, actor }) => {
  if (actor.kind !== "person")
    return refused("your session has ended. Sign in in another tab, then go on here.", 401);
  try {
    const typed = parseWithZod(await readForm(request), { schema: draftSchema });
    if (typed.status !== "success") return refused("it is too long.", 422);
    await saveDraft(actor, params.id ?? "", typed.value.text, typed.value.key);
    return data<AutosaveAnswer>({ state: "saved", version: 1, savedAt: new Date().toISOString() });
  } catch (error) {
    if (error instanceof DomainError) return refused(error.message, error.status);
    throw error;
  }
});
