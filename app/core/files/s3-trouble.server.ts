import { DomainError } from "#app/core/errors.ts";
import { log } from "#app/core/log.server.ts";

const RETRY_AFTER_SECONDS = 60;

/** What the operator should look at, by what the store answered. */
const CAUSES: [variable: string, names: RegExp][] = [
  ["S3_ACCESS_KEY_ID", /^InvalidAccessKeyId$/],
  ["S3_SECRET_ACCESS_KEY", /^SignatureDoesNotMatch$/],
  ["S3_BUCKET", /^(NoSuchBucket|InvalidBucketName)$/],
  ["S3_REGION", /^(AuthorizationHeaderMalformed|PermanentRedirect|IllegalLocationConstraintException)$/],
  ["the rights of S3_ACCESS_KEY_ID", /^(AccessDenied|Forbidden)$/],
  ["S3_ENDPOINT", /^(ENOTFOUND|ECONNREFUSED|EAI_AGAIN|CERT_|DEPTH_ZERO|UNABLE_TO|ERR_TLS|EPROTO)/],
];

/** The file store is away or refuses us. The reader hears "try later", the log and `/readyz` say what to look at. */
export class StoreTrouble extends DomainError {
  constructor(
    cause: unknown,
    /** For the operator: what went wrong, and the variable that most likely is to blame. */
    readonly diagnosis: string,
  ) {
    super(
      "unavailable",
      "Files cannot be kept or fetched just now. Nothing was changed; please try again in a few minutes.",
      { retryAfterSeconds: RETRY_AFTER_SECONDS },
    );
    this.cause = cause;
  }
}

/** Turns what the S3 client threw into a refusal, and tells the operator in the log. Refusals stay what they are. */
export function s3Trouble(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  const sign = code ?? name ?? "";
  const suspect = CAUSES.find(([, names]) => names.test(sign))?.[0];
  const diagnosis = `the S3 store failed (${sign}: ${message})${suspect ? `; look at ${suspect}` : ""}`;
  log.error({ diagnosis }, "files cannot be kept or fetched");
  return new StoreTrouble(error, diagnosis);
}
