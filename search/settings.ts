/** What both engines are told about the field: data, no code. */
export { SPELLINGS } from "#search/spellings.ts";

/**
 * Raise after any change here, in words.ts or in document.ts that changes what is stored or found:
 * every index is then written again by itself.
 */
export const SETTINGS_VERSION = "2";

/** Values of one facet that an answer carries beside the chosen ones. */
export const MAX_FACET_VALUES = 100;

/** Fewer hits than this with all the words, and hits with most of the words are added. */
export const FEW_HITS = 3;

/** Words of a query that are looked at. Meilisearch reads ten, so it is given the ten rarest kinds of them. */
export const MAX_QUERY_WORDS = 64;

/** Letters from which one, and two, letters may be wrong. */
export const TYPO_LETTERS = { one: 4, two: 8 } as const;

/**
 * The searched fields, most telling first, and what a word counts in each: the weights of the embedded engine,
 * Meilisearch's order.
 */
export const FIELD_WEIGHTS = {
  title: 3,
  reference: 3,
  keywords: 2,
  summary: 1.5,
  patentNumbers: 2,
  organisationName: 1,
  labels: 1,
  applications: 1,
  advantages: 1,
  description: 1,
} as const;
export const SEARCHED_FIELDS = Object.keys(FIELD_WEIGHTS) as (keyof typeof FIELD_WEIGHTS)[];

export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again all also am an and any are as at be because been being below between both but by can
  could did do does doing down during each few for from further had has have having he her here hers him his how i
  if in into is it its itself just me more most my no nor not of off on once only or other our out over own same she
  should so some such than that the their them then there these they this those through to too under until up very
  was we were what when where which while who whom why will with would you your`.split(/\s+/),
);

/**
 * Names of one thing. Whoever types one finds what is written with another; several words stand for
 * themselves in that order.
 */
export const SYNONYMS: readonly (readonly string[])[] = [
  ["ToT", "technology transfer", "transfer of technology"],
  ["JV", "joint venture"],
  ["EoI", "expression of interest"],
  ["R&D", "research and development"],
  ["MSME", "SME", "micro small and medium enterprise"],
  ["IPR", "intellectual property", "intellectual property rights"],
  ["TRL", "technology readiness level"],
  ["OEM", "original equipment manufacturer"],
  [
    "UAV",
    "UAS",
    "drone",
    "RPAS",
    "unmanned aerial vehicle",
    "unmanned aircraft",
    "remotely piloted aircraft",
  ],
  ["C-UAS", "counter drone", "anti drone", "counter UAS"],
  ["UGV", "unmanned ground vehicle"],
  ["AUV", "UUV", "autonomous underwater vehicle", "unmanned underwater vehicle"],
  ["ROV", "remotely operated vehicle"],
  ["USV", "unmanned surface vehicle", "unmanned surface vessel"],
  ["EW", "electronic warfare"],
  ["ESM", "electronic support measures"],
  ["ECM", "electronic countermeasures", "jammer"],
  ["RWR", "radar warning receiver"],
  ["EO/IR", "electro-optical infrared", "electro optics"],
  ["IR", "infrared"],
  ["NVG", "NVD", "night vision", "night vision goggles"],
  ["LRF", "laser rangefinder", "laser range finder"],
  ["LIDAR", "laser scanner", "light detection and ranging"],
  ["AESA", "active electronically scanned array", "active phased array"],
  ["SAR", "synthetic aperture radar"],
  ["RF", "radio frequency"],
  ["MMIC", "monolithic microwave integrated circuit"],
  ["GaN", "gallium nitride"],
  ["GaAs", "gallium arsenide"],
  ["SiC", "silicon carbide"],
  ["TR module", "transmit receive module"],
  ["RAM", "RAP", "radar absorbing material", "radar absorbing paint", "stealth coating"],
  ["RCS", "radar cross section"],
  ["SATCOM", "satellite communication", "satellite communications"],
  ["SDR", "software defined radio"],
  ["GNSS", "GPS", "NavIC", "satellite navigation"],
  ["IMU", "inertial measurement unit"],
  ["INS", "inertial navigation system"],
  ["PCB", "printed circuit board", "printed wiring board"],
  ["PCBA", "printed circuit board assembly", "EMS"],
  ["FPGA", "field programmable gate array"],
  ["ASIC", "application specific integrated circuit"],
  ["MEMS", "micro electro mechanical system", "microelectromechanical"],
  ["EMI", "EMC", "electromagnetic interference", "electromagnetic compatibility"],
  ["CFRP", "carbon fibre reinforced plastic", "carbon fibre composite", "carbon composite"],
  ["GFRP", "FRP", "glass fibre reinforced plastic", "fibreglass"],
  ["CMC", "ceramic matrix composite"],
  ["MMC", "metal matrix composite"],
  ["TBC", "thermal barrier coating"],
  ["NDT", "NDE", "non destructive testing", "nondestructive testing", "non destructive evaluation"],
  ["CNC", "computer numerical control", "machining"],
  ["AM", "additive manufacturing", "3D printing"],
  ["LPBF", "SLM", "laser powder bed fusion", "selective laser melting"],
  ["EDM", "electrical discharge machining", "spark erosion"],
  ["HIP", "hot isostatic pressing"],
  ["PVD", "physical vapour deposition"],
  ["CVD", "chemical vapour deposition"],
  ["MRO", "maintenance repair and overhaul"],
  ["GSE", "ground support equipment"],
  ["LRU", "line replaceable unit"],
  ["BLDC", "brushless DC motor", "brushless motor"],
  ["PMSM", "permanent magnet synchronous motor"],
  ["BMS", "battery management system"],
  ["Li-ion", "lithium ion"],
  ["EV", "electric vehicle"],
  ["PV", "photovoltaic", "solar cell"],
  ["AIP", "air independent propulsion"],
  ["SONAR", "hydrophone array", "underwater acoustics"],
  ["ATGM", "anti tank guided missile"],
  ["BPJ", "BRJ", "bullet proof jacket", "bullet resistant jacket", "body armour"],
  ["CBRN", "NBC", "chemical biological radiological nuclear"],
  ["PPE", "personal protective equipment"],
  ["AI", "artificial intelligence"],
  ["ML", "machine learning"],
  ["NLP", "natural language processing"],
  ["IoT", "internet of things"],
  ["HUMS", "health and usage monitoring", "condition monitoring"],
  ["C4ISR", "command control communications computers intelligence surveillance reconnaissance"],
  ["COTS", "commercial off the shelf"],
  ["QMS", "quality management system"],
  ["EN 9100", "AS9100", "JISQ 9100"],
  ["MIL-STD", "military standard"],
  ["DRDO", "Defence Research and Development Organisation"],
  ["CFD", "computational fluid dynamics"],
  ["FEA", "FEM", "finite element analysis", "finite element method"],
  ["HIL", "HILS", "hardware in the loop"],
  ["ATE", "automatic test equipment"],
  ["DAQ", "data acquisition"],
  ["UV", "ultraviolet"],
  ["LED", "light emitting diode"],
  ["THz", "terahertz"],
  ["mmWave", "millimetre wave", "millimeter wave"],
];
