import { useForm } from "@conform-to/react";
import type { z } from "zod";
import {
  DemoMailHint,
  EmailField,
  NewPasswordField,
  PasswordField,
  UsernameForManagers,
} from "#app/components/account-fields.tsx";
import { DateText } from "#app/components/facts.tsx";
import { DataForm, TextField } from "#app/components/forms.tsx";
import { Button, Notice, Tag } from "#app/components/primitives.tsx";
import { MEMBER_ROLES } from "#app/core/reference/terms.ts";
import type { listOwnOrganisations } from "#app/domain/accounts/account.server.ts";
import type { changeEmailSchema, changePasswordSchema, renameSchema } from "#app/domain/accounts/schema.ts";
import type { listSessions } from "#app/domain/accounts/sessions.server.ts";
import { ButtonForm, resultOf } from "#app/routes/accounts/form-result.tsx";

type ConstraintOf<S extends z.ZodType<unknown, Record<string, unknown>>> = Parameters<
  typeof useForm<z.input<S>>
>[0]["constraint"];
type FormProps<S extends z.ZodType<unknown, Record<string, unknown>>> = {
  actionData: unknown;
  constraint: ConstraintOf<S>;
};

const ROW = "flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3";

export function OrganisationList(props: { organisations: Awaited<ReturnType<typeof listOwnOrganisations>> }) {
  if (props.organisations.length === 0)
    return (
      <p className="max-w-measure">You belong to no organisation. Ask an owner of yours for an invitation.</p>
    );
  return (
    <ul className="divide-line border-line divide-y border-y">
      {props.organisations.map(({ id, name, role, isActing }) => (
        <li key={id} className={ROW}>
          <div>
            <p className="font-semibold">
              {name} {isActing && <Tag tone="action">Acting for</Tag>}
            </p>
            <p className="text-quiet text-sm">{MEMBER_ROLES[role].label}</p>
          </div>
          {!isActing && (
            <ButtonForm intent="act_for" fields={{ organisationId: id }}>
              Act for {name}
            </ButtonForm>
          )}
        </li>
      ))}
    </ul>
  );
}

export function NameForm(props: FormProps<typeof renameSchema> & { name: string }) {
  const [form, fields] = useForm<z.input<typeof renameSchema>>({
    id: "rename",
    lastResult: resultOf(props.actionData, "rename"),
    constraint: props.constraint,
    defaultValue: { name: props.name },
  });
  return (
    <DataForm form={form} className="max-w-sm">
      <input type="hidden" name="intent" value="rename" />
      <TextField field={fields.name} label="Your name" autoComplete="name" maxLength={undefined} />
      <Button look="secondary">Save the name</Button>
    </DataForm>
  );
}

type EmailProps = FormProps<typeof changeEmailSchema> & { email: string; emailVerified: boolean };

export function EmailSection(props: EmailProps) {
  const [form, fields] = useForm<z.input<typeof changeEmailSchema>>({
    id: "change-email",
    lastResult: resultOf(props.actionData, "change_email"),
    constraint: props.constraint,
  });
  return (
    <>
      {!props.emailVerified && (
        <div className="mb-6 space-y-3">
          <Notice tone="warn" title={`${props.email} is not confirmed yet`}>
            <p>Open the link we sent you. Until then you cannot publish or send expressions of interest.</p>
            <DemoMailHint />
          </Notice>
          <ButtonForm intent="confirm_email">Send the link again</ButtonForm>
        </div>
      )}
      <DataForm form={form} className="max-w-sm">
        <input type="hidden" name="intent" value="change_email" />
        <EmailField
          field={fields.newEmail}
          label="New e-mail address"
          hint="We send a link there to confirm it."
        />
        <PasswordField field={fields.currentPassword} label="Your password" />
        <Button look="secondary">Change the address</Button>
      </DataForm>
    </>
  );
}

export function PasswordForm(props: FormProps<typeof changePasswordSchema> & { email: string }) {
  const [form, fields] = useForm<z.input<typeof changePasswordSchema>>({
    id: "change-password",
    lastResult: resultOf(props.actionData, "change_password"),
    constraint: props.constraint,
  });
  return (
    <DataForm form={form} className="max-w-sm">
      <input type="hidden" name="intent" value="change_password" />
      <UsernameForManagers email={props.email} />
      <PasswordField field={fields.currentPassword} label="Present password" />
      <NewPasswordField field={fields.newPassword} label="New password" />
      <Button look="secondary">Change the password</Button>
    </DataForm>
  );
}

export function SessionList({ sessions }: { sessions: Awaited<ReturnType<typeof listSessions>> }) {
  return (
    <>
      <ul className="divide-line border-line mb-4 divide-y border-y">
        {sessions.map(({ id, browser, startedAt, lastSeenAt, isThisOne }) => (
          <li key={id} className={ROW}>
            <div>
              <p className="font-semibold">
                {browser} {isThisOne && <Tag tone="action">This browser</Tag>}
              </p>
              <p className="text-quiet text-sm">
                Signed in <DateText iso={startedAt} withTime />, last used{" "}
                <DateText iso={lastSeenAt} withTime />
              </p>
            </div>
            {!isThisOne && (
              <ButtonForm intent="end_session" fields={{ sessionId: id }}>
                Sign out<span className="sr-only"> {browser}</span>
              </ButtonForm>
            )}
          </li>
        ))}
      </ul>
      <ButtonForm intent="sign_out_everywhere" look="danger">
        Sign out everywhere
      </ButtonForm>
    </>
  );
}
