import type { Actor, Person } from "#app/core/actor.ts";
import { db } from "#app/core/db.server.ts";
import { notFound } from "#app/core/errors.ts";

/** Ends the session of this browser; nothing happens when there is none. */
export async function signOut(actor: Actor): Promise<void> {
  if (actor.kind === "person")
    await db.session.deleteMany({ where: { id: actor.sessionId, userId: actor.userId } });
}

/** Ends every session of the person, this one included. */
export async function signOutEverywhere(actor: Person): Promise<void> {
  await db.session.deleteMany({ where: { userId: actor.userId } });
}

/** Ends one session of the person. @throws DomainError not_found when it is not theirs */
export async function endSession(actor: Person, sessionId: string): Promise<void> {
  const { count } = await db.session.deleteMany({ where: { id: sessionId, userId: actor.userId } });
  if (count === 0) throw notFound("This session");
}

/** Where the person is signed in, the latest first. */
export async function listSessions(actor: Person) {
  const sessions = await db.session.findMany({
    where: { userId: actor.userId, expiresAt: { gt: new Date() } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "asc" }],
    take: 50,
    select: { id: true, userAgent: true, createdAt: true, lastSeenAt: true },
  });
  return sessions.map((session) => ({
    id: session.id,
    browser: browserOf(session.userAgent),
    startedAt: session.createdAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    isThisOne: session.id === actor.sessionId,
  }));
}

/** Makes another of the person's organisations the one they act for in this browser. @throws DomainError not_found */
export async function actFor(actor: Person, organisationId: string): Promise<void> {
  const where = { userId_organisationId: { userId: actor.userId, organisationId } };
  if (!(await db.membership.findUnique({ where }))) throw notFound("This organisation");
  await db.session.update({ where: { id: actor.sessionId }, data: { organisationId } });
}

const BROWSERS: Array<[RegExp, string]> = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\/|Opera/, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: Array<[RegExp, string]> = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** "Firefox on Windows", for people to recognise their own; a rough reading is enough. */
export function browserOf(userAgent: string): string {
  const nameIn = (table: Array<[RegExp, string]>) => table.find(([pattern]) => pattern.test(userAgent))?.[1];
  const browser = nameIn(BROWSERS) ?? "A browser";
  const system = nameIn(SYSTEMS);
  return system ? `${browser} on ${system}` : browser;
}
