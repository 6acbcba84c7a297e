import { getFieldsetProps, getFormProps, type FieldMetadata, type FormMetadata } from "@conform-to/react";
import { Form } from "@remix-run/react";
import { useEffect, useRef, type ComponentProps, type ReactNode } from "react";

/** What Conform knows of a field, whatever its type: all the controls below need. */
export type AnyField = Pick<
  FieldMetadata<unknown>,
  | "id"
  | "name"
  | "errors"
  | "errorId"
  | "descriptionId"
  | "initialValue"
  | "required"
  | "minLength"
  | "maxLength"
  | "key"
>;

type AnyForm = Pick<FormMetadata<never, string[]>, "id" | "errorId" | "errors" | "allErrors" | "status">;

function firstText(value: unknown): string {
  return typeof value === "string" ? value : Array.isArray(value) ? String(value[0] ?? "") : "";
}

function allTexts(value: unknown): string[] {
  if (Array.isArray(value)) return value.filter((each): each is string => typeof each === "string");
  return typeof value === "string" && value !== "" ? [value] : [];
}

/** A Remix form wired to Conform: POST, errors announced, native validation off so that our sentences are shown. */
export function DataForm<S extends Record<string, unknown>>(
  props: Omit<ComponentProps<typeof Form>, "form"> & { form: FormMetadata<S, string[]> },
) {
  const { form, children, ...rest } = props;
  return (
    <Form method="post" {...getFormProps(form)} noValidate {...rest}>
      <ErrorSummary form={form as unknown as AnyForm} />
      {children}
    </Form>
  );
}

/** All that is wrong with a form, each line a link to its field. Takes the focus when it appears. */
export function ErrorSummary({ form }: { form: AnyForm }) {
  const ref = useRef<HTMLDivElement>(null);
  const entries = Object.entries(form.allErrors ?? {}).flatMap(([name, errors]) =>
    (errors ?? []).map((error) => ({ name, error })),
  );
  const signature = entries.map((entry) => entry.error).join("|");
  useEffect(() => {
    if (signature) ref.current?.focus();
  }, [signature]);
  if (entries.length === 0) return null;
  return (
    <div
      ref={ref}
      tabIndex={-1}
      role="alert"
      id={form.errorId}
      className="border-bad bg-bad-wash mb-6 rounded border-l-4 px-4 py-3"
    >
      <p className="text-bad font-semibold">
        {entries.length === 1
          ? "One thing needs your attention"
          : `${entries.length} things need your attention`}
      </p>
      <ul className="mt-1 list-disc pl-5">
        {entries.map(({ name, error }) => (
          <li key={name + error}>{name ? <a href={`#${form.id}-${name}`}>{error}</a> : error}</li>
        ))}
      </ul>
    </div>
  );
}

type FieldFrame = { field: AnyField; label: ReactNode; hint?: ReactNode };

function describedBy(field: AnyField, hint: ReactNode): string | undefined {
  const ids = [hint ? field.descriptionId : null, field.errors?.length ? field.errorId : null].filter(
    Boolean,
  );
  return ids.length > 0 ? ids.join(" ") : undefined;
}

function FieldNotes({ field, hint }: { field: AnyField; hint?: ReactNode }) {
  return (
    <>
      {hint && (
        <div id={field.descriptionId} className="text-quiet mb-1 text-sm">
          {hint}
        </div>
      )}
      {field.errors?.length ? (
        <p id={field.errorId} className="text-bad mb-1 text-sm font-semibold">
          <span className="sr-only">Error: </span>
          {field.errors.join(" ")}
        </p>
      ) : null}
    </>
  );
}

function Frame({ field, label, hint, children }: FieldFrame & { children: ReactNode }) {
  return (
    <div className="mb-5 max-w-measure">
      <label htmlFor={field.id} className="mb-0.5 block font-semibold">
        {label}
        {!field.required && <span className="text-quiet font-normal"> (optional)</span>}
      </label>
      <FieldNotes field={field} hint={hint} />
      {children}
    </div>
  );
}

