/**
 * The two-level subject tree. Codes are stored in rows and URLs: add new ones,
 * never rename or reuse one. Sub-sector codes are unique over the whole tree.
 */
export const SECTORS = [
  {
    code: "aerospace",
    label: "Aerospace",
    description: "Aircraft, helicopters, unmanned aircraft and the parts and systems that fly with them.",
    subSectors: [
      { code: "airframe-structures", label: "Airframe structures" },
      { code: "aero-engines", label: "Aero engines and propulsion" },
      { code: "avionics", label: "Avionics and flight control" },
      { code: "unmanned-aircraft", label: "Unmanned aircraft" },
      { code: "aircraft-systems", label: "Aircraft hydraulic, fuel and air systems" },
      { code: "aerial-delivery", label: "Parachutes and aerial delivery" },
      { code: "aircraft-maintenance", label: "Maintenance, repair and overhaul" },
      { code: "ground-support-equipment", label: "Ground support equipment" },
    ],
  },
  {
    code: "defence-electronics",
    label: "Defence electronics",
    description: "Radar, electronic warfare, rugged computing and the electronics inside defence systems.",
    subSectors: [
      { code: "radar", label: "Radar" },
      { code: "electronic-warfare", label: "Electronic warfare" },
      { code: "microwave-components", label: "Microwave components and modules" },
      { code: "rugged-computing", label: "Rugged computing and displays" },
      { code: "fuzes-and-safety-electronics", label: "Fuzes and safety electronics" },
      { code: "counter-drone", label: "Counter-drone systems" },
      { code: "power-electronics-military", label: "Military power supplies" },
    ],
  },
  {
    code: "naval-marine",
    label: "Naval & marine",
    description: "Ships, submarines, boats, underwater vehicles and harbour equipment.",
    subSectors: [
      { code: "hull-and-structures", label: "Hulls and marine structures" },
      { code: "marine-propulsion", label: "Marine propulsion" },
      { code: "sonar-underwater-acoustics", label: "Sonar and underwater acoustics" },
      { code: "underwater-vehicles", label: "Underwater vehicles" },
      { code: "marine-corrosion-protection", label: "Corrosion and fouling protection" },
      { code: "shipboard-systems", label: "Shipboard systems" },
      { code: "diving-and-rescue", label: "Diving and rescue at sea" },
    ],
  },
  {
    code: "land-systems",
    label: "Land systems",
    description: "Vehicles, bridges, weapons mounts and engineer equipment for use on land.",
    subSectors: [
      { code: "military-vehicles", label: "Military vehicles" },
      { code: "vehicle-transmissions", label: "Engines, transmissions and running gear" },
      { code: "armour-and-survivability", label: "Armour and survivability" },
      { code: "bridging-and-engineer-equipment", label: "Bridging and engineer equipment" },
      { code: "artillery-and-mounts", label: "Artillery and mounts" },
      { code: "ground-robots", label: "Ground robots" },
      { code: "shelters-and-field-infrastructure", label: "Shelters and field infrastructure" },
    ],
  },
  {
    code: "space",
    label: "Space",
    description: "Satellites, launch vehicles, ground stations and what is made from their data.",
    subSectors: [
      { code: "satellite-platforms", label: "Satellite platforms and subsystems" },
      { code: "satellite-payloads", label: "Satellite payloads" },
      { code: "launch-vehicles", label: "Launch vehicles" },
      { code: "space-propulsion", label: "Space propulsion" },
      { code: "ground-stations", label: "Ground stations" },
      { code: "earth-observation-services", label: "Earth observation services" },
    ],
  },
  {
    code: "communications-networks",
    label: "Communications & networks",
    description: "Radios, antennas, satellite terminals, fibre, network security and timing.",
    subSectors: [
      { code: "tactical-radio", label: "Tactical radio" },
      { code: "satellite-communication", label: "Satellite communication" },
      { code: "antennas", label: "Antennas" },
      { code: "optical-networks", label: "Optical networks" },
      { code: "mobile-broadband", label: "Mobile broadband (4G, 5G, 6G)" },
      { code: "encryption-and-key-management", label: "Encryption and key management" },
      { code: "timing-and-navigation", label: "Timing and navigation" },
    ],
  },
  {
    code: "sensors-electro-optics",
    label: "Sensors & electro-optics",
    description: "Cameras, lasers, infrared detectors, inertial, chemical and magnetic sensors.",
    subSectors: [
      { code: "thermal-imaging", label: "Thermal imaging" },
      { code: "night-vision", label: "Night vision" },
      { code: "lasers", label: "Lasers" },
      { code: "optical-components", label: "Optical components and coatings" },
      { code: "inertial-sensors", label: "Inertial sensors" },
      { code: "fibre-optic-sensors", label: "Fibre-optic sensors" },
      { code: "gas-and-chemical-sensors", label: "Gas and chemical sensors" },
      { code: "mems-devices", label: "MEMS devices" },
    ],
  },
  {
    code: "materials-manufacturing",
    label: "Materials & manufacturing",
    description: "Metals, composites, ceramics, coatings and the processes that shape them.",
    subSectors: [
      { code: "composites", label: "Composites" },
      { code: "special-alloys", label: "Special steels and alloys" },
      { code: "technical-ceramics", label: "Technical ceramics" },
      { code: "surface-coatings", label: "Surface coatings" },
      { code: "additive-manufacturing", label: "Additive manufacturing" },
      { code: "precision-machining", label: "Precision machining and forming" },
      { code: "joining-and-welding", label: "Joining and welding" },
      { code: "rubber-and-polymers", label: "Rubber and polymers" },
      { code: "technical-textiles", label: "Technical textiles" },
    ],
  },
  {
    code: "energy-power",
    label: "Energy & power",
    description: "Batteries, fuel cells, solar, hydrogen, motors and power conversion.",
    subSectors: [
      { code: "batteries", label: "Batteries" },
      { code: "fuel-cells-and-hydrogen", label: "Fuel cells and hydrogen" },
      { code: "solar-power", label: "Solar power" },
      { code: "power-conversion", label: "Power conversion" },
      { code: "electric-motors", label: "Electric motors and drives" },
      { code: "waste-heat-recovery", label: "Waste heat recovery" },
      { code: "bio-energy", label: "Bio-energy" },
    ],
  },
  {
    code: "medical-health",
    label: "Medical & health",
    description: "Devices, diagnostics, implants and protective care for hospitals and the field.",
    subSectors: [
      { code: "diagnostics", label: "Diagnostics" },
      { code: "implants-and-prosthetics", label: "Implants and prosthetics" },
      { code: "patient-monitoring", label: "Patient monitoring" },
      { code: "respiratory-support", label: "Respiratory support" },
      { code: "wound-care", label: "Wound care" },
      { code: "sterilisation", label: "Sterilisation and infection control" },
      { code: "medical-imaging", label: "Medical imaging" },
    ],
  },
  {
    code: "software-ai",
    label: "Software & AI",
    description: "Simulation, machine learning, engineering software, cyber security and autonomy.",
    subSectors: [
      { code: "machine-learning", label: "Machine learning" },
      { code: "computer-vision", label: "Computer vision" },
      { code: "simulation-and-training", label: "Simulation and training" },
      { code: "engineering-software", label: "Engineering and design software" },
      { code: "cyber-security", label: "Cyber security" },
      { code: "geographic-information", label: "Geographic information" },
      { code: "embedded-software", label: "Embedded and flight software" },
      { code: "speech-and-language", label: "Speech and language" },
      { code: "data-systems", label: "Data systems and analytics" },
    ],
  },
  {
    code: "agriculture-food",
    label: "Agriculture & food",
    description: "Farm equipment, food processing, preservation, packaging and water.",
    subSectors: [
      { code: "farm-machinery", label: "Farm machinery" },
      { code: "food-preservation", label: "Food preservation" },
      { code: "ready-to-eat-food", label: "Ready-to-eat food" },
      { code: "food-packaging", label: "Food packaging" },
      { code: "crop-protection", label: "Crop protection" },
      { code: "water-treatment", label: "Water treatment" },
      { code: "post-harvest-storage", label: "Post-harvest storage" },
    ],
  },
  {
    code: "chemicals-protective",
    label: "Chemicals & protective systems",
    description:
      "Protective clothing, filters, decontamination, fire safety, energetic and speciality chemicals.",
    subSectors: [
      { code: "protective-clothing", label: "Protective clothing" },
      { code: "filtration-and-respirators", label: "Filtration and respirators" },
      { code: "decontamination", label: "Decontamination" },
      { code: "fire-safety", label: "Fire safety" },
      { code: "energetic-materials", label: "Energetic materials" },
      { code: "speciality-chemicals", label: "Speciality chemicals" },
      { code: "adhesives-and-sealants", label: "Adhesives and sealants" },
    ],
  },
  {
    code: "test-measurement",
    label: "Test & measurement",
    description: "Test rigs, non-destructive testing, calibration, environmental and range instrumentation.",
    subSectors: [
      { code: "non-destructive-testing", label: "Non-destructive testing" },
      { code: "environmental-testing", label: "Environmental testing" },
      { code: "electronic-test-equipment", label: "Electronic test equipment" },
      { code: "calibration-and-metrology", label: "Calibration and metrology" },
      { code: "structural-test-rigs", label: "Structural and engine test rigs" },
      { code: "wind-tunnels-and-flow", label: "Wind tunnels and flow measurement" },
      { code: "range-instrumentation", label: "Range instrumentation and telemetry" },
    ],
  },
] as const satisfies readonly {
  code: string;
  label: string;
  description: string;
  subSectors: readonly { code: string; label: string }[];
}[];

