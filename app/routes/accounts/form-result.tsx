import type { SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button, Notice } from "#app/components/primitives.tsx";

type ActionData = { result: SubmissionResult<string[]> } | undefined;

/** Of a page with several forms: the result that belongs to this one, known by its hidden field `intent`. */
export function resultOf(actionData: unknown, intent: string): SubmissionResult<string[]> | undefined {
  const result = (actionData as ActionData)?.result;
  return result?.initialValue?.intent === intent ? result : undefined;
}

/** What went wrong with a form that is no more than a button. */
export function ButtonProblem({ actionData, intents }: { actionData: unknown; intents: string[] }) {
  const result = (actionData as ActionData)?.result;
  if (!result || !intents.includes(String(result.initialValue?.intent))) return null;
  const problems = Object.values(result.error ?? {}).flatMap((each) => each ?? []);
  if (problems.length === 0) return null;
  return (
    <div role="alert" className="mb-6">
      <Notice tone="bad">{problems.join(" ")}</Notice>
    </div>
  );
}

/** A form that is one button. */
export function ButtonForm(props: {
  intent: string;
  fields?: Record<string, string>;
  look?: "primary" | "secondary" | "danger";
  children: ReactNode;
}) {
  return (
    <Form method="post">
      <input type="hidden" name="intent" value={props.intent} />
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button look={props.look ?? "secondary"}>{props.children}</Button>
    </Form>
  );
}
