import { Form } from "@remix-run/react";
import { useForm, type SubmissionResult } from "@conform-to/react";
import type { ReactNode } from "react";
import { ChoiceField, DataForm, TextAreaField, type Option } from "#app/components/forms.tsx";
import { Button, ButtonLink } from "#app/components/primitives.tsx";
import { INTEREST_STATUSES, type InterestStatus } from "#app/core/reference/terms.ts";
import { limitText, NOTE_MAX } from "#app/domain/interests/limits.ts";

type DecisionForm = { note: string; reason: string; explanation: string };

export type DecisionProps = {
  status: InterestStatus;
  version: number;
  /** What came back of the last decision that was refused. */
  result?: SubmissionResult<string[]>;
};

/** The refused decision belongs to the form that it was taken in, not to the others on the page. */
function resultOf(result: DecisionProps["result"], intents: string[]) {
  const intent = result?.initialValue?.intent;
  return typeof intent === "string" && intents.includes(intent) ? result : undefined;
}

function useDecisionForm(id: string, { result }: DecisionProps, intents: string[]) {
  const own = resultOf(result, intents);
  const [form, fields] = useForm<DecisionForm>({
    id,
    lastResult: own,
    constraint: { reason: { required: true } },
  });
  return { form, fields, isRefused: own !== undefined };
}

/** Something that cannot be undone waits behind a second step, with and without script. */
function SecondStep({
  summary,
  isOpen = false,
  children,
}: {
  summary: string;
  isOpen?: boolean;
  children: ReactNode;
}) {
  return (
    <details className="panel" open={isOpen}>
      <summary className="cursor-pointer px-4 py-2 font-semibold">{summary}</summary>
      <div className="border-line border-t px-4 pt-3 pb-4">{children}</div>
    </details>
  );
}

const ANSWER_INTENTS = ["acknowledge", "shortlist", "advance"];

function nextLabel(next: InterestStatus): string {
  if (next === "nda") return "Invite to NDA";
  return next === "concluded"
    ? "Record the contract as concluded"
    : `Move on to “${INTEREST_STATUSES[next].label}”`;
}

/** The poster's next steps forward, with a note that the applicant reads. */
export function AnswerForm(props: DecisionProps & { id: string; next: InterestStatus | null }) {
  const { id, status, version, next } = props;
  const { form, fields, isRefused } = useDecisionForm("answer", props, ANSWER_INTENTS);
  const isNew = status === "submitted";
  if (!isNew && status !== "acknowledged" && !next) return null;
  const content = (
    <DataForm form={form} action="#decide" key={version}>
      <input type="hidden" name="version" value={version} />
      <TextAreaField
        field={fields.note}
        label="A note to the applicant"
        hint={`Say what you need next, or whom to call. ${limitText(NOTE_MAX)}`}
        rows={3}
      />
      <div className="flex flex-wrap gap-2">
        {isNew && (
          <Button name="intent" value="acknowledge">
            Acknowledge
          </Button>
        )}
        {(isNew || status === "acknowledged") && (
          <Button name="intent" value="shortlist" look={isNew ? "secondary" : "primary"}>
            Shortlist
          </Button>
        )}
        {next && (
          <>
            <input type="hidden" name="to" value={next} />
            <Button name="intent" value="advance">
              {nextLabel(next)}
            </Button>
          </>
        )}
        <ButtonLink look="secondary" to={`/desk/interests/${id}/messages#write`}>
          Ask a question
        </ButtonLink>
      </div>
    </DataForm>
  );
  if (next !== "concluded") return content;
  return (
    <SecondStep summary="Conclude…" isOpen={isRefused}>
      <p className="mb-3">
        The contract is in force. This ends the expression of interest and cannot be undone.
      </p>
      {content}
    </SecondStep>
  );
}

/** The poster's no: a reason from the list and words of its own. */
export function DeclineForm(props: DecisionProps & { reasons: Option[] }) {
  const { form, fields, isRefused } = useDecisionForm("decline", props, ["decline"]);
  return (
    <SecondStep summary="Decline…" isOpen={isRefused}>
      <DataForm form={form} action="#decide" key={props.version}>
        <input type="hidden" name="version" value={props.version} />
        <ChoiceField
          field={fields.reason}
          label="Why?"
          hint="The applicant reads it."
          options={props.reasons}
        />
        <TextAreaField
          field={fields.explanation}
          label="In your own words"
          hint={`What would have to change? ${limitText(NOTE_MAX)}`}
          rows={3}
        />
        <p className="text-quiet mb-3 text-sm">This cannot be undone.</p>
        <Button name="intent" value="decline" look="danger">
          Decline for good
        </Button>
      </DataForm>
    </SecondStep>
  );
}

/** The applicant's way out. */
export function WithdrawForm(props: DecisionProps) {
  const { form, fields, isRefused } = useDecisionForm("withdraw", props, ["withdraw"]);
  return (
    <SecondStep summary="Withdraw…" isOpen={isRefused}>
      <DataForm form={form} action="#decide" key={props.version}>
        <input type="hidden" name="version" value={props.version} />
        <p className="mb-3">
          This cannot be undone: your organisation can send one expression of interest for this opportunity,
          and this was it.
        </p>
        <TextAreaField field={fields.note} label="A note to the poster" rows={3} hint={limitText(NOTE_MAX)} />
        <Button name="intent" value="withdraw" look="danger">
          Withdraw for good
        </Button>
      </DataForm>
    </SecondStep>
  );
}

/** For a draft that will not be sent. */
export function DiscardForm() {
  return (
    <SecondStep summary="Discard…">
      <p className="mb-3">
        The text is removed for good. You can begin anew while the opportunity takes interest.
      </p>
      <Form method="post">
        <Button name="intent" value="discard" look="danger">
          Discard the draft
        </Button>
      </Form>
    </SecondStep>
  );
}
