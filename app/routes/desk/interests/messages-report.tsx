import { useForm } from "@conform-to/react";
import { redirect, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { DateText } from "#app/components/facts.tsx";
import { ChoiceField, DataForm, optionsOf, TextAreaField } from "#app/components/forms.tsx";
import { TypedText } from "#app/components/messages/message-list.tsx";
import { Button, Notice, PageHeader } from "#app/components/primitives.tsx";
import { handle, requirePerson, submitForm, type FormResult } from "#app/core/http.server.ts";
import { NEIGHBOURS, REPORT_TEXT_MAX } from "#app/domain/messages/limits.ts";
import { readReportable, reportMessage } from "#app/domain/messages/report-message.server.ts";
import { REPORT_REASONS } from "#app/domain/messages/report-reasons.ts";
import { reportSchema } from "#app/domain/messages/schema.ts";

export const loader = handle(async ({ params, actor, url }) => {
  requirePerson(actor, url);
  const interestId = params.id ?? "";
  return { interestId, ...(await readReportable(actor, interestId, params.messageId ?? "")) };
});

export const action = handle(({ request, params, actor, url }) => {
  requirePerson(actor, url);
  const [interestId, messageId] = [params.id ?? "", params.messageId ?? ""];
  return submitForm(request, reportSchema, async (report) => {
    await reportMessage(actor, { interestId, messageId, ...report });
    return redirect(`/desk/interests/${interestId}/messages/${messageId}/report`);
  });
});

export const meta: MetaFunction = () => [{ title: "Report a message · Sanyog" }];

export default function ReportPage() {
  const { interestId, position, from, text, sentAt, isReported } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  const [form, fields] = useForm<{ reason: string; text: string }>({
    id: "report",
    lastResult: actionData?.result,
    constraint: { reason: { required: true }, text: { required: true } },
  });
  const back = `/desk/interests/${interestId}/messages#message-${position}`;
  return (
    <>
      <PageHeader title="Report a message">
        <p>
          A moderator reads this message and up to {2 * NEIGHBOURS} around it, decides, and writes to you.{" "}
          {from} is not told who reported it.
        </p>
      </PageHeader>
      <blockquote className="panel bg-wash max-w-measure mb-6 px-4 py-3">
        <p className="text-quiet text-sm">
          {from}, <DateText iso={sentAt} withTime />
        </p>
        {text ? <TypedText>{text}</TypedText> : <p>It has files and no text.</p>}
      </blockquote>
      {isReported ? (
        <Notice tone="good" live title="You have reported this message">
          <p>A moderator looks at it and writes to you.</p>
          <p className="mt-2">
            <Link to={back}>Back to the conversation</Link>
          </p>
        </Notice>
      ) : (
        <DataForm form={form}>
          <ChoiceField
            field={fields.reason}
            label="What is wrong with it?"
            options={optionsOf(REPORT_REASONS)}
          />
          <TextAreaField
            field={fields.text}
            label="In your own words"
            hint={`At most ${REPORT_TEXT_MAX.toLocaleString("en-IN")} characters.`}
            rows={4}
          />
          <div className="flex flex-wrap items-center gap-4">
            <Button>Report this message</Button>
            <Link to={back}>Back to the conversation</Link>
          </div>
        </DataForm>
      )}
    </>
  );
}
