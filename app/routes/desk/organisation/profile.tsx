import { useForm } from "@conform-to/react";
import { getZodConstraint } from "@conform-to/zod/v4";
import { redirect, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { ChoiceField, DataForm, TextAreaField, TextField } from "#app/components/forms.tsx";
import { Button, Facts, Notice, PageHeader, Section } from "#app/components/primitives.tsx";
import { mayEdit } from "#app/core/actor.ts";
import { handle, requireMember, submitForm, type FormResult } from "#app/core/http.server.ts";
import { countryName } from "#app/core/reference/countries.ts";
import { SECTORS } from "#app/core/reference/sectors.ts";
import { ORGANISATION_KINDS } from "#app/core/reference/terms.ts";
import { readOwnProfile, updateProfile } from "#app/domain/organisations/profile.server.ts";
import { organisationProfileFields, organisationProfileSchema } from "#app/domain/organisations/schema.ts";
import { CapabilityFields } from "#app/routes/desk/organisation/capability-fields.tsx";
import { capabilityView } from "#app/routes/desk/organisation/capability-view.server.ts";

export const loader = handle(async ({ actor, url }) => {
  const member = requireMember(actor, url);
  const { slug, kind, country, name, about, city, website, sectors, foundedYear, ...capability } =
    await readOwnProfile(member);
  return {
    profile: { name, about, city, website, sectors, foundedYear },
    capability: capabilityView(kind, capability),
    slug,
    kind: ORGANISATION_KINDS[kind].label,
    country: countryName(country),
    sectors: SECTORS.map(({ code, label }) => ({ value: code as string, label: label as string })),
    mayEdit: mayEdit(member),
    isSaved: url.searchParams.has("saved"),
    constraint: getZodConstraint(organisationProfileFields),
  };
});

export const action = handle(({ request, actor, url }) => {
  const member = requireMember(actor, url);
  return submitForm(request, organisationProfileSchema, async (profile) => {
    await updateProfile(member, profile);
    return redirect("/desk/organisation?saved");
  });
});

export const meta: MetaFunction = () => [{ title: "Organisation · Sanyog" }];

export default function OrganisationPage() {
  const { profile, slug, kind, country, mayEdit, isSaved } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={profile.name}>
        <p>What others read about your organisation beside each opportunity and expression of interest.</p>
      </PageHeader>
      {isSaved && (
        <div className="mb-6">
          <Notice tone="good" live>
            Saved. The public page shows it now.
          </Notice>
        </div>
      )}
      <Facts
        rows={[
          ["Kind", kind],
          ["Country", country],
          ["Public address", <Link to={`/organisations/${slug}`}>/organisations/{slug}</Link>],
        ]}
      />
      <p className="text-quiet mt-2 text-sm">
        Kind and country decide what you may post and answer, so they stay as they are.
      </p>
      {mayEdit ? <ProfileForm /> : <ProfileFacts />}
    </>
  );
}

function ProfileFacts() {
  const { profile, capability, sectors } = useLoaderData<typeof loader>();
  const chosen = sectors.filter(({ value }) => profile.sectors.includes(value)).map(({ label }) => label);
  return (
    <Section title="Profile">
      <Facts
        rows={[
          ["About", profile.about && <p className="max-w-measure whitespace-pre-line">{profile.about}</p>],
          ["City", profile.city],
          ["Website", profile.website],
          ["Sectors", chosen.join(", ")],
          ["Founded", profile.foundedYear],
          ...capability.facts,
        ]}
      />
      <p className="text-quiet mt-4">You read as a viewer. An owner can make you an editor.</p>
    </Section>
  );
}

function ProfileForm() {
  const { profile, capability, sectors, constraint } = useLoaderData<typeof loader>();
  const actionData = useActionData<typeof action>() as FormResult | undefined;
  const [form, fields] = useForm<z.input<typeof organisationProfileSchema>>({
    id: "profile",
    lastResult: actionData?.result,
    constraint,
    defaultValue: { ...profile, foundedYear: profile.foundedYear?.toString(), ...capability.typed },
  });
  return (
    <DataForm form={form}>
      <Section title="Profile">
        <TextField field={fields.name} label="Name" autoComplete="organization" maxLength={undefined} />
        <TextAreaField
          field={fields.about}
          label="About"
          hint="What you make or research, for whom, with what equipment. At most 3,000 characters."
          rows={8}
        />
        <TextField field={fields.city} label="City" autoComplete="address-level2" maxLength={undefined} />
        <TextField
          field={fields.website}
          label="Website"
          inputMode="url"
          autoComplete="url"
          maxLength={undefined}
        />
        <ChoiceField field={fields.sectors} label="Sectors you work in" options={sectors} several columns />
      </Section>
      <Section title="What posters ask for" id="capability">
        <p className="text-quiet max-w-measure mb-4">
          Searches and opportunities tell you from this whether you qualify. Others do not see amounts. What
          you leave empty counts as not stated. Certificates have{" "}
          <Link to="/desk/certificates">their own page</Link>.
        </p>
        <TextField
          field={fields.foundedYear}
          label="Founded in"
          hint="The year, with four digits."
          inputMode="numeric"
          className="control max-w-32"
        />
        <CapabilityFields fields={fields} choices={capability.choices} />
        <Button>Save the profile</Button>
      </Section>
    </DataForm>
  );
}
