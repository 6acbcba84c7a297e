import { getZodConstraint } from "@conform-to/zod/v4";
import { redirect, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { News, PageHeader, Section } from "#app/components/primitives.tsx";
import { unknownCommand } from "#app/core/errors.ts";
import { handle, readForm, requirePerson, submitForm } from "#app/core/http.server.ts";
import { forgetSession } from "#app/core/session.server.ts";
import { listOwnOrganisations } from "#app/domain/accounts/account.server.ts";
import { requestEmailChange } from "#app/domain/accounts/change-email.server.ts";
import { changePassword, rename } from "#app/domain/accounts/change-password.server.ts";
import { resendConfirmation } from "#app/domain/accounts/confirm-email.server.ts";
import * as schemas from "#app/domain/accounts/schema.ts";
import { actFor, endSession, listSessions, signOutEverywhere } from "#app/domain/accounts/sessions.server.ts";
import { ButtonProblem } from "#app/routes/accounts/form-result.tsx";
import {
  EmailSection,
  NameForm,
  OrganisationList,
  PasswordForm,
  SessionList,
} from "#app/routes/desk/account-sections.tsx";

const NEWS: Record<string, string> = {
  name: "Your name is changed.",
  sent: "The link is on its way. Look into your mail.",
  email:
    "We sent a link to the new address. It counts once you have opened the link; until then nothing changes.",
  confirmed: "Your e-mail address is confirmed.",
  password: "Your password is changed. Other browsers are signed out.",
  ended: "That browser is signed out.",
  organisation: "You act for this organisation now.",
  left: "You are not a member of that organisation any more.",
};

export const loader = handle(async ({ actor, url }) => {
  const person = requirePerson(actor, url);
  return {
    name: person.name,
    email: person.email,
    emailVerified: person.emailVerified,
    organisations: await listOwnOrganisations(person),
    sessions: await listSessions(person),
    news: NEWS[url.searchParams.get("done") ?? ""] ?? null,
    constraints: {
      rename: getZodConstraint(schemas.renameSchema),
      email: getZodConstraint(schemas.changeEmailSchema),
      password: getZodConstraint(schemas.changePasswordSchema),
    },
  };
});

export const action = handle(async ({ request, actor, url }) => {
  const person = requirePerson(actor, url);
  const form = await readForm(request);
  const after = (news: string, work: Promise<void>) =>
    work.then(() => redirect(`/desk/account?done=${news}`));
  switch (form.get("intent")) {
    case "rename":
      return submitForm(form, schemas.renameSchema, ({ name }) => after("name", rename(person, name)));
    case "confirm_email":
      return submitForm(form, schemas.buttonSchema, () => after("sent", resendConfirmation(person)));
    case "change_email":
      return submitForm(form, schemas.changeEmailSchema, (value) =>
        after("email", requestEmailChange(person, value)),
      );
    case "change_password":
      return submitForm(form, schemas.changePasswordSchema, (value) =>
        after("password", changePassword(person, value)),
      );
    case "act_for":
      return submitForm(form, schemas.actingOrganisationSchema, ({ organisationId }) =>
        after("organisation", actFor(person, organisationId)),
      );
    case "end_session":
      return submitForm(form, schemas.sessionSchema, ({ sessionId }) =>
        after("ended", endSession(person, sessionId)),
      );
    case "sign_out_everywhere":
      await signOutEverywhere(person);
      return redirect("/login?news=everywhere", { headers: { "Set-Cookie": await forgetSession() } });
    default:
      throw unknownCommand();
  }
});

/** Carries Retry-After from the action to the answer. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: "Account · Sanyog" }];

export default function AccountPage() {
  const { organisations, sessions, news, ...person } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  return (
    <>
      <PageHeader title="Your account">
        <p>
          {person.name}, {person.email}
        </p>
      </PageHeader>
      <News>{news}</News>
      <ButtonProblem actionData={actionData} intents={["confirm_email", "act_for", "end_session"]} />
      <Section title="Organisations" id="organisations">
        <OrganisationList organisations={organisations} />
      </Section>
      <Section title="Name" id="name">
        <NameForm actionData={actionData} name={person.name} constraint={person.constraints.rename} />
      </Section>
      <Section title="E-mail address" id="confirm">
        <EmailSection actionData={actionData} {...person} constraint={person.constraints.email} />
      </Section>
      <Section title="Password" id="password">
        <PasswordForm actionData={actionData} email={person.email} constraint={person.constraints.password} />
      </Section>
      <Section title="Where you are signed in" id="sessions">
        <SessionList sessions={sessions} />
      </Section>
    </>
  );
}
