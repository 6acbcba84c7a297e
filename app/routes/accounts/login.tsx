import { useForm } from "@conform-to/react";
import { getZodConstraint } from "@conform-to/zod/v4";
import { redirect, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { EmailField, PasswordField } from "#app/components/account-fields.tsx";
import { DataForm } from "#app/components/forms.tsx";
import { Button, News, PageHeader } from "#app/components/primitives.tsx";
import { handle, safeRedirectPath, submitForm, type FormResult } from "#app/core/http.server.ts";
import { signInSchema } from "#app/domain/accounts/schema.ts";
import { signIn } from "#app/domain/accounts/sign-in.server.ts";
import { readClient } from "#app/routes/accounts/client.server.ts";

const NEWS: Record<string, string> = {
  confirmed: "Your e-mail address is confirmed. Sign in to go on.",
  password: "Your new password is set, and every browser was signed out. Sign in with it.",
  everywhere: "You are signed out in every browser.",
};
const LEADS_ON = "The page you asked for is for people who are signed in. It opens as soon as you are.";

export const loader = handle(({ actor, url }) => {
  const asked = url.searchParams.get("next");
  const next = safeRedirectPath(asked, "/desk");
  if (actor.kind === "person") throw redirect(next);
  return {
    next,
    news: NEWS[url.searchParams.get("news") ?? ""] ?? (asked ? LEADS_ON : null),
    constraint: getZodConstraint(signInSchema),
  };
});

export const action = handle(({ request, context, actor }) =>
  submitForm(request, signInSchema, async (value) => {
    const cookie = await signIn(actor, value, readClient({ request, context }));
    return redirect(safeRedirectPath(value.next, "/desk"), { headers: { "Set-Cookie": cookie } });
  }),
);

/** Carries Retry-After from the action to the answer. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: "Sign in · Sanyog" }];

export default function SignInPage() {
  const { next, news, constraint } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  const [form, fields] = useForm<z.input<typeof signInSchema>>({
    id: "login",
    lastResult: actionData?.result,
    constraint,
  });
  return (
    <>
      <PageHeader title="Sign in">
        <p>
          New here? <Link to="/signup">Join with your organisation</Link>.
        </p>
      </PageHeader>
      <News>{news}</News>
      <DataForm form={form} className="max-w-sm">
        <input type="hidden" name="next" value={next} />
        <EmailField field={fields.email} />
        <PasswordField field={fields.password} />
        <Button>Sign in</Button>
      </DataForm>
      <p className="mt-6">
        <Link to="/forgot-password">Forgotten password</Link>
      </p>
    </>
  );
}
