import { useForm } from "@conform-to/react";
import { getZodConstraint } from "@conform-to/zod/v4";
import { redirect, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import {
  DemoMailHint,
  EmailField,
  GroupedChoiceField,
  NewPasswordField,
} from "#app/components/account-fields.tsx";
import { DataForm, SelectField, TextField } from "#app/components/forms.tsx";
import { Button, PageHeader } from "#app/components/primitives.tsx";
import { handle, submitForm, type FormResult } from "#app/core/http.server.ts";
import { countryOptions } from "#app/core/reference/countries.ts";
import { signUpSchema } from "#app/domain/accounts/schema.ts";
import { signUp } from "#app/domain/accounts/sign-up.server.ts";
import { organisationKindGroups } from "#app/domain/organisations/kind-groups.ts";
import { readClient } from "#app/routes/accounts/client.server.ts";

export const loader = handle(({ actor, url }) => {
  if (actor.kind === "person") throw redirect("/desk");
  return {
    isSent: url.searchParams.has("sent"),
    constraint: getZodConstraint(signUpSchema.in),
    groups: organisationKindGroups,
    countries: countryOptions().map(({ code, name }) => ({ value: code, label: name })),
  };
});

export const action = handle(({ request, context }) =>
  submitForm(request, signUpSchema, async (value) => {
    await signUp(value, readClient({ request, context }));
    return redirect("/signup?sent");
  }),
);

/** Carries Retry-After from the action to the answer. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: "Join · Sanyog" }];

export default function SignUpPage() {
  return useLoaderData<typeof loader>().isSent ? <LookIntoYourMail /> : <SignUpForm />;
}

function LookIntoYourMail() {
  return (
    <>
      <PageHeader title="Look into your mail" />
      <div className="max-w-measure space-y-4">
        <p>
          We wrote to the address you gave. Open the link in that message to confirm the address; then you can
          publish and send expressions of interest.
        </p>
        <p>
          Nothing there after a few minutes? Look among the unwanted mail, then{" "}
          <Link to="/signup">start again</Link> and check the address.
        </p>
        <DemoMailHint />
        <p>
          <Link to="/login">Sign in</Link>
        </p>
      </div>
    </>
  );
}

function SignUpForm() {
  const { constraint, groups, countries } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  const [form, fields] = useForm<z.input<typeof signUpSchema>>({
    id: "signup",
    lastResult: actionData?.result,
    constraint,
  });
  return (
    <>
      <PageHeader title="Join Sanyog">
        <p>
          One account for you, one profile for your organisation. It costs nothing. Have an account?{" "}
          <Link to="/login">Sign in</Link>. Colleagues on Sanyog already? Ask them for an invitation instead.
        </p>
      </PageHeader>
      <DataForm form={form}>
        <h2 className="mb-3 text-xl">You</h2>
        <TextField field={fields.name} label="Your name" autoComplete="name" maxLength={undefined} />
        <EmailField field={fields.email} hint="We send one message there, to confirm that it is yours." />
        <NewPasswordField field={fields.password} />
        <h2 className="mt-8 mb-3 text-xl">Your organisation</h2>
        <TextField
          field={fields.organisationName}
          label="Name of the organisation"
          hint="As it is registered."
          autoComplete="organization"
          maxLength={undefined}
        />
        <GroupedChoiceField field={fields.kind} label="What kind of organisation is it?" groups={groups} />
        <SelectField
          field={fields.country}
          label="Country"
          hint="Needed for international partners only; all other kinds are in India."
          options={countries}
          placeholder="India, or choose…"
          autoComplete="country"
        />
        <TextField
          field={fields.website}
          label="Website"
          type="text"
          inputMode="url"
          autoComplete="url"
          maxLength={undefined}
        />
        <Button>Create the account</Button>
      </DataForm>
    </>
  );
}
