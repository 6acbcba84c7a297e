import { useForm } from "@conform-to/react";
import { redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DateText } from "#app/components/facts.tsx";
import { ChoiceField, DataForm, optionsOf, TextAreaField } from "#app/components/forms.tsx";
import { TypedText } from "#app/components/messages/message-list.tsx";
import { sizeText } from "#app/components/messages/size.ts";
import { Button, Facts, PageHeader, Section, Tag } from "#app/components/primitives.tsx";
import { handle, requirePerson, submitForm, type FormResult } from "#app/core/http.server.ts";
import { decideReport } from "#app/domain/messages/decide-report.server.ts";
import { NEIGHBOURS, REPORT_TEXT_MAX } from "#app/domain/messages/limits.ts";
import { readReport } from "#app/domain/messages/report-queries.server.ts";
import { REPORT_REASONS, REPORT_STATES } from "#app/domain/messages/report-reasons.ts";
import { reportDecisionSchema } from "#app/domain/messages/schema.ts";

export const loader = handle(async ({ params, actor, url }) => {
  requirePerson(actor, url);
  const report = await readReport(actor, params.id ?? "");
  const { message, context, createdAt, decidedAt, reason, moderator, ...rest } = report;
  const { organisation, opportunity } = message.interest;
  const nameOf = (side: string) => (side === "applicant" ? organisation.name : opportunity.organisation.name);
  return {
    ...rest,
    reason: REPORT_REASONS[reason].label,
    createdAt: createdAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
    moderator: moderator?.name ?? null,
    from: nameOf(message.side),
    about: `${opportunity.title}, ${opportunity.reference}`,
    context: context.map(({ id, side, text, sentAt, attachments }) => ({
      id,
      isReported: id === message.id,
      who: nameOf(side),
      text,
      sentAt: sentAt.toISOString(),
      files: attachments.map(({ name, sizeBytes }) => `${name}, ${sizeText(sizeBytes)}`),
    })),
  };
});

export const action = handle(({ request, params, actor, url }) => {
  requirePerson(actor, url);
  return submitForm(request, reportDecisionSchema, async (decision) => {
    await decideReport(actor, params.id ?? "", decision);
    return redirect("/moderation/reports?done=decided");
  });
});

export const meta: MetaFunction = () => [{ title: "Reported message · Sanyog" }];

export default function ReportPage() {
  const { from, about, reason, text, createdAt, state, context } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={`A message from ${from} was reported`}>
        <p>
          You see it with up to {NEIGHBOURS} messages before and after it, because what a message means
          depends on what it answers. The rest of the conversation belongs to the two sides.
        </p>
      </PageHeader>
      <Facts
        rows={[
          ["About", about],
          ["Reported because", reason],
          ["In their words", <TypedText key="text">{text}</TypedText>],
          ["Reported", <DateText key="at" iso={createdAt} withTime />],
          ["State", REPORT_STATES[state].label],
        ]}
      />
      <Section title="The message" id="message">
        <ol className="max-w-3xl space-y-3">
          {context.map(({ id, who, text: said, sentAt, files, isReported }) => (
            <li key={id} className={`panel px-4 py-3 ${isReported ? "border-bad" : "bg-wash"}`}>
              <p className="mb-1 flex flex-wrap items-baseline gap-x-3">
                <span className="font-semibold">{who}</span>
                <span className="text-quiet text-sm">
                  <DateText iso={sentAt} withTime />
                </span>
                {isReported && <Tag tone="bad">Reported</Tag>}
              </p>
              {said && <TypedText>{said}</TypedText>}
              {files.length > 0 && <p className="text-quiet text-sm">Files: {files.join("; ")}</p>}
            </li>
          ))}
        </ol>
      </Section>
      <Section title="The decision" id="decision">
        {state === "open" ? <DecisionForm /> : <Decision />}
      </Section>
    </>
  );
}

function Decision() {
  const { state, hidesText, note, decidedAt, moderator, from } = useLoaderData<typeof loader>();
  return (
    <Facts
      rows={[
        [
          "Decision",
          `${REPORT_STATES[state].label}${hidesText ? `; the other side of ${from} does not see the message any more` : ""}`,
        ],
        ["Reason", note],
        ["Decided", decidedAt && <DateText iso={decidedAt} withTime />],
        ["By", moderator],
      ]}
    />
  );
}

function DecisionForm() {
  const { from } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  const [form, fields] = useForm<{ decision: string; note: string }>({
    id: "decide",
    lastResult: actionData?.result,
    constraint: { decision: { required: true }, note: { required: true } },
  });
  return (
    <DataForm form={form}>
      <ChoiceField
        field={fields.decision}
        label="What do you decide?"
        options={optionsOf({
          dismissed: { label: "Dismiss the report", explanation: "The message stays as it is." },
          upheld_and_hidden: {
            label: "Remove the message",
            explanation: `Those to whom ${from} wrote do not see it any more. ${from} does, with a note.`,
          },
          upheld: { label: "Agree, and leave the message", explanation: "The report stays on record." },
        })}
      />
      <TextAreaField
        field={fields.note}
        label="Reason"
        hint={`Whoever reported it reads this. At most ${REPORT_TEXT_MAX.toLocaleString("en-IN")} characters.`}
        rows={4}
      />
      <Button>Decide for good</Button>
    </DataForm>
  );
}
