import { createHmac } from "node:crypto";
import path from "node:path";
import { z } from "zod";

/** Secrets that appear in examples; nobody may run in production with one of them. */
const SAMPLE_SECRETS = new Set(["secret", "changeme", "change-me", "development-only", "sanyog"]);

const whole = (name: string, min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `${name} should be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `${name} should be a whole number from ${min} to ${max}`);

const address = (name: string, protocols: string[]) =>
  z.string().refine(
    (text) => {
      const url = URL.canParse(text) ? new URL(text) : null;
      return url !== null && protocols.includes(url.protocol);
    },
    `${name} should be an address that starts with ${protocols.map((p) => `${p}//`).join(" or ")}`,
  );

const onOff = (name: string) =>
  z.enum(["on", "off"], { error: `${name} should be on or off` }).transform((value) => value === "on");

const environmentSchema = z.object({
  NODE_ENV: z
    .enum(["production", "development", "test"], {
      error: "NODE_ENV should be production, development or test",
    })
    .default("development"),
  PORT: whole("PORT", 0, 65535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: address("PUBLIC_URL", ["http:", "https:"]).optional(),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: address("DATABASE_URL", ["postgres:", "postgresql:"]).optional(),
  /** Set by the launcher once the embedded PostgreSQL listens; not for users. */
  EMBEDDED_DATABASE_URL: address("EMBEDDED_DATABASE_URL", ["postgres:", "postgresql:"]).optional(),
  MEILISEARCH_URL: address("MEILISEARCH_URL", ["http:", "https:"]).optional(),
  MEILISEARCH_API_KEY: z.string().default(""),
  MEILISEARCH_INDEX_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_-]*$/, "MEILISEARCH_INDEX_PREFIX should have letters, digits, - and _ only")
    .default("sanyog_"),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, "STRIPE_SECRET_KEY should look like sk_test_… or sk_live_…")
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\w+$/, "STRIPE_WEBHOOK_SECRET should look like whsec_…")
    .optional(),
  STRIPE_API_URL: address("STRIPE_API_URL", ["http:", "https:"]).optional(),
  SMTP_URL: address("SMTP_URL", ["smtp:", "smtps:"]).optional(),
  S3_ENDPOINT: address("S3_ENDPOINT", ["http:", "https:"]).optional(),
  S3_BUCKET: z
    .string()
    .regex(
      /^[A-Za-z0-9][\w.-]{2,62}$/,
      "S3_BUCKET should be a bucket's name: 3 to 63 letters, digits, . and -",
    )
    .optional(),
  S3_REGION: z
    .string()
    .regex(/^[\w-]+$/, "S3_REGION should be a region's name, like us-east-1")
    .optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  MAIL_FROM: z.string().default("Sanyog <no-reply@sanyog.example>"),
  SESSION_SECRET: z.string().min(32, "SESSION_SECRET should have at least 32 characters").optional(),
  ROLES: z
    .string()
    .default("web,jobs")
    .transform((text) => text.split(",").map((role) => role.trim()))
    .refine(
      (roles) => roles.length > 0 && roles.every((role) => role === "web" || role === "jobs"),
      "ROLES should be web, jobs or web,jobs",
    ),
  DEMO: onOff("DEMO").default(true),
  TRUST_PROXY: z.string().default(""),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], {
      error: "LOG_LEVEL should be fatal, error, warn, info, debug, trace or silent",
    })
    .default("info"),
});

/** Where files are kept instead of a folder: any store that speaks S3. */
export type S3Settings = {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
};

const S3_VARIABLES = [
  "S3_ENDPOINT",
  "S3_BUCKET",
  "S3_REGION",
  "S3_ACCESS_KEY_ID",
  "S3_SECRET_ACCESS_KEY",
] as const;

export type Config = Readonly<{
  isProduction: boolean;
  isTest: boolean;
  port: number;
  host: string;
  /** Without a trailing slash; addresses in mails start with it. */
  publicUrl: string;
  dataDir: string;
  database: { kind: "embedded" | "given"; url: string };
  search:
    { engine: "postgres" } | { engine: "meilisearch"; url: string; apiKey: string; indexPrefix: string };
  stripe:
    | { mode: "off" }
    /** A small server inside speaks Stripe's API; no money moves. */
    | { mode: "sandbox"; secretKey: string; webhookSecret: string }
    | { mode: "test" | "live"; secretKey: string; webhookSecret: string; apiUrl: string | undefined };
  mail: { kind: "folder"; directory: string; from: string } | { kind: "smtp"; url: string; from: string };
  sessionSecret: string;
  files: { kind: "folder"; directory: string } | ({ kind: "s3" } & S3Settings);
  roles: { web: boolean; jobs: boolean };
  /** Demo data and the page that shows outgoing mail: embedded database only. */
  demo: boolean;
  /** Express's "trust proxy" value; false when nothing stands in front. */
  trustProxy: boolean | number | string;
  logLevel: string;
}>;

/** Every mistake in the environment at once, a line each, by the variable's name. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(problems.join("\n"));
    this.name = "ConfigError";
  }
}

type Environment = z.output<typeof environmentSchema>;

function together(env: Record<string, unknown>, names: string[], problems: string[]): boolean {
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0 && missing.length < names.length)
    problems.push(`${missing.join(" and ")} should be set too, because ${names.join(", ")} go together`);
  return missing.length === 0;
}

function productionProblems(env: Environment): string[] {
  if (env.NODE_ENV !== "production" || !env.DATABASE_URL) return [];
  const problems: string[] = [];
  if (!env.SESSION_SECRET)
    problems.push("SESSION_SECRET should be set in production (32 random characters or more)");
  else if (SAMPLE_SECRETS.has(env.SESSION_SECRET) || /^(.)\1+$/.test(env.SESSION_SECRET))
    problems.push("SESSION_SECRET should be random; this one is a known sample");
  if (!env.PUBLIC_URL)
    problems.push("PUBLIC_URL should be set in production (the address that readers use, https://…)");
  return problems;
}

function trustProxy(text: string): boolean | number | string {
  if (text === "" || text === "off" || text === "false") return false;
  if (text === "on" || text === "true") return 1;
  return /^\d+$/.test(text) ? Number(text) : text;
}

const SANDBOX_KEY = "sk_test_sandbox";

/** Without keys there is the sandbox, and nothing to pay with where real people buy. */
function paymentsOf(env: Environment, hasStripe: boolean): Config["stripe"] {
  if (hasStripe)
    return {
      mode: env.STRIPE_SECRET_KEY!.includes("_live_") ? "live" : "test",
      secretKey: env.STRIPE_SECRET_KEY!,
      webhookSecret: env.STRIPE_WEBHOOK_SECRET!,
      apiUrl: env.STRIPE_API_URL,
    };
  if (env.NODE_ENV === "production" && env.DATABASE_URL) return { mode: "off" };
  const secret = createHmac("sha256", sessionSecretOf(env)).update("payment sandbox").digest("hex");
  return { mode: "sandbox", secretKey: SANDBOX_KEY, webhookSecret: `whsec_${secret}` };
}

const sessionSecretOf = (env: Environment) => env.SESSION_SECRET ?? "development-only";

/**
 * Reads the whole configuration from environment variables (empty means not set).
 * @throws ConfigError with every problem at once.
 */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = environmentSchema.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => issue.message);
  const hasStripe = together(given, ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"], problems);
  const hasS3 = together(given, [...S3_VARIABLES], problems);
  if (parsed.success) problems.push(...productionProblems(parsed.data));
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const env = parsed.data;
  const dataDir = path.resolve(env.DATA_DIR);
  const embedded = !env.DATABASE_URL;
  const host = env.HOST === "0.0.0.0" || env.HOST === "::" ? "localhost" : env.HOST;
  return Object.freeze<Config>({
    isProduction: env.NODE_ENV === "production",
    isTest: env.NODE_ENV === "test",
    port: env.PORT,
    host: env.HOST,
    publicUrl: (env.PUBLIC_URL ?? `http://${host}:${env.PORT}`).replace(/\/+$/, ""),
    dataDir,
    database: {
      kind: embedded ? "embedded" : "given",
      url: env.DATABASE_URL ?? env.EMBEDDED_DATABASE_URL ?? "",
    },
    search: env.MEILISEARCH_URL
      ? {
          engine: "meilisearch",
          url: env.MEILISEARCH_URL,
          apiKey: env.MEILISEARCH_API_KEY,
          indexPrefix: env.MEILISEARCH_INDEX_PREFIX,
        }
      : { engine: "postgres" },
    stripe: paymentsOf(env, hasStripe),
    mail: env.SMTP_URL
      ? { kind: "smtp", url: env.SMTP_URL, from: env.MAIL_FROM }
      : { kind: "folder", directory: path.join(dataDir, "mail"), from: env.MAIL_FROM },
    sessionSecret: sessionSecretOf(env),
    files: hasS3
      ? {
          kind: "s3",
          endpoint: env.S3_ENDPOINT!,
          bucket: env.S3_BUCKET!,
          region: env.S3_REGION!,
          accessKeyId: env.S3_ACCESS_KEY_ID!,
          secretAccessKey: env.S3_SECRET_ACCESS_KEY!,
        }
      : { kind: "folder", directory: path.join(dataDir, "files") },
    roles: { web: env.ROLES.includes("web"), jobs: env.ROLES.includes("jobs") },
    demo: env.DEMO && embedded,
    trustProxy: trustProxy(env.TRUST_PROXY),
    logLevel: env.LOG_LEVEL,
  });
}

/** The process's configuration, read once when the first module asks for it. */
export const config: Config = readConfig(process.env);
