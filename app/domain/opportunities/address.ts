const LONGEST_SLUG = 80;

/** A title as the readable end of an address: lower-case words joined by hyphens; "" when nothing is left. */
export function slugOfTitle(title: string): string {
  const words = title
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  let slug = "";
  for (const word of words) {
    const longer = slug ? `${slug}-${word}` : word;
    if (longer.length > LONGEST_SLUG) break;
    slug = longer;
  }
  return slug;
}

/** The one address of an opportunity's public page; every link and the canonical address use it. */
export function opportunityPath(opportunity: { reference: string; title: string }): string {
  const slug = slugOfTitle(opportunity.title);
  return `/opportunities/${opportunity.reference}${slug ? `/${slug}` : ""}`;
}
