import { Link, useRouteLoaderData } from "@remix-run/react";
import { PASSWORD_MIN } from "#app/domain/accounts/password-limits.ts";
import { TextField, type AnyField, type Option } from "#app/components/forms.tsx";

/** A person's e-mail address, as browsers fill it in. */
export function EmailField({ field, label = "E-mail address", hint }: FieldProps) {
  return (
    <TextField
      field={field}
      label={label}
      hint={hint}
      type="email"
      autoComplete="email"
      inputMode="email"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={undefined}
    />
  );
}

type FieldProps = { field: AnyField; label?: string; hint?: string };

/** The password that somebody has. A length limit here would cut what is pasted, unseen. */
export function PasswordField({ field, label = "Password", hint }: FieldProps) {
  return (
    <TextField
      field={field}
      label={label}
      hint={hint}
      type="password"
      autoComplete="current-password"
      maxLength={undefined}
    />
  );
}

/** A password to be set. Its rule is told before it is broken. */
export function NewPasswordField({ field, label = "Password" }: FieldProps) {
  return (
    <TextField
      field={field}
      label={label}
      hint={`At least ${PASSWORD_MIN} characters. Four or five unrelated words are easy to remember and hard to guess.`}
      type="password"
      autoComplete="new-password"
      maxLength={undefined}
    />
  );
}

/** Tells password managers whose password is being set; people read it in the text above. */
export function UsernameForManagers({ email }: { email: string }) {
  return <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />;
}

export type OptionGroup = { label: string; explanation: string; options: Option[] };

/** One choice out of many that come in groups, all visible with their explanations. */
export function GroupedChoiceField({ field, label, groups }: FieldProps & { groups: OptionGroup[] }) {
  const isWrong = Boolean(field.errors?.length);
  return (
    <fieldset
      id={field.id}
      tabIndex={-1}
      aria-describedby={isWrong ? field.errorId : undefined}
      className="max-w-measure mb-5"
    >
      <legend className="mb-0.5 font-semibold">{label}</legend>
      {isWrong && (
        <p id={field.errorId} className="text-bad mb-1 text-sm font-semibold">
          <span className="sr-only">Error: </span>
          {field.errors!.join(" ")}
        </p>
      )}
      {groups.map((group, index) => (
        <div
          key={group.label}
          role="group"
          aria-labelledby={`${field.id}-group-${index}`}
          aria-describedby={`${field.id}-group-${index}-explanation`}
          className="mt-3"
        >
          <p className="border-line border-b pb-1 text-sm">
            <strong id={`${field.id}-group-${index}`}>{group.label}</strong>:{" "}
            <span id={`${field.id}-group-${index}-explanation`} className="text-quiet">
              {group.explanation}
            </span>
          </p>
          {group.options.map((option) => (
            <label key={option.value} className="flex gap-3 py-1.5">
              <input
                key={field.key}
                type="radio"
                name={field.name}
                value={option.value}
                defaultChecked={field.initialValue === option.value}
                className="accent-action mt-0.5 size-5 shrink-0"
              />
              <span>
                {option.label}
                {option.explanation && <span className="text-quiet block text-sm">{option.explanation}</span>}
              </span>
            </label>
          ))}
        </div>
      ))}
    </fieldset>
  );
}

/** In the demonstration no mail leaves the machine: says where to read it. Nothing elsewhere. */
export function DemoMailHint() {
  const root = useRouteLoaderData<{ demo: boolean }>("root");
  if (!root?.demo) return null;
  return (
    <p>
      This is the demonstration: <Link to="/demo/mail">read its mail here</Link>.
    </p>
  );
}
