import { useForm, type FieldMetadata, type FormMetadata, type SubmissionResult } from "@conform-to/react";
import {
  ChoiceField,
  DataForm,
  optionsOf,
  TextAreaField,
  TextField,
  type AnyField,
  type Option,
} from "#app/components/forms.tsx";
import { ProcessFields } from "#app/components/organisation/process-fields.tsx";
import { SizeFields, type SizeChoices } from "#app/components/organisation/size-fields.tsx";
import { RowFields, type Column } from "#app/components/posting/row-fields.tsx";
import { Button, ButtonLink } from "#app/components/primitives.tsx";
import { SECTORS } from "#app/core/reference/sectors.ts";
import { IDENTIFIERS, SHOWN_PARTS, type IdentifierName, type Part } from "#app/domain/organisations/parts.ts";
import type { PartForm as Values } from "#app/domain/organisations/part-forms.ts";

type Props = {
  part: Part;
  values: Values;
  stamp: string;
  choices: SizeChoices;
  identifiers: { name: IdentifierName; hint: string }[];
  result?: SubmissionResult<string[]>;
};

type Fields = Record<string, FieldMetadata>;
type Form = FormMetadata<Record<string, unknown>, string[]>;

const SECTOR_OPTIONS: Option[] = SECTORS.map(({ code, label }) => ({ value: code, label }));

const EQUIPMENT: Column[] = [
  { cell: "what", label: "What", placeholder: "CNC lathe" },
  { cell: "maker", label: "Maker and model" },
  { cell: "capacity", label: "Size or capacity" },
  { cell: "quantity", label: "How many", input: { inputMode: "numeric" }, isShort: true },
];

const SUPPLIES: Column[] = [
  { cell: "customer", label: "Customer" },
  { cell: "what", label: "What" },
  { cell: "year", label: "Year", input: { inputMode: "numeric" }, isShort: true },
  { cell: "value", label: "Value" },
];

/** One part of the profile as a form. Works without script; what is wrong stands beside its field. */
export function PartForm(props: Props) {
  const { part, values, stamp, result } = props;
  const [form, fields] = useForm<Record<string, unknown>>({
    id: "profile",
    lastResult: result,
    defaultValue: values as Record<string, never>,
  });
  return (
    <DataForm form={form} replace>
      <input type="hidden" name="stamp" value={stampToSend(stamp, result)} />
      {/* The first button is the one that the Enter key presses. */}
      <button className="sr-only" tabIndex={-1} aria-hidden />
      <PartFields {...props} form={form} fields={fields as unknown as Fields} />
      <div className="mt-6 flex flex-wrap gap-3">
        <Button>Save</Button>
        <ButtonLink to={`/desk/organisation#${part}`} look="secondary">
          Back to the profile
        </ButtonLink>
      </div>
    </DataForm>
  );
}

/**
 * A form that comes back for its fields still began with what it began with; one that was refused as a whole has told
 * about the colleague's change, and begins anew.
 */
function stampToSend(current: string, result: Props["result"]): string {
  const sent = result?.initialValue?.stamp;
  return typeof sent === "string" && !result?.error?.[""] ? sent : current;
}

function PartFields({ part, form, fields, choices, identifiers }: Props & { form: Form; fields: Fields }) {
  const named = fields as unknown as Record<never, AnyField>;
  switch (part) {
    case "about":
      return <AboutFields fields={fields} />;
    case "size":
      return <SizeFields fields={named as never} choices={choices} />;
    case "processes":
      return <ProcessFields fields={named as never} />;
    case "equipment":
      return (
        <RowFields
          form={form}
          field={fields.equipment as never}
          label="Machines and instruments"
          hint="Each kind on a row of its own. An empty “How many” means one."
          columns={EQUIPMENT}
          addLabel="Add a row"
        />
      );
    case "supplies":
      return (
        <>
          <RowFields
            form={form}
            field={fields.pastSupplies as never}
            label="Past supplies"
            hint="Name the customer, or only its kind, like “a shipyard”. Values stay with you."
            columns={SUPPLIES}
            addLabel="Add a row"
          />
          <TextAreaField
            field={fields.countriesServed!}
            label="Countries you supply"
            hint="Names with commas between them, like India, Germany."
            rows={2}
          />
        </>
      );
    case "identifiers":
      return identifiers.map(({ name, hint }) => (
        <TextField
          key={name}
          field={fields[name]!}
          label={IDENTIFIERS[name].label}
          hint={hint}
          autoComplete="off"
          spellCheck={false}
        />
      ));
    case "shown":
      return (
        <ChoiceField
          field={fields.shownParts!}
          label="Show on the public page"
          hint="Name, place, website, sectors and year of founding always stand there."
          options={optionsOf(SHOWN_PARTS)}
          several
        />
      );
  }
}

function AboutFields({ fields }: { fields: Fields }) {
  return (
    <>
      <TextField
        field={{ ...plain(fields.name!), required: true }}
        label="Name"
        autoComplete="organization"
        maxLength={undefined}
      />
      <TextAreaField
        field={fields.about!}
        label="About"
        hint="What you make or research, for whom, with what equipment. At most 3,000 characters."
        rows={8}
      />
      <TextField field={fields.city!} label="City" autoComplete="address-level2" maxLength={undefined} />
      <TextField
        field={fields.website!}
        label="Website"
        inputMode="url"
        autoComplete="url"
        maxLength={undefined}
      />
      <ChoiceField
        field={fields.sectors!}
        label="Sectors you work in"
        options={SECTOR_OPTIONS}
        several
        columns
      />
    </>
  );
}

/** Conform's metadata are getters on a proxy; a copy can be changed. */
function plain(field: FieldMetadata): AnyField {
  const { id, name, errors, errorId, descriptionId, initialValue, required, minLength, maxLength, key } =
    field;
  return { id, name, errors, errorId, descriptionId, initialValue, required, minLength, maxLength, key };
}
