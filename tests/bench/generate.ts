import { SECTORS } from "#app/core/reference/sectors.ts";

/** A row of `opportunity` as `json_populate_record` takes it. */
export type GeneratedOpportunity = Record<string, unknown> & { reference: string; title: string };

const THINGS =
  `module array valve pump bearing gearbox coating composite laminate alloy sensor antenna amplifier
  receiver transmitter actuator controller battery converter inverter camera lens detector hull propeller rotor blade
  turbine nozzle casting forging fastener harness connector enclosure display radome duct seal gasket filter membrane
  catalyst resin adhesive fabric helmet vest canopy parachute drone gimbal sonar hydrophone cable buoy winch crane
  trolley shelter generator alternator starter regulator fuse relay switch encoder decoder modem radio terminal
  software simulator planner analyser tester jig mould die furnace chamber printer scanner probe needle monitor
  ventilator concentrator dryer harvester sprayer cooker pack ration tent purifier heater cooler insulation`.split(
    /\s+/,
  );
const QUALITIES =
  `lightweight rugged compact portable low-power high-temperature corrosion-resistant self-healing
  fire-retardant radiation-hard wideband ultra-wideband phased airborne shipborne vehicle-mounted soldier-worn submersible
  inflatable modular scalable autonomous cryogenic hermetic ceramic carbon titanium aluminium magnesium graphene
  gallium-nitride silicon polymer biodegradable sterile recyclable optical infrared thermal acoustic magnetic inertial
  hydraulic pneumatic electric hybrid solar digital analogue secure encrypted redundant miniature large-area`.split(
    /\s+/,
  );
const PURPOSES =
  `radar surveillance navigation communication rescue logistics maintenance training diagnostics
  water-treatment food-storage crop-protection imaging telemetry propulsion power-supply cooling machining inspection
  mine-clearance perimeter-security border-patrol flight-testing weather-forecasting harbour-protection firefighting
  field-hospitals disaster-relief rail-signalling mining oil-pipelines satellites launch-vehicles helicopters trucks`.split(
    /\s+/,
  );
const VERBS =
  `withstands reduces doubles measures protects detects carries stores converts transmits cleans joins cuts
  cools heats guides records predicts tracks shields`.split(/\s+/);
const SYLLABLES = "ka ri to ven sal mor dex lin pra tis un ba el gor hi nam os qui ru zet".split(" ");

/** Always the same numbers for the same seed (mulberry32), so that runs can be compared. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Few words are everywhere and most are rare, as in real text: the n-th is drawn about 1/n as often as the first. */
function zipf<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(list.length ** random()) - 1] ?? list[0]!;
}

/** Trade names, type numbers and jargon: the long tail that makes a real vocabulary large. */
function rareWords(count: number, random: () => number): string[] {
  const syllable = () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]!;
  return Array.from({ length: count }, () => {
    const name = syllable() + syllable() + syllable();
    return random() < 0.3 ? `${name.slice(0, 2).toUpperCase()}-${Math.floor(random() * 900 + 100)}` : name;
  });
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * Published opportunities with texts of realistic length and word frequency.
 * @param organisationIds the posters
 */
export function* generateOpportunities(
  count: number,
  organisationIds: readonly string[],
  nowMs: number,
): Generator<GeneratedOpportunity> {
  const random = randomFrom(20261122);
  const rare = rareWords(6_000, random);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
  const sentence = () => {
    const tail = random() < 0.6 ? ` with ${zipf(rare, random)}` : "";
    return capital(
      `the ${zipf(QUALITIES, random)} ${zipf(THINGS, random)} ${zipf(VERBS, random)} ${Math.floor(random() * 90 + 5)} % more than the present ${zipf(THINGS, random)} for ${zipf(PURPOSES, random)}${tail}.`,
    );
  };
  const text = (sentences: number) => Array.from({ length: sentences }, sentence).join(" ");
  for (let n = 1; n <= count; n++) {
    const sector = zipf(SECTORS, random);
    const publishedAtMs = nowMs - Math.floor(random() * 300 * 86_400_000);
    yield {
      reference: `SY-2026-${String(n).padStart(6, "0")}`,
      organisation_id: zipf(organisationIds, random),
      kind: "technology_transfer",
      status: "published",
      title: capital(
        `${zipf(QUALITIES, random)} ${zipf(THINGS, random)} ${zipf(rare, random)} for ${zipf(PURPOSES, random)}`,
      ),
      summary: text(3),
      description: `## What it is\n\n${text(6)}\n\n## How it works\n\n${text(6)}\n\n- ${sentence()}\n- ${sentence()}`,
      advantages: text(2),
      applications: text(2),
      keywords: [zipf(THINGS, random), zipf(PURPOSES, random), zipf(rare, random)],
      sector: sector.code,
      sub_sector: pick<{ code: string }>(sector.subSectors).code,
      trl_current: 3 + Math.floor(random() * 7),
      licence: pick(["exclusive", "non_exclusive", "non_exclusive", "sole"]),
      ipr_status: pick(["none", "applied", "granted"]),
      tot_fee_minor: Math.floor(random() * 500) * 10_000_000,
      release: pick(["anyone", "anyone", "anyone", "india_only"]),
      contact_role: "Technology transfer officer",
      published_at: new Date(publishedAtMs).toISOString(),
      expires_at: new Date(publishedAtMs + 365 * 86_400_000).toISOString(),
    };
  }
}
