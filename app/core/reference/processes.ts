/** A manufacturing process, or a service to manufacturing, as shops name it. */
export type ProcessGroup = {
  label: string;
  processes: readonly { code: string; label: string }[];
};

/**
 * Processes of the field by group, as supplier questionnaires ask for them: shaping, joining, special processes in the
 * sense of Nadcap, electronics, composites, measuring and testing, design. What is not here is written in own words.
 */
export const PROCESS_GROUPS = [
  {
    label: "Machining",
    processes: [
      { code: "cnc-turning", label: "CNC turning" },
      { code: "cnc-milling-3-axis", label: "CNC milling, 3 axes" },
      { code: "cnc-milling-5-axis", label: "CNC milling, 5 axes" },
      { code: "turn-mill", label: "Turn-milling" },
      { code: "grinding", label: "Cylindrical and surface grinding" },
      { code: "gear-cutting", label: "Gear cutting and gear grinding" },
      { code: "deep-hole-drilling", label: "Deep-hole drilling and honing" },
      { code: "wire-edm", label: "Wire and sink EDM" },
      { code: "micro-machining", label: "Micro-machining" },
    ],
  },
  {
    label: "Forming and sheet metal",
    processes: [
      { code: "sheet-metal-cutting", label: "Laser, plasma or water-jet cutting" },
      { code: "bending-stamping", label: "Bending, stamping and deep drawing" },
      { code: "forging", label: "Forging and ring rolling" },
      { code: "extrusion", label: "Extrusion and drawing" },
      { code: "tube-bending", label: "Tube bending" },
      { code: "spinning-flow-forming", label: "Spinning and flow forming" },
      { code: "superplastic-forming", label: "Superplastic and hot forming" },
    ],
  },
  {
    label: "Casting, moulding and powder",
    processes: [
      { code: "investment-casting", label: "Investment casting" },
      { code: "sand-casting", label: "Sand casting" },
      { code: "die-casting", label: "Pressure die casting" },
      { code: "injection-moulding", label: "Plastic injection moulding" },
      { code: "rubber-moulding", label: "Rubber moulding and seals" },
      { code: "powder-metallurgy", label: "Powder metallurgy and sintering" },
      { code: "ceramics", label: "Technical ceramics and glass" },
      { code: "additive-metal", label: "Additive manufacturing, metal" },
      { code: "additive-polymer", label: "Additive manufacturing, polymer" },
    ],
  },
  {
    label: "Joining and assembly",
    processes: [
      { code: "welding-arc", label: "TIG, MIG and arc welding" },
      { code: "welding-beam", label: "Electron beam and laser welding" },
      { code: "welding-friction", label: "Friction stir and rotary friction welding" },
      { code: "brazing", label: "Brazing and soldering of metals" },
      { code: "adhesive-bonding", label: "Adhesive bonding" },
      { code: "riveting-assembly", label: "Riveting and structural assembly" },
      { code: "system-integration", label: "System assembly and integration" },
      { code: "clean-room-assembly", label: "Clean-room assembly" },
    ],
  },
  {
    label: "Heat and surface treatment",
    processes: [
      { code: "heat-treatment", label: "Heat treatment" },
      { code: "vacuum-heat-treatment", label: "Vacuum heat treatment" },
      { code: "nitriding-carburising", label: "Nitriding and carburising" },
      { code: "anodising", label: "Anodising and chemical conversion" },
      { code: "electroplating", label: "Electroplating" },
      { code: "passivation", label: "Passivation and pickling" },
      { code: "thermal-spray", label: "Thermal spray coating" },
      { code: "pvd-cvd", label: "PVD and CVD coating" },
      { code: "painting", label: "Painting and powder coating" },
      { code: "shot-peening", label: "Shot peening and blasting" },
    ],
  },
  {
    label: "Composites and textiles",
    processes: [
      { code: "prepreg-autoclave", label: "Prepreg lay-up and autoclave curing" },
      { code: "resin-infusion", label: "Resin infusion and RTM" },
      { code: "filament-winding", label: "Filament winding" },
      { code: "pultrusion", label: "Pultrusion" },
      { code: "sandwich-structures", label: "Honeycomb and sandwich structures" },
      { code: "technical-textiles", label: "Technical textiles and ballistic panels" },
    ],
  },
  {
    label: "Electronics and optics",
    processes: [
      { code: "pcb-fabrication", label: "PCB fabrication" },
      { code: "pcb-assembly", label: "PCB assembly, SMT and through-hole" },
      { code: "cable-harness", label: "Cable and wire harnesses" },
      { code: "box-build", label: "Box build" },
      { code: "microelectronics", label: "Die and wire bonding, hybrid circuits" },
      { code: "rf-microwave", label: "RF and microwave assemblies" },
      { code: "optics", label: "Optical components and coating" },
      { code: "conformal-coating", label: "Conformal coating and potting" },
      { code: "coil-transformer", label: "Coils, magnets and transformers" },
      { code: "battery-packs", label: "Battery cells and packs" },
    ],
  },
  {
    label: "Measuring and testing",
    processes: [
      { code: "cmm", label: "Coordinate measuring" },
      { code: "ndt", label: "Non-destructive testing" },
      { code: "material-testing", label: "Mechanical and chemical material tests" },
      { code: "environmental-testing", label: "Environmental tests: climate, vibration, shock" },
      { code: "emi-emc", label: "EMI and EMC tests" },
      { code: "pressure-leak", label: "Pressure and leak tests" },
      { code: "calibration", label: "Calibration" },
    ],
  },
  {
    label: "Design and services",
    processes: [
      { code: "design-cad", label: "Mechanical design and CAD" },
      { code: "analysis-fea-cfd", label: "Structural and flow analysis" },
      { code: "embedded-software", label: "Embedded software and firmware" },
      { code: "fpga-asic", label: "FPGA and ASIC design" },
      { code: "tooling", label: "Tool, jig and fixture making" },
      { code: "reverse-engineering", label: "Reverse engineering and indigenisation" },
      { code: "mro", label: "Repair and overhaul" },
    ],
  },
] as const satisfies readonly ProcessGroup[];

const labels = new Map<string, string>(
  PROCESS_GROUPS.flatMap(({ processes }) => processes.map(({ code, label }) => [code, label] as const)),
);
export const processCodes = [...labels.keys()] as [string, ...string[]];

/** The label a person reads for a process; the code itself when it is unknown. */
export function processLabel(code: string): string {
  return labels.get(code) ?? code;
}
