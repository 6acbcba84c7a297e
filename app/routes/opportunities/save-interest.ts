import { data } from "@remix-run/node";
import type { AutosaveAnswer } from "#app/components/posting/use-autosave.ts";
import { DomainError } from "#app/core/errors.ts";
import { handle, readForm, submitForm } from "#app/core/http.server.ts";
import { saveInterestDraft } from "#app/domain/interests/save-interest-draft.server.ts";
import { interestDraftSchema } from "#app/domain/interests/schema.ts";

const refused = (message: string, status: number) =>
  data<AutosaveAnswer>({ state: "refused", message }, { status });

/** Saves a draft in the background. Never throws a refusal: the page that asks has its own place to say so. */
export const action = handle(async ({ request, params, actor }) => {
  if (actor.kind !== "person")
    return refused("your session has ended. Sign in in another tab, then go on here.", 401);
  try {
    const answer = await submitForm(await readForm(request), interestDraftSchema, async (draft) => {
      const { version } = await saveInterestDraft(actor, params.reference ?? "", draft);
      return data<AutosaveAnswer>({ state: "saved", version, savedAt: new Date().toISOString() });
    });
    if ("state" in answer.data) return answer as ReturnType<typeof data<AutosaveAnswer>>;
    const { error } = answer.data.result;
    const status = answer.init?.status ?? 422;
    if (status === 409)
      return refused("a colleague saved or sent another text. Press “Save draft” to compare.", 409);
    return refused(
      Object.values(error ?? {})
        .flat()
        .join(" "),
      status,
    );
  } catch (error) {
    if (error instanceof DomainError) return refused(error.message, error.status);
    throw error;
  }
});
