import { useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { CheckField, DataForm, TextAreaField, TextField } from "#app/components/forms.tsx";
import { Button } from "#app/components/primitives.tsx";

type Result = SubmissionResult<string[]> | undefined;

/** The refused form among those of the page, known by its hidden field `intent`. */
const resultOf = (result: Result, intent: string) =>
  result?.initialValue?.intent === intent ? result : undefined;

/** What ends something waits behind a second step, with and without script. */
function SecondStep(props: { summary: string; isOpen: boolean; children: ReactNode }) {
  return (
    <details className="panel" open={props.isOpen}>
      <summary className="cursor-pointer px-4 py-2 font-semibold">{props.summary}</summary>
      <div className="border-line border-t px-4 pt-3 pb-4">{props.children}</div>
    </details>
  );
}

const SIGNER = {
  agreementId: { required: true },
  name: { required: true },
  role: { required: true },
  agrees: { required: true },
} as const;

/** The applicant's signature: name, role and a tick, for exactly the text above. */
export function AcceptanceForm(props: {
  agreementId: string;
  textId: string;
  version: number;
  organisation: string;
  result: Result;
}) {
  const [form, fields] = useForm<{ name: string; role: string; agrees: string }>({
    id: "accept",
    lastResult: resultOf(props.result, "accept_nda"),
    constraint: SIGNER,
  });
  return (
    <DataForm form={form} action="#sign" key={props.textId}>
      <input type="hidden" name="intent" value="accept_nda" />
      <input type="hidden" name="agreementId" value={props.agreementId} />
      <input type="hidden" name="textId" value={props.textId} />
      <TextField
        field={fields.name}
        label="Your full name"
        hint="It is your signature, and both sides read it."
        autoComplete="name"
      />
      <TextField field={fields.role} label={`Your role at ${props.organisation}`} />
      <CheckField
        field={fields.agrees}
        label={`I have read version ${props.version} above and may sign it for ${props.organisation}.`}
        hint="The time, your internet address and your browser's name are recorded with it."
      />
      <Button>Accept the agreement</Button>
    </DataForm>
  );
}

/** The poster's signature. */
export function CountersignatureForm(props: { agreementId: string; result: Result }) {
  const [form, fields] = useForm<{ name: string }>({
    id: "countersign",
    lastResult: resultOf(props.result, "countersign_nda"),
    constraint: SIGNER,
  });
  return (
    <DataForm form={form} action="#sign" key={props.agreementId}>
      <input type="hidden" name="intent" value="countersign_nda" />
      <input type="hidden" name="agreementId" value={props.agreementId} />
      <TextField
        field={fields.name}
        label="Your full name"
        hint="It is your signature, and both sides read it."
        autoComplete="name"
      />
      <Button>Countersign</Button>
    </DataForm>
  );
}

type EndingProps = { agreementId: string; result: Result };

/** The poster's no to what was accepted. */
export function RefusalForm({ agreementId, result }: EndingProps) {
  const own = resultOf(result, "refuse_nda");
  const [form, fields] = useForm<{ reason: string }>({
    id: "refuse",
    lastResult: own,
    constraint: { reason: { required: true } },
  });
  return (
    <SecondStep summary="Do not countersign…" isOpen={own !== undefined}>
      <DataForm form={form} action="#sign">
        <input type="hidden" name="intent" value="refuse_nda" />
        <input type="hidden" name="agreementId" value={agreementId} />
        <TextAreaField field={fields.reason} label="Why?" hint="The applicant reads it." rows={3} />
        <Button look="danger">Refuse to countersign</Button>
      </DataForm>
    </SecondStep>
  );
}

/** The poster's end of an invitation or of what is in force. */
export function RevocationForm({ agreementId, result, isSigned }: EndingProps & { isSigned: boolean }) {
  const own = resultOf(result, "revoke_nda");
  const [form, fields] = useForm<{ reason: string }>({
    id: "revoke",
    lastResult: own,
    constraint: { reason: { required: true } },
  });
  return (
    <SecondStep
      summary={isSigned ? "Revoke the agreement…" : "Take the invitation back…"}
      isOpen={own !== undefined}
    >
      <DataForm form={form} action="#sign">
        <input type="hidden" name="intent" value="revoke_nda" />
        <input type="hidden" name="agreementId" value={agreementId} />
        {isSigned && (
          <p className="mb-3">
            All your confidential documents are closed to this organisation at once, links already given
            included.
          </p>
        )}
        <TextAreaField field={fields.reason} label="Why?" hint="The applicant reads it." rows={3} />
        <Button look="danger">{isSigned ? "Revoke" : "Take it back"}</Button>
      </DataForm>
    </SecondStep>
  );
}

/** The step that invites: with the EoI's own step, or once more later. */
export function InvitationForm(props: {
  intent: "invite_nda" | "invite_again";
  version: number;
  applicant: string;
}) {
  return (
    <Form method="post">
      <input type="hidden" name="intent" value={props.intent} />
      <input type="hidden" name="version" value={props.version} />
      <Button>
        {props.intent === "invite_nda"
          ? `Invite ${props.applicant} to sign`
          : `Invite ${props.applicant} to sign the newest version`}
      </Button>
    </Form>
  );
}