function controlProps(field: AnyField, hint: ReactNode) {
  return {
    id: field.id,
    name: field.name,
    // noValidate keeps the browser quiet; assistive technology still hears "required".
    "aria-required": field.required || undefined,
    maxLength: field.maxLength,
    "aria-invalid": field.errors?.length ? (true as const) : undefined,
    "aria-describedby": describedBy(field, hint),
  };
}

/** One line of text: name, address, number, password, date. */
export function TextField({ field, label, hint, ...input }: FieldFrame & ComponentProps<"input">) {
  const isSecret = input.type === "password";
  return (
    <Frame field={field} label={label} hint={hint}>
      <input
        key={field.key}
        className="control"
        {...controlProps(field, hint)}
        defaultValue={isSecret ? undefined : firstText(field.initialValue)}
        {...input}
      />
    </Frame>
  );
}

/** Several lines of text. The limit is told by the hint and checked on the server, so nothing pasted is cut. */
export function TextAreaField({ field, label, hint, ...area }: FieldFrame & ComponentProps<"textarea">) {
  return (
    <Frame field={field} label={label} hint={hint}>
      <textarea
        key={field.key}
        rows={5}
        className="control"
        {...controlProps(field, hint)}
        maxLength={undefined}
        defaultValue={firstText(field.initialValue)}
        {...area}
      />
    </Frame>
  );
}

export type Option = { value: string; label: string; explanation?: string };

/** One choice out of many, in a drop-down. */
export function SelectField(
  props: FieldFrame & { options: Option[]; placeholder?: string } & Omit<
      ComponentProps<"select">,
      "children"
    >,
) {
  const { field, label, hint, options, placeholder, ...select } = props;
  return (
    <Frame field={field} label={label} hint={hint}>
      <select
        key={field.key}
        className="control"
        {...controlProps(field, hint)}
        defaultValue={firstText(field.initialValue)}
        {...select}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

/** A few choices, all visible, each with its explanation: one (radio) or several (checkbox). */
export function ChoiceField(props: FieldFrame & { options: Option[]; several?: boolean; columns?: boolean }) {
  const { field, label, hint, options, several = false, columns = false } = props;
  const chosen = allTexts(field.initialValue);
  return (
    <fieldset
      {...getFieldsetProps(field as FieldMetadata<unknown>)}
      id={field.id}
      tabIndex={-1}
      aria-describedby={describedBy(field, hint)}
      className="mb-5 max-w-measure"
    >
      <legend className="mb-0.5 font-semibold">
        {label}
        {!field.required && <span className="text-quiet font-normal"> (optional)</span>}
      </legend>
      <FieldNotes field={field} hint={hint} />
      <div className={columns ? "grid gap-x-6 sm:grid-cols-2" : ""}>
        {options.map((option) => (
          <label key={option.value} className="flex gap-3 py-1">
            <input
              key={field.key}
              type={several ? "checkbox" : "radio"}
              name={field.name}
              value={option.value}
              defaultChecked={chosen.includes(option.value)}
              className="accent-action mt-0.5 size-5 shrink-0"
            />
            <span>
              {option.label}
              {option.explanation && <span className="text-quiet block text-sm">{option.explanation}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A single yes: ticked or not. */
export function CheckField({ field, label, hint }: FieldFrame) {
  return (
    <div className="mb-5 max-w-measure">
      <FieldNotes field={field} />
      <label className="flex gap-3 py-1">
        <input
          key={field.key}
          type="checkbox"
          {...controlProps(field, hint)}
          defaultChecked={firstText(field.initialValue) === "on"}
          className="accent-action mt-0.5 size-5 shrink-0"
        />
        <span>
          {label}
          {hint && (
            <span id={field.descriptionId} className="text-quiet block text-sm">
              {hint}
            </span>
          )}
        </span>
      </label>
    </div>
  );
}

/** Turns a vocabulary table of app/core/reference into options. */
export function optionsOf(terms: Record<string, { label: string; explanation?: string }>): Option[] {
  return Object.entries(terms).map(([value, { label, explanation }]) => ({ value, label, explanation }));
}
