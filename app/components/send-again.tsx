import { Form } from "@remix-run/react";
import { Button } from "#app/components/primitives.tsx";

type Props = { action: string; fields: [name: string, value: string][] };

/** For who was signed out over a long form: the way back in, and all that was typed, ready to be sent again. */
export function SendAgain({ action, fields }: Props) {
  const texts = fields.filter(([, value]) => /\s/.test(value.trim()));
  return (
    <div className="max-w-measure pt-8">
      <h1 className="text-2xl">You are not signed in any more</h1>
      <p className="mt-2">What you typed is not saved yet, and not lost: this page keeps it.</p>
      <ol className="mt-4 list-decimal space-y-4 pl-5">
        <li>
          <a href="/login?next=/desk" target="_blank" rel="noreferrer">
            Sign in in another tab
          </a>
          , then come back to this one.
        </li>
        <li>
          <Form method="post" action={action}>
            {fields.map(([name, value], index) => (
              <input key={index} type="hidden" name={name} value={value} />
            ))}
            <Button>Send what I typed</Button>
          </Form>
        </li>
      </ol>
      {texts.length > 0 && (
        <details className="mt-6">
          <summary className="cursor-pointer">Read it again</summary>
          {texts.map(([, value], index) => (
            <p key={index} className="border-line mt-2 border-l-2 pl-3 break-words whitespace-pre-line">
              {value}
            </p>
          ))}
        </details>
      )}
    </div>
  );
}
