import type { OrganisationGroup } from "#app/core/reference/terms.ts";

type Profile = {
  about: string;
  city: string;
  website: string;
  sectors: string[];
  foundedYear: number | null;
  yearlyTurnoverMinor: bigint | null;
  _count: { certificates: number };
};

/** What is missing in a profile and what adding it is good for, the most useful first. Pure. */
export function profileHints(profile: Profile, audience: OrganisationGroup): string[] {
  const applies = audience !== "prime";
  return [
    profile.sectors.length === 0
      ? applies
        ? "Choose your sectors: then the opportunities in them that you qualify for stand here."
        : "Choose your sectors: readers of your profile see what you work on."
      : "",
    profile._count.certificates === 0 && applies
      ? "Enter your certificates: most posters require one, and searches then tell you where you qualify."
      : "",
    profile.about.trim() === ""
      ? applies
        ? "Say what your organisation makes: posters read it beside your expression of interest."
        : "Say what your organisation does: applicants read it before they write to you."
      : "",
    profile.foundedYear === null && applies
      ? "Add the year of founding: many posters ask for years in business."
      : "",
    profile.yearlyTurnoverMinor === null && applies
      ? "State your turnover: only you see it, and it answers what some posters require."
      : "",
    profile.city.trim() === "" ? "Add your city." : "",
    profile.website.trim() === "" ? "Add your website." : "",
  ].filter((hint) => hint !== "");
}
