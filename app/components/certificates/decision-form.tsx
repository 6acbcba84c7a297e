import { useForm, type SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";
import { ChoiceField, DataForm, TextAreaField, type Option } from "#app/components/forms.tsx";
import { Button } from "#app/components/primitives.tsx";

type Props = {
  version: number;
  /** The reasons to choose from. */
  reasons: Option[];
  /** What came back of a decision that was refused. */
  result: SubmissionResult<string[]> | undefined;
  /** A decision that stands can be turned into the other one only. */
  canVerify: boolean;
  canReject: boolean;
};

/** The two decisions of a moderator. */
export function CertificateDecisionForm({ version, reasons, result, canVerify, canReject }: Props) {
  const wasRejected = result?.initialValue?.intent === "reject";
  const [form, fields] = useForm<{ reason: string; explanation: string }>({
    id: "reject",
    lastResult: wasRejected ? result : undefined,
    constraint: { reason: { required: true } },
  });
  return (
    <div className="max-w-measure space-y-4">
      {canVerify && (
        <Form method="post">
          <input type="hidden" name="version" value={version} />
          <Button name="intent" value="verify">
            Verify: the file says what is claimed
          </Button>
        </Form>
      )}
      {canReject && (
        <details className="panel" open={wasRejected}>
          <summary className="cursor-pointer px-4 py-2 font-semibold">Do not accept…</summary>
          <div className="border-line border-t px-4 pt-3 pb-4">
            <DataForm form={form} key={version}>
              <input type="hidden" name="version" value={version} />
              <ChoiceField
                field={fields.reason}
                label="Why?"
                hint="The organisation reads it."
                options={reasons}
              />
              <TextAreaField
                field={fields.explanation}
                label="In your own words"
                hint="What has to be corrected or sent? At most 1,000 characters."
                rows={3}
              />
              <Button name="intent" value="reject" look="danger">
                Do not accept
              </Button>
            </DataForm>
          </div>
        </details>
      )}
    </div>
  );
}
