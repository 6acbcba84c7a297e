import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { redirect, type HeadersFunction, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { DateText } from "#app/components/facts.tsx";
import { DataForm, TextAreaField, TextField } from "#app/components/forms.tsx";
import { TextVersions, WhoIsOnWhich } from "#app/components/nda/text-lists.tsx";
import { Button, News, PageHeader, Section } from "#app/components/primitives.tsx";
import { audienceOf, type Actor } from "#app/core/actor.ts";
import { notFound } from "#app/core/errors.ts";
import { handle, readForm, requireMember, submitForm, type FormResult } from "#app/core/http.server.ts";
import { renderMarkdown } from "#app/core/markdown.server.ts";
import { presentOwnTexts } from "#app/domain/nda/present-texts.server.ts";
import { publishNdaText } from "#app/domain/nda/publish-text.server.ts";
import { MOST_BODY_CHARACTERS, ndaTextSchema } from "#app/domain/nda/schema.ts";

/** A member of an organisation that posts opportunities; for others there is no such page. */
function requirePoster(actor: Actor, url: URL) {
  const member = requireMember(actor, url);
  if (audienceOf(member.organisation.kind) === "msme") throw notFound();
  return member;
}

export const loader = handle(async ({ actor, url }) => {
  const member = requirePoster(actor, url);
  return { ...(await presentOwnTexts(member)), isPublished: url.searchParams.has("published") };
});

export const action = handle(async ({ request, actor, url }) => {
  const member = requirePoster(actor, url);
  const form = await readForm(request);
  if (form.get("intent") === "preview_nda") {
    const submission = parseWithZod(form, { schema: ndaTextSchema });
    // Nothing is wrong, but what was typed comes back as if it were.
    const result =
      submission.status === "success" ? submission.reply({ formErrors: [] }) : submission.reply();
    const body = String(form.get("body") ?? "").slice(0, MOST_BODY_CHARACTERS);
    return { result, previewHtml: renderMarkdown(body) };
  }
  return submitForm(form, ndaTextSchema, async (input) => {
    await publishNdaText(member, input);
    return redirect("/desk/organisation/nda?published");
  });
});

export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export const meta: MetaFunction = () => [{ title: "NDA · Sanyog" }];

export default function OrganisationNdaPage() {
  const { organisation, newest, texts, agreements, refusal, isPublished } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={`NDA of ${organisation}`}>
        What an applicant signs before your documents “After NDA” open to it. One signed agreement covers all
        your opportunities; you open each of them to an organisation apart.
      </PageHeader>
      <News>
        {isPublished && newest && `Version ${newest.version} is published. Open invitations are for it now.`}
      </News>
      {newest && (
        <p>
          Version {newest.version} since <DateText iso={newest.publishedAt} />.
        </p>
      )}
      {refusal ? <p className="text-quiet max-w-measure mt-2">{refusal}</p> : <Editor />}
      <TextVersions texts={texts} />
      <WhoIsOnWhich agreements={agreements} newest={newest?.version ?? 0} />
    </>
  );
}

function Editor() {
  const { draft } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as (FormResult & { previewHtml?: string }) | undefined;
  const [form, fields] = useForm<{ title: string; body: string }>({
    id: "nda",
    lastResult: actionData?.result,
    defaultValue: draft,
    constraint: { title: { required: true }, body: { required: true } },
  });
  return (
    <Section title={draft.after === 0 ? "Write the first version" : "Write a new version"} id="write">
      {draft.after === 0 && (
        <p className="max-w-measure mb-3">
          To begin with, here is an example. It is not legal advice: replace it by your own text.
        </p>
      )}
      <DataForm form={form} key={draft.after}>
        <input type="hidden" name="after" value={draft.after} />
        <TextField field={fields.title} label="Title" />
        <TextAreaField
          field={fields.body}
          label="Text"
          hint="Markdown: a line with ## is a heading, lines with - are a list. At most 60,000 characters."
          rows={20}
        />
        {actionData?.previewHtml !== undefined && (
          <div className="mb-5">
            <h3 className="text-lg">Preview</h3>
            <div
              className="panel prose max-w-3xl px-4 py-3"
              dangerouslySetInnerHTML={{ __html: actionData.previewHtml }}
            />
          </div>
        )}
        <div className="flex flex-wrap gap-2">
          <Button look="secondary" name="intent" value="preview_nda">
            Preview
          </Button>
          <Button name="intent" value="publish_nda">
            Publish {draft.after === 0 ? "it" : `as version ${draft.after + 1}`}
          </Button>
        </div>
      </DataForm>
    </Section>
  );
}