export type Sector = (typeof SECTORS)[number]["code"];
export type SubSector = (typeof SECTORS)[number]["subSectors"][number]["code"];

export const sectorValues = SECTORS.map((sector) => sector.code) as [Sector, ...Sector[]];
export const subSectorValues = SECTORS.flatMap((sector) => sector.subSectors.map((sub) => sub.code)) as [
  SubSector,
  ...SubSector[],
];

const sectorByCode = new Map<string, (typeof SECTORS)[number]>(
  SECTORS.map((sector) => [sector.code, sector]),
);
const parentBySubSector = new Map<string, Sector>(
  SECTORS.flatMap((sector) => sector.subSectors.map((sub) => [sub.code, sector.code] as const)),
);
const subSectorLabels = new Map<string, string>(
  SECTORS.flatMap((sector) => sector.subSectors.map((sub) => [sub.code, sub.label] as const)),
);

/** The sector with this code, or undefined for an unknown code. */
export function findSector(code: string) {
  return sectorByCode.get(code);
}

/** The label a person reads for a sector or sub-sector code; the code itself when it is unknown. */
export function sectorLabel(code: string): string {
  return sectorByCode.get(code)?.label ?? subSectorLabels.get(code) ?? code;
}

/** The code of the sector that a sub-sector belongs to, or undefined for an unknown code. */
export function sectorOfSubSector(subSectorCode: string): Sector | undefined {
  return parentBySubSector.get(subSectorCode);
}
