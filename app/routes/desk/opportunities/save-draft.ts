import { data } from "@remix-run/node";
import { DomainError } from "#app/core/errors.ts";
import { handle, readForm } from "#app/core/http.server.ts";
import { isStep } from "#app/domain/opportunities/fields.ts";
import type { AutosaveAnswer } from "#app/components/posting/use-autosave.ts";
import { saveStep } from "#app/routes/desk/opportunities/step-form.server.ts";

const refused = (message: string, status: number) =>
  data<AutosaveAnswer>({ state: "refused", message }, { status });

/** Saves a step in the background. Never throws a refusal: the page that asks has its own place to say so. */
export const action = handle(async ({ request, params, actor }) => {
  if (actor.kind !== "person")
    return refused("your session has ended. Sign in in another tab, then go on here.", 401);
  try {
    const formData = await readForm(request);
    const step = formData.get("step");
    if (typeof step !== "string" || !isStep(step)) return refused("Reload this page.", 422);
    const answer = await saveStep(actor, params.reference ?? "", step, formData, ({ version }) =>
      data<AutosaveAnswer>({ state: "saved", version, savedAt: new Date().toISOString() }),
    );
    if ("state" in answer.data) return answer as ReturnType<typeof data<AutosaveAnswer>>;
    const wrong = Object.keys(answer.data.result.error ?? {}).length;
    const status = answer.init?.status ?? 422;
    return refused(
      status === 409
        ? "somebody else changed this. Press “Save and continue” to compare."
        : `${wrong === 1 ? "one field needs" : `${wrong} fields need`} your attention. Press “Save and continue” to see.`,
      status,
    );
  } catch (error) {
    if (error instanceof DomainError) return refused(error.message, error.status);
    throw error;
  }
});
