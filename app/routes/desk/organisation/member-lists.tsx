import { useForm, type FormMetadata } from "@conform-to/react";
import { Form } from "@remix-run/react";
import type { z } from "zod";
import { EmailField } from "#app/components/account-fields.tsx";
import { DateText } from "#app/components/facts.tsx";
import { ChoiceField, DataForm, optionsOf } from "#app/components/forms.tsx";
import { Button, Tag } from "#app/components/primitives.tsx";
import { MEMBER_ROLES, type MemberRole } from "#app/core/reference/terms.ts";
import type { listInvitations } from "#app/domain/organisations/invitations.server.ts";
import type { listMembers } from "#app/domain/organisations/members.server.ts";
import type { invitationSchema } from "#app/domain/organisations/schema.ts";
import { ButtonForm, resultOf } from "#app/routes/accounts/form-result.tsx";

type Members = Awaited<ReturnType<typeof listMembers>>;
type Invitations = Awaited<ReturnType<typeof listInvitations>>;

const ROW = "flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3";

type MemberListProps = {
  members: Members;
  isOwner: boolean;
  /** The organisation has something to buy. */
  buys: boolean;
};

export function MemberList({ members, isOwner, buys }: MemberListProps) {
  return (
    <ul className="divide-line border-line divide-y border-y">
      {members.map((member) => (
        <li key={member.userId} className={ROW}>
          <div className="min-w-0">
            <p className="font-semibold">
              {member.name} {member.isMe && <Tag>You</Tag>}
            </p>
            <p className="text-quiet text-sm">
              {member.email} · {MEMBER_ROLES[member.role].label} since <DateText iso={member.since} />
              {buys && member.role === "editor" && member.mayBuy && " · may buy"}
            </p>
          </div>
          {isOwner && !member.isMe && <MemberForms member={member} buys={buys} />}
        </li>
      ))}
    </ul>
  );
}

function MemberForms({ member, buys }: { member: Members[number]; buys: boolean }) {
  return (
    <div className="flex flex-wrap gap-2">
      <Form method="post" className="flex gap-2" key={member.role}>
        <input type="hidden" name="intent" value="change_role" />
        <input type="hidden" name="userId" value={member.userId} />
        <select
          name="role"
          aria-label={`Role of ${member.name}`}
          defaultValue={member.role}
          className="control w-auto"
        >
          {optionsOf(MEMBER_ROLES).map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <Button look="secondary">
          Change<span className="sr-only"> the role of {member.name}</span>
        </Button>
      </Form>
      {buys && member.role === "editor" && (
        <ButtonForm
          intent="set_buying_right"
          fields={{ userId: member.userId, mayBuy: member.mayBuy ? "no" : "yes" }}
        >
          {member.mayBuy ? "Take the billing right" : "Let buy"}
          <span className="sr-only">
            {" "}
            {member.mayBuy ? "from" : "for the organisation:"} {member.name}
          </span>
        </ButtonForm>
      )}
      <ButtonForm intent="remove" fields={{ userId: member.userId }} look="danger">
        Remove<span className="sr-only"> {member.name}</span>
      </ButtonForm>
    </div>
  );
}

export function InvitationList({ invitations }: { invitations: Invitations }) {
  return (
    <ul className="divide-line border-line divide-y border-y">
      {invitations.map(({ id, email, role, invitedBy, expiresAt, isOver }) => (
        <li key={id} className={ROW}>
          <div className="min-w-0">
            <p className="font-semibold">
              {email} {isOver && <Tag tone="warn">Time is over</Tag>}
            </p>
            <p className="text-quiet text-sm">
              {MEMBER_ROLES[role].label}, invited by {invitedBy}; {isOver ? "worked" : "works"} until{" "}
              <DateText iso={expiresAt} withTime />
            </p>
          </div>
          <div className="flex flex-wrap gap-2">
            <ButtonForm intent="resend" fields={{ invitationId: id }}>
              Send again<span className="sr-only"> to {email}</span>
            </ButtonForm>
            <ButtonForm intent="revoke" fields={{ invitationId: id }} look="danger">
              Take back<span className="sr-only"> the invitation of {email}</span>
            </ButtonForm>
          </div>
        </li>
      ))}
    </ul>
  );
}

type Constraint = Parameters<typeof useForm<z.input<typeof invitationSchema>>>[0]["constraint"];

export function InvitationForm({ actionData, constraint }: { actionData: unknown; constraint: Constraint }) {
  const [form, fields] = useForm<z.input<typeof invitationSchema>>({
    id: "invite",
    lastResult: resultOf(actionData, "invite"),
    constraint,
    defaultValue: { role: "editor" satisfies MemberRole },
  });
  return (
    <DataForm form={form as FormMetadata<z.input<typeof invitationSchema>, string[]>}>
      <input type="hidden" name="intent" value="invite" />
      <EmailField
        field={fields.email}
        hint="They get a link that works for seven days, with or without an account."
      />
      <ChoiceField field={fields.role} label="Role" options={optionsOf(MEMBER_ROLES)} />
      <Button>Send the invitation</Button>
    </DataForm>
  );
}

export function LeaveForm({ organisation }: { organisation: string }) {
  return (
    <>
      <p className="max-w-measure mb-3">
        You lose access to the desk of {organisation}. What you wrote for it stays there. The last owner
        cannot leave.
      </p>
      <ButtonForm intent="leave" look="danger">
        Leave {organisation}
      </ButtonForm>
    </>
  );
}
