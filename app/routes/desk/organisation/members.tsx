import { getZodConstraint } from "@conform-to/zod/v4";
import { redirect, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { News, PageHeader, Section } from "#app/components/primitives.tsx";
import { audienceOf } from "#app/core/actor.ts";
import { unknownCommand } from "#app/core/errors.ts";
import { handle, readForm, requireMember, submitForm } from "#app/core/http.server.ts";
import {
  invite,
  listInvitations,
  resendInvitation,
  revokeInvitation,
} from "#app/domain/organisations/invitations.server.ts";
import { setBuyingRight } from "#app/domain/organisations/set-buying-right.server.ts";
import { changeRole, leave, listMembers, removeMember } from "#app/domain/organisations/members.server.ts";
import {
  buttonSchema,
  buyingRightSchema,
  invitationIdSchema,
  invitationSchema,
  memberRoleSchema,
  memberSchema,
} from "#app/domain/organisations/schema.ts";
import { ButtonProblem } from "#app/routes/accounts/form-result.tsx";
import {
  InvitationList,
  InvitationForm,
  LeaveForm,
  MemberList,
} from "#app/routes/desk/organisation/member-lists.tsx";

const PATH = "/desk/organisation/members";
const NEWS: Record<string, string> = {
  invited: "The invitation is on its way. Its link works for seven days.",
  sent: "The invitation is on its way again. The earlier link works no longer.",
  revoked: "The invitation is taken back. Its link works no longer.",
  role: "The role is changed. It counts from the person's next click.",
  buying: "The billing right is changed. It counts from the person's next click.",
  removed: "The person is not a member any more.",
};

export const loader = handle(async ({ actor, url }) => {
  const member = requireMember(actor, url);
  const isOwner = member.organisation.role === "owner";
  return {
    organisation: member.organisation.name,
    isOwner,
    buys: audienceOf(member.organisation.kind) !== "msme",
    members: await listMembers(member),
    invitations: isOwner ? await listInvitations(member) : [],
    news: NEWS[url.searchParams.get("done") ?? ""] ?? null,
    constraint: getZodConstraint(invitationSchema),
  };
});

export const action = handle(async ({ request, actor, url }) => {
  const member = requireMember(actor, url);
  const form = await readForm(request);
  const done = (news: string) => redirect(`${PATH}?done=${news}`);
  switch (form.get("intent")) {
    case "invite":
      return submitForm(
        form,
        invitationSchema,
        async (value) => (await invite(member, value), done("invited")),
      );
    case "resend":
      return submitForm(form, invitationIdSchema, async ({ invitationId }) => {
        await resendInvitation(member, invitationId);
        return done("sent");
      });
    case "revoke":
      return submitForm(form, invitationIdSchema, async ({ invitationId }) => {
        await revokeInvitation(member, invitationId);
        return done("revoked");
      });
    case "change_role":
      return submitForm(
        form,
        memberRoleSchema,
        async (value) => (await changeRole(member, value), done("role")),
      );
    case "set_buying_right":
      return submitForm(form, buyingRightSchema, async ({ userId, mayBuy }) => {
        await setBuyingRight(member, { userId, mayBuy: mayBuy === "yes" });
        return done("buying");
      });
    case "remove":
      return submitForm(
        form,
        memberSchema,
        async ({ userId }) => (await removeMember(member, userId), done("removed")),
      );
    case "leave":
      return submitForm(form, buttonSchema, async () => {
        await leave(member);
        return redirect("/desk/account?done=left");
      });
    default:
      throw unknownCommand();
  }
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: "Members · Sanyog" }];

export default function MembersPage() {
  const { organisation, isOwner, buys, members, invitations, news, constraint } =
    useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={`Members of ${organisation}`}>
        <p>
          Owners look after members. Editors post and answer. Viewers read.
          {buys && " Owners can let editors buy, too."}
        </p>
      </PageHeader>
      <News>{news}</News>
      <ButtonProblem
        actionData={actionData}
        intents={["resend", "revoke", "change_role", "set_buying_right", "remove", "leave"]}
      />
      <MemberList members={members} isOwner={isOwner} buys={buys} />
      {isOwner && (
        <>
          {invitations.length > 0 && (
            <Section title="Open invitations">
              <InvitationList invitations={invitations} />
            </Section>
          )}
          <Section title="Invite a colleague">
            <InvitationForm actionData={actionData} constraint={constraint} />
          </Section>
        </>
      )}
      <Section title="Leave">
        <LeaveForm organisation={organisation} />
      </Section>
    </>
  );
}
