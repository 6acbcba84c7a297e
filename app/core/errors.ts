/** Refusals and the HTTP status each one answers with: the only such table. */
export const STATUS_OF = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
} as const;

export type RefusalCode = keyof typeof STATUS_OF;

/**
 * A rule said no. `message` is for the person: what is wrong and what to do about it.
 * `fieldErrors` puts the sentence beside the form's field; `retryAfterSeconds` becomes Retry-After.
 */
export class DomainError extends Error {
  readonly fieldErrors: Record<string, string[]>;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: RefusalCode,
    message: string,
    options: { fieldErrors?: Record<string, string[]>; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.name = "DomainError";
    this.fieldErrors = options.fieldErrors ?? {};
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return STATUS_OF[this.code];
  }
}

/** A refusal that belongs to one field of the form. */
export function fieldError(field: string, message: string, code: RefusalCode = "invalid"): DomainError {
  return new DomainError(code, message, { fieldErrors: { [field]: [message] } });
}

/** The same answer for "does not exist" and "not yours": nobody learns which. */
export function notFound(what = "This page"): DomainError {
  return new DomainError("not_found", `${what} does not exist, or it is not open to you.`);
}

/** For a form whose button did not come with it, as a program or an old page may send it. */
export function unknownCommand(): DomainError {
  return new DomainError(
    "invalid",
    "The form did not say what to do. Go back and use the page's own buttons.",
  );
}
