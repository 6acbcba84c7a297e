import { airAndSpaceOpportunities } from "#tests/factories/demo/opportunities-air-and-space.ts";
import { defenceAndLandOpportunities } from "#tests/factories/demo/opportunities-defence-and-land.ts";
import { energyHealthAndFoodOpportunities } from "#tests/factories/demo/opportunities-energy-health-and-food.ts";
import { materialsAndChemicalOpportunities } from "#tests/factories/demo/opportunities-materials-and-chemicals.ts";
import { navalAndSensorOpportunities } from "#tests/factories/demo/opportunities-naval-and-sensors.ts";
import { networkSoftwareAndTestOpportunities } from "#tests/factories/demo/opportunities-networks-software-and-test.ts";
import type { DemoOpportunity } from "#tests/factories/demo/types.ts";

export { demoInterests } from "#tests/factories/demo/interests.ts";
export { demoOrganisations } from "#tests/factories/demo/organisations.ts";
export type { DemoInterest, DemoOpportunity, DemoOrganisation } from "#tests/factories/demo/types.ts";

/** Sixty opportunities over all kinds and sectors, each written on its own. */
export const demoOpportunities: DemoOpportunity[] = [
  ...airAndSpaceOpportunities,
  ...defenceAndLandOpportunities,
  ...navalAndSensorOpportunities,
  ...materialsAndChemicalOpportunities,
  ...networkSoftwareAndTestOpportunities,
  ...energyHealthAndFoodOpportunities,
];
