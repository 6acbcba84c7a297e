import fc from "fast-check";

/** Names and values of a form in the order they were sent; a name may come twice. */
export type Fields = [name: string, value: string][];

/** What people have tried on other sites, and what programs send by mistake. */
export const TEXTS = [
  "",
  " \t\n",
  "\u0000",
  "a\u0000b",
  "\u0001\u0008\u001b\u007f\u0085",
  "\u202egnp.exe\u2066\ufeff",
  "\ufffe\uffff",
  "'; drop table opportunity; --",
  `" OR "1"="1`,
  "kind = 'x' AND NOT release = \"anyone\"",
  "a:* & !b | <-> ( ) \\ ' ::tsquery",
  "%_\\%",
  "../../../etc/passwd",
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "javascript:alert(1)",
  "https://user:pass@[::1]:99999/\\@elsewhere.example",
  "__proto__",
  "constructor",
  "toString",
  "-1",
  "1e309",
  "NaN",
  "1000000000",
  "9".repeat(400),
  "0000-00-00",
  "2026-02-30",
  "99999-12-31",
  "[object Object]",
  "🙂".repeat(300),
  "e\u0301".repeat(500),
  "ab ".repeat(3_400),
];

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 300 }) },
);

/** The query of an address: known and unknown words, some of them many times, some not even decodable. */
export function hostileQuery(words: string[]): fc.Arbitrary<string> {
  const encoded = text.map((each) => encodeURIComponent(each.replace(/\p{Surrogate}/gu, "")));
  const raw = fc.constantFrom("%", "%ff", "%ED%A0%80", "%u0041", "+", "&", "=", "#", "%00");
  const pair = fc
    .tuple(
      fc.oneof(fc.constantFrom(...words), encoded),
      fc.oneof(encoded, raw),
      fc.constantFrom(1, 1, 1, 200),
    )
    .filter(([, value, times]) => times === 1 || value.length < 40)
    .map(([name, value, times]) => Array<string>(times).fill(`${name}=${value}`).join("&"));
  return fc.array(pair, { maxLength: 6 }).map((pairs) => pairs.join("&"));
}

/** A form near to a good one: some fields are replaced, left out, doubled or added; now and then nothing fits. */
export function hostileForm(good: Fields, names: string[]): fc.Arbitrary<Fields> {
  const known = new Map(good);
  const field = (name: string): fc.Arbitrary<Fields> => {
    const value = known.get(name);
    return fc.oneof(
      { weight: 3, arbitrary: fc.constant<Fields>(value === undefined ? [] : [[name, value]]) },
      { weight: 3, arbitrary: text.map((each): Fields => [[name, each]]) },
      { weight: 1, arbitrary: fc.constant<Fields>([]) },
      {
        weight: 1,
        arbitrary: text.map((each): Fields => [
          [name, value ?? each],
          [name, each],
        ]),
      },
      {
        weight: 1,
        arbitrary: text.map((each): Fields => [
          [`${name}[0].x`, each],
          [`${name}[9]`, each],
        ]),
      },
    );
  };
  const unknown = fc.array(fc.tuple(text, text), { maxLength: 2 }) as fc.Arbitrary<Fields>;
  return fc.tuple(...names.map(field), unknown).map((parts) => parts.flat());
}

/** What has the worst effects where a text of it reaches a database, an object's key or a number. */
export const WORST: Record<string, string> = {
  "a character that PostgreSQL refuses": "a\u0000b",
  "characters that are none": "\ufffe\uffff",
  "a name that every object has": "__proto__",
  "an endless number": "9".repeat(400),
  "a text without end": "ab ".repeat(3_400),
};

const multipart = { "Content-Type": "multipart/form-data; boundary=x" };
/** Bodies that are no form, or only half of one: what they are, the headers, the bytes. */
export const BODIES: [what: string, headers: Record<string, string>, body: string | null][] = [
  ["nothing", {}, null],
  ["plain text", { "Content-Type": "text/plain" }, "name=value"],
  ["JSON", { "Content-Type": "application/json" }, '{"intent":"delete","__proto__":{"isModerator":true}}'],
  [
    "broken escapes",
    { "Content-Type": "application/x-www-form-urlencoded" },
    "intent=%&%ff=%zz&=&&[=]&a[b=c",
  ],
  ["multipart without a boundary", { "Content-Type": "multipart/form-data" }, "--x\r\n\r\n--x--"],
  [
    "multipart that breaks off",
    multipart,
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nName\nA',
  ],
  ["multipart without a name", multipart, "--x\r\nContent-Disposition: form-data\r\n\r\nA\r\n--x--\r\n"],
  [
    "a file with an impossible name",
    multipart,
    '--x\r\nContent-Disposition: form-data; name="disclosure"\r\n\r\npublic\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="../..\\a\u0000\u202eb.csv"\r\n\r\nName,Abstract\nA pump,It pumps\r\n--x--\r\n',
  ],
  [
    "a file with impossible content",
    multipart,
    '--x\r\nContent-Disposition: form-data; name="disclosure"\r\n\r\npublic\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nName,\u0000\n"\u0000,\ufffe\u0001\r\n--x--\r\n',
  ],
];
