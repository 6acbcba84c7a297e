import { useForm } from "@conform-to/react";
import type { SubmissionResult } from "@conform-to/react";
import { DataForm, SelectField, TextAreaField, TextField, type Option } from "#app/components/forms.tsx";
import { Button } from "#app/components/primitives.tsx";
import { INDIAN_STATES } from "#app/core/reference/countries.ts";

type Fields = {
  legalName: string;
  address: string;
  country: string;
  stateCode: string;
  gstin: string;
  email: string;
};
type Props = {
  profile: Partial<Fields>;
  countries: Option[];
  /** Where to go on afterwards. */
  next: string | null;
  result: SubmissionResult<string[]> | undefined;
};

const states = INDIAN_STATES.map(({ name, gstCode }) => ({ value: gstCode, label: `${name} (${gstCode})` }));

/** Whom invoices name, and where receipts go. */
export function ProfileForm({ profile, countries, next, result }: Props) {
  const required = { required: true };
  const [form, fields] = useForm<Fields>({
    id: "details",
    lastResult: result,
    defaultValue: profile,
    constraint: { legalName: required, address: required, country: required, email: required },
  });
  return (
    <DataForm form={form}>
      <input type="hidden" name="intent" value="details" />
      {next && <input type="hidden" name="next" value={next} />}
      <TextField field={fields.legalName} label="Legal name" autoComplete="organization" />
      <TextAreaField field={fields.address} label="Address" rows={3} autoComplete="street-address" />
      <SelectField
        field={fields.country}
        label="Country"
        hint="Buyers in India pay in rupees, others in US dollars."
        placeholder="Choose a country"
        options={countries}
      />
      <SelectField
        field={fields.stateCode}
        label="State in India"
        hint="Needed within India: it decides between CGST with SGST, and IGST."
        placeholder="Not in India"
        options={states}
      />
      <TextField
        field={fields.gstin}
        label="GSTIN"
        hint="If you are registered for GST in India: 15 characters."
        autoComplete="off"
      />
      <TextField
        field={fields.email}
        label="E-mail for receipts"
        type="email"
        inputMode="email"
        autoComplete="email"
      />
      <Button>{next ? "Save and go back" : "Save"}</Button>
    </DataForm>
  );
}
