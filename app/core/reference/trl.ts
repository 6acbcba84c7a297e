import type { DevelopmentStage } from "#app/core/reference/terms.ts";

/** Technology readiness levels, ISO 16290 scale. The stage column joins them to the five development stages. */
export const TRL = {
  1: { label: "Basic principles observed", stage: "concept" },
  2: { label: "Concept formulated", stage: "concept" },
  3: { label: "Proof of concept", stage: "under_development" },
  4: { label: "Validated in laboratory", stage: "lab_tested" },
  5: { label: "Validated in relevant environment", stage: "lab_tested" },
  6: { label: "Demonstrated in relevant environment", stage: "available_for_demonstration" },
  7: { label: "Prototype demonstrated in operational environment", stage: "available_for_demonstration" },
  8: { label: "System complete and qualified", stage: "on_the_market" },
  9: { label: "Proven in operation", stage: "on_the_market" },
} as const satisfies Record<number, { label: string; stage: DevelopmentStage }>;

export type Trl = keyof typeof TRL;
export const trlValues = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const satisfies readonly Trl[];

/** Whether a number is one of the nine readiness levels. */
export function isTrl(value: number): value is Trl {
  return Number.isInteger(value) && value >= 1 && value <= 9;
}

/**
 * The stage of development that follows from a readiness level. Level 4 could be read as
 * "under development" or "lab tested"; its wording names the laboratory, so it is the latter.
 */
export function stageForTrl(trl: Trl): DevelopmentStage {
  return TRL[trl].stage;
}

/** "TRL 6: demonstrated in relevant environment"; a level is never shown as a bare digit. */
export function trlSentence(trl: Trl): string {
  const { label } = TRL[trl];
  return `TRL ${trl}: ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}
