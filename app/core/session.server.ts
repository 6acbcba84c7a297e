import { createHash, randomBytes } from "node:crypto";
import { createCookie } from "@remix-run/node";
import { anonymous, type Actor } from "#app/core/actor.ts";
import { config } from "#app/core/config.server.ts";
import { db, type Tx } from "#app/core/db.server.ts";

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

/** Reads who asks from the session cookie; an unknown, ended or revoked session is anonymous. */
export async function readActor(cookieHeader: string | null): Promise<Actor> {
  if (!carriesSession(cookieHeader)) return anonymous;
  const token: unknown = await sessionCookie.parse(cookieHeader).catch(() => null);
  if (typeof token !== "string" || token.length < 40) return anonymous;
  const session = await db.session.findUnique({
    where: { tokenHash: hashToken(token), expiresAt: { gt: new Date() } },
    select: {
      id: true,
      lastSeenAt: true,
      organisationId: true,
      user: {
        select: {
          id: true,
          email: true,
          name: true,
          emailVerifiedAt: true,
          isModerator: true,
          memberships: {
            orderBy: { createdAt: "asc" },
            select: {
              role: true,
              organisation: {
                select: { id: true, slug: true, name: true, kind: true, country: true, verification: true },
              },
            },
          },
        },
      },
    },
  });
  if (!session) return anonymous;
  const now = Date.now();
  if (now - session.lastSeenAt.getTime() > SEEN_EVERY_MS)
    await db.session.updateMany({ where: { id: session.id }, data: { lastSeenAt: new Date(now) } });
  const { user } = session;
  const membership =
    user.memberships.find((each) => each.organisation.id === session.organisationId) ?? user.memberships[0];
  return {
    kind: "person",
    userId: user.id,
    sessionId: session.id,
    email: user.email,
    name: user.name,
    emailVerified: user.emailVerifiedAt !== null,
    isModerator: user.isModerator,
    organisation: membership ? { ...membership.organisation, role: membership.role } : null,
  };
}
