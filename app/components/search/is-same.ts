/** Whether two sets of properties made of plain JSON say the same: an answer is read anew at each letter typed. */
export const isSame = (before: object, after: object) => JSON.stringify(before) === JSON.stringify(after);
