import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { ChoiceField, DataForm, TextAreaField } from "#app/components/forms.tsx";
import { Button, EmptyState, Notice, PageHeader } from "#app/components/primitives.tsx";
import { handle, readForm, requireMember, safeRedirectPath, submitForm } from "#app/core/http.server.ts";
import { INTEREST_STATUSES } from "#app/core/reference/terms.ts";
import { decideInBulk, readChosen, type BulkReport } from "#app/domain/interests/bulk-decide.server.ts";
import { listDeclineReasons } from "#app/domain/interests/decline-reasons.server.ts";
import { INTEREST_TARGETS } from "#app/domain/interests/lifecycle.ts";
import { limitText, NOTE_MAX } from "#app/domain/interests/limits.ts";
import { bulkSchema } from "#app/domain/interests/schema.ts";

const LIST = "/desk/interests?side=received";

export const loader = handle(async ({ actor, url }) => {
  requireMember(actor, url);
  return { reasons: await listDeclineReasons() };
});

/**
 * Answers with the report, or with the form that asks for what is missing: repeating the same form does nothing twice,
 * so there is nothing to redirect away from.
 */
export const action = handle(async ({ request, actor, url }) => {
  requireMember(actor, url);
  const form = await readForm(request);
  const back = safeRedirectPath(form.get("back")?.toString(), LIST);
  const parsed = parseWithZod(form, { schema: bulkSchema });
  const chosen = parsed.status === "success" ? await readChosen(actor, parsed.value.interest) : [];
  // The list's button asks for the form; the form itself always sends its text.
  if (chosen.length > 0 && form.get("intent") === "decline" && !form.has("explanation"))
    return data({ result: null, report: null, intent: null, chosen, back });
  const answer = await submitForm(form, bulkSchema, async (input) =>
    data({ result: null, report: await decideInBulk(actor, input), intent: input.intent }),
  );
  return data({ report: null, intent: null, ...answer.data, chosen, back }, answer.init ?? undefined);
});

export const meta: MetaFunction = () => [{ title: "Decide about several · Sanyog" }];

export default function BulkPage() {
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title="Decide about several">
        <p>
          <Link to={answer?.back ?? LIST}>Back to the list</Link>
        </p>
      </PageHeader>
      {answer?.report ? <Report /> : answer && answer.chosen.length > 0 ? <Decline /> : <NothingChosen />}
    </>
  );
}

function NothingChosen() {
  const answer = useActionData<typeof action>();
  const why = Object.values(answer?.result?.error ?? {}).flat();
  return (
    <div role={answer ? "alert" : undefined}>
      <EmptyState title="Nothing was changed">
        <p>{why.join(" ") || "Tick the expressions of interest on the list, then press what you decide."}</p>
      </EmptyState>
    </div>
  );
}

type Line = BulkReport["done"][number];

function Lines({ lines }: { lines: (Line & { why?: string })[] }) {
  return (
    <ul className="divide-line border-line divide-y border-y">
      {lines.map(({ id, applicant, reference, why }) => (
        <li key={id} className="py-2">
          <Link to={`/desk/interests/${id}`}>{applicant}</Link>{" "}
          <span className="text-quiet text-sm whitespace-nowrap">{reference}</span>
          {why && <p>{why}</p>}
        </li>
      ))}
    </ul>
  );
}

function Report() {
  const answer = useActionData<typeof action>();
  if (!answer?.report || !answer.intent) return null;
  const { done, refused } = answer.report;
  const state = INTEREST_STATUSES[INTEREST_TARGETS[answer.intent]].label;
  return (
    <div className="space-y-6">
      <Notice
        tone={refused.length > 0 ? "warn" : "good"}
        live
        title={`${done.length} of ${done.length + refused.length} are now “${state}”`}
      >
        {done.length > 0 && "We write to each applicant."}
      </Notice>
      {refused.length > 0 && (
        <section aria-labelledby="refused">
          <h2 id="refused" className="mb-2 text-xl">
            Not changed, and why
          </h2>
          <Lines lines={refused} />
        </section>
      )}
      {done.length > 0 && (
        <section aria-labelledby="done">
          <h2 id="done" className="mb-2 text-xl">
            Done
          </h2>
          <Lines lines={done} />
        </section>
      )}
    </div>
  );
}

function Decline() {
  const { reasons } = useLoaderData<typeof loader>();
  const { result, chosen, back } = useActionData<typeof action>()!;
  const [form, fields] = useForm<{ reason: string; explanation: string }>({
    id: "bulk",
    lastResult: result,
    constraint: { reason: { required: true } },
  });
  const count = chosen.length;
  return (
    <DataForm form={form}>
      <input type="hidden" name="back" value={back} />
      {chosen.map(({ id, version }) => (
        <input key={id} type="hidden" name="interest" value={`${id}:${version}`} />
      ))}
      <details className="mb-5">
        <summary className="min-h-6 cursor-pointer">
          {count === 1 ? chosen[0]!.applicant : `${count} applicants`}
        </summary>
        <Lines lines={chosen} />
      </details>
      <ChoiceField field={fields.reason} label="Why?" hint="Each applicant reads it." options={reasons} />
      <TextAreaField
        field={fields.explanation}
        label="In your own words"
        hint={`What would have to change? Each applicant reads the same. ${limitText(NOTE_MAX)}`}
        rows={3}
      />
      <p className="text-quiet mb-3 text-sm">This cannot be undone.</p>
      <Button name="intent" value="decline" look="danger">
        {count === 1 ? "Decline for good" : `Decline all ${count} for good`}
      </Button>
    </DataForm>
  );
}
