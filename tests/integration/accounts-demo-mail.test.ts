import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { get } from "#tests/integration/account-requests.ts";
import { databaseUrl } from "#tests/setup/database.ts";

/** The modules as a process reads them that has its own embedded database, or a given one. */
async function modulesWith(database: "EMBEDDED_DATABASE_URL" | "DATABASE_URL") {
  vi.resetModules();
  vi.stubEnv("DATABASE_URL", undefined);
  vi.stubEnv(database, databaseUrl);
  const [{ loader }, { sendMail }, { config }] = await Promise.all([
    import("#app/routes/demo/mail.tsx"),
    import("#app/core/mail.server.ts"),
    import("#app/core/config.server.ts"),
  ]);
  return { loader, sendMail, config };
}

beforeEach(() => vi.resetModules());
afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

it("lists what the demonstration would have sent and opens a message with links into this site", async () => {
  const { loader, sendMail, config } = await modulesWith("EMBEDDED_DATABASE_URL");
  expect((await get(loader, "/demo/mail")).body).toMatchObject({ messages: [] });
  const mail = { to: "asha@kaveri.example", html: "<p>x</p>" };
  await sendMail({ ...mail, key: "first.1", subject: "First", text: "No link." });
  await new Promise((resolve) => setTimeout(resolve, 5));
  const link = `${config.publicUrl}/confirm-email/${"a-B_9".repeat(9)}`;
  const subject = "Zweite Nachricht für Asha, 2 °C";
  await sendMail({
    ...mail,
    key: "second.2",
    subject,
    text: `Open:\n${link}\nor https://elsewhere.example/x.`,
  });
  const { messages } = (await get(loader, "/demo/mail")).body as {
    messages: Array<{ id: string; subject: string }>;
  };
  expect(messages.map((each) => each.subject)).toEqual([subject, "First"]);
  const { id } = messages[0]!;
  const { message } = (await get(loader, `/demo/mail/${id}`, { params: { id } })).body as {
    message: { to: string; parts: Array<{ text: string; path?: string }> };
  };
  expect(message.to).toBe("asha@kaveri.example");
  expect(message.parts.filter((part) => part.path).map((part) => part.path)).toEqual([
    `/confirm-email/${"a-B_9".repeat(9)}`,
    "https://elsewhere.example/x",
  ]);
  expect(
    message.parts
      .map((part) => part.text)
      .join("")
      .trim(),
  ).toBe(`Open:\n${link}\nor https://elsewhere.example/x.`);
});

it.each(["../../etc/passwd", "nothing", ""])(
  "answers 404 to the message %j or shows the list",
  async (id) => {
    const { loader } = await modulesWith("EMBEDDED_DATABASE_URL");
    const { status } = await get(loader, "/demo/mail/x", { params: { id } });
    expect(status).toBe(id === "" ? 200 : 404);
  },
);

it("does not exist where the database is a given one", async () => {
  const { loader } = await modulesWith("DATABASE_URL");
  expect((await get(loader, "/demo/mail")).status).toBe(404);
});
