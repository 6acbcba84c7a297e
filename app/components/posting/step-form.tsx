import { useForm, type FieldMetadata, type FormMetadata, type SubmissionResult } from "@conform-to/react";
import { Fragment, type ReactNode } from "react";
import { DataForm } from "#app/components/forms.tsx";
import { Button, Notice } from "#app/components/primitives.tsx";
import { controlOf, FieldControl } from "#app/components/posting/field-controls.tsx";
import { RowFields } from "#app/components/posting/row-fields.tsx";
import { useAutosave } from "#app/components/posting/use-autosave.ts";
import type { OpportunityKind } from "#app/core/reference/terms.ts";
import { FIELDS, fieldsOfStep, type FieldName, type Step } from "#app/domain/opportunities/fields.ts";
import type { FormValues } from "#app/domain/opportunities/form-values.ts";

type Props = {
  reference: string;
  kind: OpportunityKind;
  step: Step;
  version: number;
  values: FormValues;
  constraint: Record<string, { required?: boolean }>;
  /** Drafts are saved as one goes; what is public changes only when somebody says so. */
  isDraft: boolean;
  result?: SubmissionResult<string[]>;
  isConflict: boolean;
  /** What stands below a field, such as what follows from it. */
  below?: Partial<Record<FieldName, ReactNode>>;
};

/** One step of the form. With script it saves itself; without, its buttons do. */
export function StepForm(props: Props) {
  const { reference, kind, step, values, constraint, isDraft, result, isConflict } = props;
  const [form, fields] = useForm<Record<string, unknown>>({
    id: `step-${step}`,
    lastResult: result,
    constraint: constraint as Record<string, object>,
    defaultValue: values as Record<string, never>,
  });
  const autosave = useAutosave({
    formId: form.id,
    action: `/desk/opportunities/${reference}/save-draft`,
    enabled: isDraft,
  });
  const saved = autosave.answer?.state === "saved" ? autosave.answer : null;
  const version = Math.max(props.version, saved?.version ?? 0);
  return (
    <>
      {isConflict && <Conflict stored={values} typed={result?.initialValue ?? {}} />}
      <DataForm form={form} replace>
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="step" value={step} />
        {/* The first button is the one that the Enter key presses. */}
        <button className="sr-only" tabIndex={-1} aria-hidden name="then" value="continue" />
        {fieldsOfStep(step, kind).map((name) => (
          <Fragment key={name}>
            <AnyControl name={name} kind={kind} form={form} field={fields[name] as FieldMetadata} />
            {props.below?.[name]}
          </Fragment>
        ))}
        <div className="mt-8 flex flex-wrap items-center gap-x-3 gap-y-2">
          <Button name="then" value="continue">
            Save and continue
          </Button>
          <Button name="then" value="leave" look="secondary">
            Save and leave
          </Button>
          <p aria-live="polite" className="text-quiet min-h-6 text-sm">
            <AutosaveStatus autosave={autosave} />
          </p>
        </div>
      </DataForm>
    </>
  );
}

function AnyControl(props: {
  name: FieldName;
  kind: OpportunityKind;
  form: FormMetadata<Record<string, unknown>, string[]>;
  field: FieldMetadata;
}) {
  const { name, kind, form, field } = props;
  const control = controlOf(name);
  if (control.as !== "rows") return <FieldControl name={name} kind={kind} field={field} />;
  const rows = field as unknown as FieldMetadata<Record<string, string>[]>;
  return <RowFields form={form} field={rows} label={FIELDS[name].label} {...control} />;
}

function AutosaveStatus({ autosave }: { autosave: ReturnType<typeof useAutosave> }) {
  const { answer, isSaving } = autosave;
  if (isSaving) return <>Saving …</>;
  if (!answer) return null;
  if (answer.state === "refused") return <span className="text-bad">Not saved yet: {answer.message}</span>;
  const time = new Date(answer.savedAt).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return <>Saved {time}</>;
}

const asWords = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(asWords).filter(Boolean).join("; ")
    : typeof value === "object" && value !== null
      ? Object.values(value).filter(Boolean).join(", ")
      : String(value ?? "");

/** What a colleague saved meanwhile, beside what was typed here: nothing is lost on either side. */
function Conflict({ stored, typed }: { stored: FormValues; typed: Record<string, unknown> }) {
  const differing = (Object.keys(stored) as FieldName[]).filter(
    (name) => asWords(stored[name]).trim() !== asWords(typed[name]).trim(),
  );
  return (
    <div className="mb-6">
      <Notice tone="warn" title="Somebody else changed this in the meantime">
        <p>
          What you typed is still in the form below. Save again to put it in the place of what is stored now.
        </p>
        {differing.length > 0 && (
          <>
            <p className="mt-2">Stored now, and different from yours:</p>
            <dl className="mt-1">
              {differing.map((name) => (
                <div key={name} className="mb-1">
                  <dt className="font-semibold">{FIELDS[name].label}</dt>
                  <dd className="whitespace-pre-line">{asWords(stored[name]) || "blank"}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </Notice>
    </div>
  );
}
