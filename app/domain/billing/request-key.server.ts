import { createHash } from "node:crypto";

/**
 * The key of an order: the same form with the same choice is the same order, another choice in it is another one, as
 * when somebody comes back from the payment page and takes a longer plan.
 * @param formKey made with the form
 * @returns in the form of a UUID
 */
export function orderKey(formKey: string, ...choice: string[]): string {
  const hex = createHash("sha256")
    .update([formKey, ...choice].join(" "))
    .digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
