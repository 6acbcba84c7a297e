import { redirect, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { InterestTabs } from "#app/components/desk/interest-tabs.tsx";
import {
  AgreementFactList,
  NdaStatusTag,
  OpenedDocuments,
  SignedCopy,
} from "#app/components/nda/agreement-view.tsx";
import {
  AcceptanceForm,
  CountersignatureForm,
  InvitationForm,
  RefusalForm,
  RevocationForm,
} from "#app/components/nda/signing-forms.tsx";
import { News, PageHeader, Section } from "#app/components/primitives.tsx";
import { unknownCommand } from "#app/core/errors.ts";
import { handle, readForm, requirePerson, submitForm, type FormResult } from "#app/core/http.server.ts";
import { advanceInterest } from "#app/domain/interests/advance-interest.server.ts";
import { acceptNda } from "#app/domain/nda/accept-nda.server.ts";
import { countersignNda } from "#app/domain/nda/countersign-nda.server.ts";
import { endNda } from "#app/domain/nda/end-nda.server.ts";
import { inviteAgain } from "#app/domain/nda/invite-again.server.ts";
import { presentAgreements } from "#app/domain/nda/present-agreements.server.ts";
import { requireAgreementOf } from "#app/domain/nda/queries.server.ts";
import {
  acceptanceSchema,
  countersignatureSchema,
  endingSchema,
  invitationSchema,
} from "#app/domain/nda/schema.ts";
import { ButtonProblem } from "#app/routes/accounts/form-result.tsx";

const NEWS: Record<string, string> = {
  invited: "The invitation is on its way.",
  accepted: "Signed. The poster countersigns next; we write to you then.",
  countersigned: "Countersigned. The agreement is in force from now on.",
  refused: "Not countersigned. The applicant reads your reason.",
  revoked: "Ended. Your confidential documents are closed to this organisation.",
};

export const loader = handle(async ({ params, actor, url }) => {
  requirePerson(actor, url);
  return {
    ...(await presentAgreements(actor, params.id ?? "")),
    news: NEWS[url.searchParams.get("done") ?? ""] ?? null,
  };
});

export const action = handle(async ({ request, params, actor, url, context }) => {
  requirePerson(actor, url);
  const id = params.id ?? "";
  const form = await readForm(request);
  const done = (news: string) => redirect(`/desk/interests/${id}/nda?done=${news}`);
  const agreementId = form.get("agreementId");
  if (typeof agreementId === "string") await requireAgreementOf(actor, id, agreementId);
  switch (form.get("intent")) {
    case "invite_nda":
      return submitForm(form, invitationSchema, async (input) => {
        await advanceInterest(actor, id, { ...input, to: "nda" });
        return done("invited");
      });
    case "invite_again":
      return submitForm(form, invitationSchema, async () => (await inviteAgain(actor, id), done("invited")));
    case "accept_nda":
      return submitForm(form, acceptanceSchema, async (input) => {
        const userAgent = request.headers.get("User-Agent") ?? "";
        await acceptNda(actor, input, { address: context.clientAddress ?? "", userAgent });
        return done("accepted");
      });
    case "countersign_nda":
      return submitForm(
        form,
        countersignatureSchema,
        async (input) => (await countersignNda(actor, input), done("countersigned")),
      );
    case "refuse_nda":
      return submitForm(
        form,
        endingSchema,
        async (input) => (await endNda(actor, input, "refused"), done("refused")),
      );
    case "revoke_nda":
      return submitForm(
        form,
        endingSchema,
        async (input) => (await endNda(actor, input, "revoked"), done("revoked")),
      );
    default:
      throw unknownCommand();
  }
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `NDA for ${data?.reference ?? "an opportunity"} · Sanyog` },
];

export default function InterestNdaPage() {
  const { id, side, reference, isGranted, title, poster, applicant, next, news, refusal, current, earlier } =
    useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={`NDA with ${side === "applicant" ? poster : applicant}`}>
        Non-disclosure agreement, for{" "}
        <Link to={`/opportunities/${reference}`}>
          {title}, {reference}
        </Link>
      </PageHeader>
      <InterestTabs id={id} />
      <News>{news}</News>
      <ButtonProblem actionData={actionData} intents={["invite_nda", "invite_again"]} />
      <p className="max-w-measure">{next}</p>
      {refusal && <p className="text-quiet max-w-measure mt-2">{refusal}</p>}
      <Invitations />
      {current?.status === "countersigned" && <OpenedDocuments {...{ side, reference, isGranted }} />}
      {current && (
        <>
          <div className="max-w-3xl">
            <Section title="The agreement" id="agreement" aside={<NdaStatusTag {...current} />}>
              <AgreementFactList agreement={current} />
              <SignedCopy interestId={id} agreement={current} />
            </Section>
          </div>
          <Section title={`${current.title}, version ${current.version}`} id="text">
            <div
              className="panel prose max-w-3xl px-4 py-3"
              dangerouslySetInnerHTML={{ __html: current.html }}
            />
          </Section>
          <Signatures />
        </>
      )}
      {earlier.length > 0 && (
        <Section title="Earlier agreements" id="earlier">
          {earlier.map((agreement) => (
            <details key={agreement.id} className="panel mb-2 max-w-3xl">
              <summary className="cursor-pointer px-4 py-2">
                Version {agreement.version} <NdaStatusTag {...agreement} />
              </summary>
              <div className="border-line border-t px-4 pt-3 pb-4">
                <AgreementFactList agreement={agreement} />
                <SignedCopy interestId={id} agreement={agreement} />
              </div>
            </details>
          ))}
        </Section>
      )}
    </>
  );
}

function Invitations() {
  const { moves, version, applicant, hasText, side, status } = useLoaderData<typeof loader>();
  if (side === "poster" && !hasText && status === "shortlisted")
    return (
      <p className="mt-3">
        <Link to="/desk/organisation/nda">Write your organisation’s NDA</Link>
      </p>
    );
  if (!moves.invite && !moves.inviteAgain) return null;
  return (
    <div className="mt-3">
      <InvitationForm
        intent={moves.invite ? "invite_nda" : "invite_again"}
        version={version}
        applicant={applicant}
      />
    </div>
  );
}

function Signatures() {
  const { moves, current, applicant } = useLoaderData<typeof loader>();
  const result = (useActionData<typeof action>() as FormResult | undefined)?.result;
  if (!current || !Object.values(moves).some(Boolean)) return null;
  const common = { agreementId: current.id, result };
  const heading = moves.accept ? "Sign" : moves.countersign ? "Your decision" : "Changed your mind?";
  return (
    <Section title={heading} id="sign">
      <div className="max-w-measure space-y-4">
        {moves.accept && (
          <AcceptanceForm
            {...common}
            textId={current.textId}
            version={current.version}
            organisation={applicant}
          />
        )}
        {moves.countersign && <CountersignatureForm {...common} />}
        {moves.countersign && <RefusalForm {...common} />}
        {moves.revoke && <RevocationForm {...common} isSigned={current.status === "countersigned"} />}
      </div>
    </Section>
  );
}
