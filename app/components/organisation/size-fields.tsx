import { SelectField, TextField, type AnyField, type Option } from "#app/components/forms.tsx";

/** What the form for size and licences needs besides its values: which fields make sense for this kind. */
export type SizeChoices = {
  /** Empty where the class follows from the kind, or where classes mean nothing. */
  classes: Option[];
  /** Since when the limits of the classes hold, as a sentence. */
  classRule: string;
  currencies: Option[];
  /** Empty in India, which has one time zone. */
  timeZones: string[];
};

type Fields = Record<
  | "foundedYear"
  | "enterpriseClass"
  | "currency"
  | "yearlyTurnover"
  | "investment"
  | "industrialLicence"
  | "licenceDetails"
  | "timeZone",
  AnyField
>;

const LICENCE: Option[] = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
];

/** Age, size and licences: what posters ask for besides certificates. What is left out is not held against anybody, only unknown. */
export function SizeFields({ fields, choices }: { fields: Fields; choices: SizeChoices }) {
  const { classes, classRule, currencies, timeZones } = choices;
  return (
    <>
      <TextField
        field={fields.foundedYear}
        label="Founded in"
        hint="The year, with four digits."
        inputMode="numeric"
        className="control max-w-32"
      />
      {classes.length > 0 && (
        <SelectField
          field={fields.enterpriseClass}
          label="Enterprise class"
          hint={`With turnover and investment in rupees it follows by itself. ${classRule}`}
          options={classes}
          placeholder="Not stated"
        />
      )}
      <SelectField
        field={fields.currency}
        label="Currency of the amounts"
        hint="Posters' minimum turnovers can be compared only in their own currency, mostly rupees."
        options={currencies}
      />
      <TextField
        field={fields.yearlyTurnover}
        label="Turnover of the last year"
        hint="You may write 12.5 lakh or 4.2 crore."
      />
      {classes.length > 0 && (
        <TextField
          field={fields.investment}
          label="Investment in plant, machinery and equipment"
          hint="You may write 12.5 lakh or 4.2 crore."
        />
      )}
      <SelectField
        field={fields.industrialLicence}
        label="Do you hold an industrial licence?"
        hint="The one for making defence items, under the Industries (Development and Regulation) Act or the Arms Act."
        options={LICENCE}
        placeholder="Not stated"
      />
      <TextField
        field={fields.licenceDetails}
        label="Number and items of the licence"
        hint="As they stand in it. Others do not see this."
        maxLength={undefined}
      />
      {timeZones.length > 0 && (
        <SelectField
          field={fields.timeZone}
          label="Time zone"
          hint="A certificate stops counting when its last day is over there."
          options={timeZones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
        />
      )}
    </>
  );
}
