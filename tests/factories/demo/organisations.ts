import type { DemoOrganisation } from "#tests/factories/demo/types.ts";

/** Invented organisations; any likeness of name is chance. */
export const demoOrganisations: DemoOrganisation[] = [
  {
    slug: "tavanika-laboratory",
    name: "Tavanika Materials and Propulsion Laboratory",
    kind: "research_body",
    country: "IN",
    city: "Jabalpur",
    website: "https://tavanika.example",
    about:
      "A public laboratory for special alloys, composites, protective chemistry and engines. About 340 scientists and technicians, a foundry, an autoclave hall and two engine test beds. Its transfer cell has licensed 41 technologies since 2012 and trains each licensee on its own pilot line.",
    sectors: ["materials-manufacturing", "aerospace", "land-systems", "chemicals-protective", "energy-power"],
    foundedYear: 1974,
    account: "prime",
  },
  {
    slug: "nilgara-institute",
    name: "Nilgara Institute of Sensors and Underwater Systems",
    kind: "research_body",
    country: "IN",
    city: "Kochi",
    website: "https://nilgara.example",
    about:
      "Research institute for acoustic, optical and inertial sensing, with a 40-metre acoustic tank, a sea trial vessel and a class 1,000 clean room. Designs are handed over with drawings, process sheets and acceptance test rigs.",
    sectors: ["sensors-electro-optics", "naval-marine", "space", "communications-networks", "medical-health"],
    foundedYear: 1986,
  },
  {
    slug: "arkavrat-aerospace",
    name: "Arkavrat Aerospace and Defence Limited",
    kind: "large_industry",
    country: "IN",
    city: "Bengaluru",
    website: "https://arkavrat.example",
    about:
      "Integrator of trainer aircraft, helicopter structures, radar and vehicle electronics with 6,200 employees on four sites. Buys about 38% of its value from smaller firms and develops two to three new suppliers a month.",
    sectors: [
      "aerospace",
      "defence-electronics",
      "land-systems",
      "communications-networks",
      "test-measurement",
    ],
    foundedYear: 1991,
  },
  {
    slug: "meghvan-university",
    name: "Meghvan University of Technology",
    kind: "university",
    country: "IN",
    city: "Guwahati",
    website: "https://meghvan.example",
    about:
      "A technical university with strong groups in machine learning, biomedical devices, food engineering and renewable energy. The incubation office takes a technology to a working pilot with a partner before it asks for a licence fee.",
    sectors: ["software-ai", "medical-health", "agriculture-food", "energy-power"],
    foundedYear: 1998,
  },
  {
    slug: "purvaksha-precision",
    name: "Purvaksha Precision Components",
    kind: "msme",
    country: "IN",
    city: "Coimbatore",
    website: "https://purvaksha.example",
    about:
      "Five-axis machining and assembly of flight and vehicle parts in aluminium, titanium and maraging steel, up to 900 mm. 64 people, two shifts, coordinate measuring room at 20 ± 1 °C.",
    sectors: ["aerospace", "land-systems", "materials-manufacturing"],
    foundedYear: 2006,
    account: "msme",
  },
  {
    slug: "dhatrika-coatings",
    name: "Dhatrika Castings and Coatings",
    kind: "msme",
    country: "IN",
    city: "Pune",
    website: "https://dhatrika.example",
    about:
      "Investment castings up to 22 kg in nickel and cobalt alloys, and plasma and HVOF coatings for pumps, valves and marine fittings. 110 people and an own metallurgical laboratory.",
    sectors: ["materials-manufacturing", "naval-marine", "energy-power"],
    foundedYear: 1999,
  },
  {
    slug: "zephranet-autonomy",
    name: "Zephranet Autonomy",
    kind: "start_up",
    country: "IN",
    city: "Hyderabad",
    website: "https://zephranet.example",
    about:
      "Builds flight controllers and vision software for small unmanned aircraft. Nineteen engineers, 140 controllers delivered to survey and seed-sowing operators so far.",
    sectors: ["software-ai", "aerospace", "agriculture-food"],
    foundedYear: 2021,
  },
  {
    slug: "valdmoor-photonik",
    name: "Valdmoor Photonik GmbH",
    kind: "foreign_industry",
    country: "DE",
    city: "Ilmenau",
    website: "https://valdmoor.example",
    about:
      "Family-owned maker of laser sources, infrared optics and marine sensors with 280 employees. Coordinates publicly funded projects and wants to build a second source for its volume products in India.",
    sectors: ["sensors-electro-optics", "naval-marine", "space", "test-measurement", "energy-power"],
    foundedYear: 1968,
    account: "partner",
  },
];
