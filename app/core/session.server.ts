import { createHash, randomBytes } from "node:crypto";
import { createCookie } from "@remix-run/node";
import { anonymous, type ActingOrganisation, type Actor } from "#app/core/actor.ts";
import { config } from "#app/core/config.server.ts";
import { db, pool, type Tx } from "#app/core/db.server.ts";

const SESSION_LIFE_MS = 30 * 24 * 3600 * 1000;
/** How stale `lastSeenAt` may grow before a request writes it again. */
const SEEN_EVERY_MS = 10 * 60 * 1000;

const secure = config.publicUrl.startsWith("https:");

/** `__Host-` binds the cookie to this host and to https where there is https. */
export const sessionCookie = createCookie(secure ? "__Host-sanyog_session" : "sanyog_session", {
  httpOnly: true,
  sameSite: "lax",
  path: "/",
  secure,
  maxAge: SESSION_LIFE_MS / 1000,
});

/** A secret for a link or a cookie: 256 random bits, and the hash that is all we keep of it. */
export function makeToken(): { token: string; tokenHash: Uint8Array<ArrayBuffer> } {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashToken(token) };
}

/** SHA-256 is enough: the token is 256 random bits, there is nothing to guess. */
export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}

/**
 * Starts a session for a person and returns the Set-Cookie value. Always a new token: nothing that
 * a browser brought along before signing in survives it.
 */
export async function startSession(
  tx: Tx,
  session: { userId: string; organisationId: string | null; userAgent: string },
): Promise<string> {
  const { token, tokenHash } = makeToken();
  await tx.session.create({
    data: {
      ...session,
      userAgent: session.userAgent.slice(0, 300),
      tokenHash,
      expiresAt: new Date(Date.now() + SESSION_LIFE_MS),
    },
  });
  return sessionCookie.serialize(token);
}

/** The Set-Cookie value that makes a browser forget its session. */
export function forgetSession(): Promise<string> {
  return sessionCookie.serialize("", { maxAge: 0 });
}

/** True when the request carries a session cookie, valid or not: such answers are never shared. */
export function carriesSession(cookieHeader: string | null | undefined): boolean {
  return cookieHeader?.includes(`${sessionCookie.name}=`) ?? false;
}

type SessionRow = {
  session_id: string;
  is_stale: boolean;
  user_id: string;
  email: string;
  name: string;
  email_verified: boolean;
  is_moderator: boolean;
  organisation: ActingOrganisation | null;
};

/**
 * One statement, because every signed-in request asks it: by Prisma it would be four. The organisation is the
 * session's own while the person is a member of it, else the one that the person joined first.
 */
const WHO_ASKS = {
  name: "who-asks",
  text: `
    select s.id as session_id, s.last_seen_at < now() - $2 * interval '1 millisecond' as is_stale,
      u.id as user_id, u.email, u.name, u.email_verified_at is not null as email_verified, u.is_moderator,
      (select json_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'kind', o.kind, 'country', o.country,
                'verification', o.verification, 'role', m.role)
       from membership m join organisation o on o.id = m.organisation_id
       where m.user_id = u.id
       order by (m.organisation_id = s.organisation_id) is true desc, m.created_at
       limit 1) as organisation
    from session s join "user" u on u.id = s.user_id
    where s.token_hash = $1 and s.expires_at > now()`,
};

/** Reads who asks from the session cookie; an unknown, ended or revoked session is anonymous. */
export async function readActor(cookieHeader: string | null): Promise<Actor> {
  if (!carriesSession(cookieHeader)) return anonymous;
  const token: unknown = await sessionCookie.parse(cookieHeader).catch(() => null);
  if (typeof token !== "string" || token.length < 40) return anonymous;
  const values = [Buffer.from(hashToken(token)), SEEN_EVERY_MS];
  const { rows } = await pool.query<SessionRow>({ ...WHO_ASKS, values });
  const found = rows[0];
  if (!found) return anonymous;
  if (found.is_stale)
    await db.session.updateMany({ where: { id: found.session_id }, data: { lastSeenAt: new Date() } });
  return {
    kind: "person",
    userId: found.user_id,
    sessionId: found.session_id,
    email: found.email,
    name: found.name,
    emailVerified: found.email_verified,
    isModerator: found.is_moderator,
    organisation: found.organisation,
  };
}
