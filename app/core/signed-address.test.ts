import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isSigned, requireSigned, signAddress } from "#app/core/signed-address.server.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const asha = "0b0f3c1e-5a1c-4c39-9a7e-1d2f3a4b5c6d";
const ravi = "7d1d7a52-0a52-4d6b-8e0e-9f1f2e3d4c5b";
const urlOf = (address: string) => new URL(address, "https://sanyog.example");
const without = (address: string, name: string) => {
  const url = urlOf(address);
  url.searchParams.delete(name);
  return url;
};
const changed = (address: string, name: string, change: (value: string) => string) => {
  const url = urlOf(address);
  url.searchParams.set(name, change(url.searchParams.get(name) ?? ""));
  return url;
};

beforeEach(() => vi.useFakeTimers({ now: NOW }));
afterEach(() => vi.useRealTimers());

test("an address opens for the account it was signed for until its end, then says so", () => {
  const url = urlOf(signAddress("/documents/1", asha, 10));
  expect(url.pathname).toBe("/documents/1");
  expect(isSigned(url)).toBe(true);
  expect(isSigned(urlOf("/documents/1"))).toBe(false);
  expect(() => requireSigned(url, asha)).not.toThrow();
  vi.setSystemTime(NOW.getTime() + 10 * 60_000);
  expect(() => requireSigned(url, asha)).not.toThrow();
  vi.setSystemTime(NOW.getTime() + 10 * 60_000 + 1);
  expect(() => requireSigned(url, asha)).toThrow(expect.objectContaining({ code: "gone" }));
});

test("nobody else's, nothing altered and nothing without its signature opens", () => {
  const address = signAddress("/documents/1?view", asha, 10);
  const refused: [URL, string][] = [
    [urlOf(address), ravi],
    [urlOf(address.replace("/documents/1", "/documents/2")), asha],
    [urlOf(address.replace("/documents/1", "/documents/1/")), asha],
    [changed(address, "until", (seconds) => String(Number(seconds) + 60)), asha],
    [changed(address, "until", (seconds) => `${seconds}.0`), asha],
    [changed(address, "view", () => "other"), asha],
    [without(address, "view"), asha],
    [without(address, "until"), asha],
    [without(address, "key"), asha],
    [changed(address, "key", (key) => (key.startsWith("A") ? "B" : "A") + key.slice(1)), asha],
    [changed(address, "key", (key) => key.slice(0, 20)), asha],
    [changed(address, "key", () => ""), asha],
    [urlOf("/documents/1"), asha],
  ];
  for (const [url, userId] of refused)
    expect(() => requireSigned(url, userId), url.href).toThrow(
      expect.objectContaining({ code: "not_found" }),
    );
  expect(() => requireSigned(urlOf(address), asha)).not.toThrow();
});

test("an ended link tells another account nothing, not even that it has ended", () => {
  const url = urlOf(signAddress("/documents/1", asha, 1));
  vi.setSystemTime(NOW.getTime() + 3_600_000);
  expect(() => requireSigned(url, ravi)).toThrow(expect.objectContaining({ code: "not_found" }));
});
