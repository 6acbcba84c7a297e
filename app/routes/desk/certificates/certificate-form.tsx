import { useForm } from "@conform-to/react";
import type { z } from "zod";
import { DataForm, SelectField, TextAreaField, TextField } from "#app/components/forms.tsx";
import { Button, ButtonLink } from "#app/components/primitives.tsx";
import type { FormResult } from "#app/core/http.server.ts";
import type { certificateSchema } from "#app/domain/certifications/schema.ts";

type Typed = z.input<typeof certificateSchema>;
type Props = {
  /** The standards to choose from, in the order of the reference data. */
  standards: { value: string; label: string }[];
  constraint: NonNullable<Parameters<typeof useForm<Typed>>[0]>["constraint"];
  actionData: FormResult | undefined;
  certificate?: Partial<Typed>;
  /** On the button that saves. */
  verb: string;
  /** Where the way back leads. */
  back?: { to: string; label: string };
};

const REGISTER = { to: "/desk/certificates", label: "Back to the register" };

/** One certificate: what it says about itself. */
export function CertificateForm(props: Props) {
  const { standards, constraint, actionData, certificate, verb, back = REGISTER } = props;
  const [form, fields] = useForm<Typed>({
    id: "certificate",
    lastResult: actionData?.result,
    constraint,
    defaultValue: certificate,
  });
  return (
    <DataForm form={form}>
      <SelectField
        field={fields.standard}
        label="Standard"
        hint="AS9100D is the same as EN 9100 and JISQ 9100. What it includes, such as ISO 9001, counts as well."
        options={standards}
        placeholder="Choose the standard"
      />
      <TextField
        field={fields.number}
        label="Number"
        hint="As printed on the certificate."
        maxLength={undefined}
      />
      <TextField field={fields.body} label="Certification body" hint="Who issued it." maxLength={undefined} />
      <TextAreaField
        field={fields.scope}
        label="Scope"
        rows={3}
        hint="The activities and sites it covers, as printed. At most 1,000 characters."
      />
      <TextField
        field={fields.issuedOn}
        label="Counts from"
        hint="The day of issue."
        type="date"
        className="control max-w-48"
      />
      <TextField
        field={fields.expiresOn}
        label="Counts until"
        hint="Its last day. Leave this empty only for an approval without an end."
        type="date"
        className="control max-w-48"
      />
      <div className="mt-5 flex flex-wrap gap-2">
        <Button name="intent" value="save">
          {verb}
        </Button>
        <ButtonLink look="secondary" to={back.to}>
          {back.label}
        </ButtonLink>
      </div>
    </DataForm>
  );
}
