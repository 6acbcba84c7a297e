/** A poster is reminded of an EoI without an answer so many days after its sending. */
export const REMIND_AFTER_DAYS = [7, 14] as const;
