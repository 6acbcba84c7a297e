import {
  ORGANISATION_GROUPS,
  ORGANISATION_KINDS,
  organisationGroupValues,
} from "#app/core/reference/terms.ts";

/** The kinds of organisation under the audience each belongs to, for a person to choose from. */
export const organisationKindGroups = organisationGroupValues.map((group) => ({
  ...ORGANISATION_GROUPS[group],
  options: Object.entries(ORGANISATION_KINDS)
    .filter(([, kind]) => kind.group === group)
    .map(([value, { label, explanation }]) => ({ value, label, explanation: explanation as string })),
}));
