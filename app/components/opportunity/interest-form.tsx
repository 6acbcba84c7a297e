import { useForm } from "@conform-to/react";
import type { SubmissionResult } from "@conform-to/react";
import type { ReactNode } from "react";
import { useOrderlySubmit } from "#app/components/desk/use-orderly-submit.ts";
import { DataForm, TextAreaField, TextField } from "#app/components/forms.tsx";
import { useAutosave } from "#app/components/posting/use-autosave.ts";
import { Button, Notice, Section } from "#app/components/primitives.tsx";
import { CAPABILITY_MAX, limitText, MESSAGE_MAX } from "#app/domain/interests/limits.ts";
import type { InterestTexts } from "#app/domain/interests/schema.ts";

type Props = {
  reference: string;
  poster: string;
  /** What is stored now; null before the first save. */
  stored: (InterestTexts & { version: number }) | null;
  /** How the reader's organisation stands, see shownText. */
  shown: string;
  constraint: Record<string, object>;
  result?: SubmissionResult<string[]>;
  /** Stands above the fields as long as nothing was refused. */
  children?: ReactNode;
};

const FIELDS = [
  ["message", "Message"],
  ["capabilityStatement", "Capability statement"],
  ["contactRole", "Whom to talk to"],
] as const;

const asTyped = (value: unknown) => (typeof value === "string" ? value.replaceAll("\r\n", "\n").trim() : "");

/** What a colleague saved in the meantime, beside what was typed here: nothing is lost on either side. */
function StoredText({ stored, typed }: { stored: InterestTexts; typed: Record<string, unknown> }) {
  const differing = FIELDS.filter(([name]) => stored[name] !== asTyped(typed[name]));
  if (differing.length === 0) return null;
  return (
    <div className="mb-6">
      <Notice tone="warn" title="Saved now, and different from what stands below">
        <dl>
          {differing.map(([name, label]) => (
            <div key={name} className="mb-1">
              <dt className="font-semibold">{label}</dt>
              <dd className="whitespace-pre-line">{stored[name] || "blank"}</dd>
            </div>
          ))}
        </dl>
      </Notice>
    </div>
  );
}

function AutosaveStatus({ answer, isSaving }: ReturnType<typeof useAutosave>) {
  if (isSaving) return <>Saving …</>;
  if (!answer) return null;
  if (answer.state === "refused") return <span className="text-bad">Not saved yet: {answer.message}</span>;
  const time = new Date(answer.savedAt).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return <>Draft saved {time}</>;
}

/** The texts of an EoI. With script they save themselves as one types; without, the button does. */
export function InterestForm(props: Props) {
  const { reference, poster, stored, shown, constraint, result, children } = props;
  const [form, fields] = useForm<InterestTexts>({
    id: "interest",
    lastResult: result,
    constraint,
    defaultValue: stored ?? undefined,
  });
  const autosave = useAutosave({
    formId: form.id,
    action: `/opportunities/${reference}/interest/save`,
    enabled: true,
  });
  useOrderlySubmit(form.id, autosave.isSaving);
  const saved = autosave.answer?.state === "saved" ? autosave.answer : null;
  const question = result?.error?.shown;
  return (
    <div id="write">
      {result ? stored && <StoredText stored={stored} typed={result.initialValue ?? {}} /> : children}
      <DataForm form={form} action="#write">
        <input type="hidden" name="version" value={Math.max(stored?.version ?? 0, saved?.version ?? 0)} />
        <input type="hidden" name="shown" value={shown} />
        <TextAreaField
          field={fields.message}
          label="Message"
          rows={8}
          hint={`Why this opportunity, and what you would do with it. ${limitText(MESSAGE_MAX)}`}
        />
        <TextAreaField
          field={fields.capabilityStatement}
          label="Capability statement"
          rows={10}
          hint={`What you make, with which machines and people, for whom. Certificates with their numbers. ${limitText(CAPABILITY_MAX)}`}
        />
        <TextField
          field={fields.contactRole}
          label="Whom to talk to"
          hint="A role in your organisation, such as Head of production. Names and addresses are not passed on."
          maxLength={undefined}
        />
        <Section title="What happens next">
          <p className="max-w-measure">
            {poster} reads it on its desk and acknowledges, shortlists or declines it with a reason. You see
            each step with its date on your desk, and we write to you. You can send it once; you can withdraw
            it later.
          </p>
        </Section>
        {question && (
          <div id={`${form.id}-shown`} tabIndex={-1} className="mt-5">
            <Notice tone="warn">{question.join(" ")}</Notice>
          </div>
        )}
        <div className="mt-5 flex flex-wrap items-center gap-x-3 gap-y-2">
          <Button name="intent" value="save" look="secondary">
            Save draft
          </Button>
          <Button name="intent" value="send">
            {question ? "Send it anyway" : "Send the expression of interest"}
          </Button>
          <p aria-live="polite" className="text-quiet min-h-6 text-sm">
            <AutosaveStatus {...autosave} />
          </p>
        </div>
      </DataForm>
    </div>
  );
}
