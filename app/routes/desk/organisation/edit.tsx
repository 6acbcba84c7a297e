import { redirect, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { PartForm } from "#app/components/organisation/part-form.tsx";
import { PageHeader } from "#app/components/primitives.tsx";
import { mayEdit } from "#app/core/actor.ts";
import { DomainError, notFound, STATUS_OF } from "#app/core/errors.ts";
import { handle, readForm, requireMember, submitForm, type FormResult } from "#app/core/http.server.ts";
import { CURRENCIES, isCurrency } from "#app/core/reference/currencies.ts";
import { formOf, stampOf } from "#app/domain/organisations/part-forms.ts";
import { partSchema } from "#app/domain/organisations/part-schemas.ts";
import { isPart, PARTS, type Part } from "#app/domain/organisations/parts.ts";
import { changeProfile, readOwnProfile } from "#app/domain/organisations/profile.server.ts";
import { readReference } from "#app/domain/reference/read-reference.server.ts";
import { identifierChoices, sizeChoices } from "#app/routes/desk/organisation/part-view.server.ts";

/** Three digits and more in a row's number: nobody has so many rows. */
const ABSURD_ROW = /\[\d{3,}\]/;

function requirePart(text: string | undefined): Part {
  if (text === undefined || !isPart(text)) throw notFound("This part of the profile");
  return text;
}

export const loader = handle(async ({ actor, url, params }) => {
  const member = requireMember(actor, url);
  const part = requirePart(params.part);
  if (!mayEdit(member))
    throw new DomainError("forbidden", "You read as a viewer. An owner can make you an editor.");
  const profile = await readOwnProfile(member);
  return {
    part,
    ...PARTS[part],
    values: formOf(part, profile),
    stamp: stampOf(part, profile),
    choices: sizeChoices(profile, await readReference("msme_classes")),
    identifiers: identifierChoices(profile),
  };
});

export const action = handle(async ({ request, actor, url, params }) => {
  const member = requireMember(actor, url);
  const part = requirePart(params.part);
  const form = await readForm(request);
  if ([...form.keys()].some((name) => ABSURD_ROW.test(name)))
    throw new DomainError("invalid", "There are too many rows. Leave some out.");
  const { currency } = await readOwnProfile(member);
  const stamp = form.get("stamp");
  const schema = partSchema(part, isCurrency(currency) ? currency : CURRENCIES[0]);
  return submitForm(form, schema, async (change) => {
    await changeProfile(member, part, change, typeof stamp === "string" ? stamp : null);
    return redirect(`/desk/organisation?saved#${part}`);
  });
});

/** What a colleague saved meanwhile has another stamp, with which the next save begins. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === STATUS_OF.conflict || defaultShouldRevalidate;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.label ?? "Organisation"} · Sanyog` },
];

export default function ProfilePartPage() {
  const { label, explanation, ...view } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  return (
    <>
      <PageHeader title={label}>
        <p>{explanation} What you leave empty counts as not stated.</p>
      </PageHeader>
      <PartForm key={view.part} {...view} result={actionData?.result} />
    </>
  );
}
