import type { DemoInterest } from "#tests/factories/demo/types.ts";

export const demoInterests: DemoInterest[] = [
  {
    opportunity: "TVL-101",
    organisation: "purvaksha-precision",
    status: "shortlisted",
    message:
      "We machine wing fittings for two drone makers and are often asked for the ribs as well. We would set up the oven line in the hall beside our milling shop and could show a first rib within five months of the training.",
    capabilityStatement:
      "Oven of 2.4 m with recorded uniformity of ± 3 °C, freezer, two people with composite repair training. Coordinate measuring machine up to 1,200 mm. AS9100D since 2019.",
    contactRole: "Director, new business",
    submittedDaysAgo: 9,
  },
  {
    opportunity: "TVL-107",
    organisation: "dhatrika-coatings",
    status: "in_discussion",
    message:
      "Our vacuum furnace of 50 kg casts pump impellers three days a week and is free on the other days. We have cast cored parts with walls of 1.6 mm and want to learn the step to blades, starting with your simplest type.",
    capabilityStatement:
      "Vacuum induction furnace 50 kg, climate-controlled shell room, X-ray 320 kV, spectrometer, 14 years of cobalt and nickel castings. 110 employees, ISO 9001 certified.",
    contactRole: "Works manager",
    submittedDaysAgo: 28,
  },
  {
    opportunity: "AAD-202",
    organisation: "purvaksha-precision",
    status: "submitted",
    message:
      "Please consider us for the fittings, and for the tubes together with a bending partner in Coimbatore who works for a nuclear supplier. We could deliver the nine sample tubes in fourteen weeks.",
    capabilityStatement:
      "Swiss-type and five-axis lathes for titanium up to 32 mm, own fluorescent penetrant line (accreditation applied for), 300 bar test stand. 22 titanium part numbers in series.",
    contactRole: "Director, new business",
    submittedDaysAgo: 2,
  },
  {
    opportunity: "AAD-203",
    organisation: "zephranet-autonomy",
    status: "acknowledged",
    message:
      "The list of open work does not name flight control of the lift motors. Our controller already manages failures of one motor in eight. We would like to take that part, or to support your team with it, at about 40 person-months.",
    capabilityStatement:
      "Flight controller with 140 units delivered, motor-out logic proven in 61 deliberate failures, hardware-in-the-loop bench, nineteen engineers.",
    contactRole: "Co-founder, engineering",
    submittedDaysAgo: 12,
  },
  {
    opportunity: "TVL-108",
    organisation: "dhatrika-coatings",
    status: "agreement",
    message:
      "We spray with plasma and HVOF today and lose valve seat orders because our layers are too thick after grinding. With the detonation gun we would serve two valve makers who have confirmed 400 seats a month.",
    capabilityStatement:
      "Two thermal spray cabins, cylindrical and surface grinding to 1.2 m, coating laboratory with micro-hardness and adhesion tests, robot programmer in house.",
    contactRole: "Managing partner",
    submittedDaysAgo: 120,
  },
  {
    opportunity: "NIS-305",
    organisation: "zephranet-autonomy",
    status: "declined",
    message:
      "Autonomy is our trade in the air, and a port authority has asked us for surveys below water. We would buy the hull from a machine shop and build, test and sell the vehicle ourselves.",
    capabilityStatement:
      "Navigation and vision software, electronics assembly for 30 units a month, no experience with pressure hulls so far. Access to a pool of four metres depth.",
    contactRole: "Co-founder, engineering",
    declineReason:
      "The sole licence needs a partner who makes or has a contract for pressure hulls to 200 m. Your software is of interest to us: please look at our call for survey software next quarter, or come back together with a hull maker.",
    submittedDaysAgo: 16,
  },
];
