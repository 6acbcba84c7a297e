/** How many characters the texts may have, as people count them. Apart from the schemas, so that pages may tell them. */
export const MESSAGE_MAX = 3_000;
export const CAPABILITY_MAX = 5_000;
export const CONTACT_ROLE_MAX = 120;
export const NOTE_MAX = 1_000;

/** "At most 3,000 characters." */
export function limitText(max: number): string {
  return `At most ${max.toLocaleString("en-IN")} characters.`;
}
