import { stemmer } from "stemmer";
import { americanOf } from "#search/spellings.ts";

/** Plurals that no rule makes, to their singular. */
const IRREGULAR_PLURALS: ReadonlyMap<string, string> = new Map(
  `matrices:matrix indices:index vertices:vertex vortices:vortex helices:helix apices:apex appendices:appendix
  codices:codex cortices:cortex radices:radix criteria:criterion phenomena:phenomenon automata:automaton
  polyhedra:polyhedron datum:data spectra:spectrum bacteria:bacterium strata:stratum quanta:quantum momenta:momentum
  maxima:maximum minima:minimum optima:optimum equilibria:equilibrium continua:continuum memoranda:memorandum
  nuclei:nucleus radii:radius loci:locus moduli:modulus annuli:annulus stimuli:stimulus fungi:fungus tori:torus
  calculi:calculus formulae:formula antennae:antenna algae:alga larvae:larva vertebrae:vertebra lacunae:lacuna
  hypotheses:hypothesis theses:thesis syntheses:synthesis crises:crisis prostheses:prosthesis emphases:emphasis
  parentheses:parenthesis photosyntheses:photosynthesis neuroses:neurosis metastases:metastasis oases:oasis
  teeth:tooth feet:foot men:man women:woman workmen:workman mice:mouse geese:goose children:child oxen:ox
  knives:knife lives:life leaves:leaf halves:half shelves:shelf calves:calf loaves:loaf hooves:hoof wolves:wolf
  viruses:virus campuses:campus censuses:census statuses:status apparatuses:apparatus radiuses:radius
  nucleuses:nucleus bonuses:bonus surpluses:surplus consensuses:consensus corpora:corpus cactuses:cactus cacti:cactus
  prospectuses:prospectus syllabuses:syllabus syllabi:syllabus terminuses:terminus termini:terminus abacuses:abacus
  styluses:stylus styli:stylus thesauri:thesaurus atlases:atlas canvases:canvas aliases:alias irises:iris
  pancreases:pancreas trellises:trellis pelvises:pelvis walruses:walrus octopuses:octopus
  pluses:plus cosmoses:cosmos thermoses:thermos photos:photo`
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split(":") as [string, string]),
);

/**
 * Where Porter's stem joins words that a buyer tells apart ("engine" and "engineering", "fabric" and
 * "fabrication"), or parts forms of one word: the beginning that a family shares, and its stem. Applied to the
 * American spelling.
 */
const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/^analy[stz].*/, "analys"],
  [/^cataly[stz].*/, "catalys"],
  [/^(electro|hydro|pyro|photo|dia|para)ly[sz].*/, "$1lys"],
  [/^diagnos(?!t).*/, "diagnos"],
  [/^(?:mainten|maintain).*/, "maintain"],
  [/^universit(?:y|ies)$/, "university"],
  [/^(re|dis)?organiz.*/, "$1organiz"],
  [/^organic(?:s|ally)?$/, "organic"],
  [/^organism.*/, "organism"],
  [/^generat.*/, "generat"],
  [/^generic.*/, "generic"],
  [/^communicat.*/, "communicat"],
  [/^communit(?:y|ies)$/, "community"],
  [/^engineer.*/, "engineer"],
  [/^international.*/, "international"],
  [/^electronic.*/, "electronic"],
  [/^composites?$/, "composite"],
  [/^additiv.*/, "additive"],
  [/^fabricat.*/, "fabricat"],
  [/^(?:publication|publish).*/, "publish"],
  [/^designat.*/, "designat"],
  [/^activit(?:y|ies)$/, "activity"],
  [/^(department|container|objective)s?$/, "$1"],
  [/^import(?:ant|ance|antly)$/, "important"],
  [/^positiv.*/, "positive"],
  [/^experiment.*/, "experiment"],
  [/^propell[ae]nt.*/, "propellant"],
  [/^propellers?$/, "propeller"],
  [/^modulat.*/, "modulat"],
  [/^terminals?$/, "terminal"],
  [/^(ventilat|respirat|radiat|incubat)ors?$/, "$1or"],
  [/^transformers?$/, "transformer"],
  [/^minerals?$/, "mineral"],
  [/^sever(?:e|er|est|ely|ity)$/, "severe"],
  [/^past(?:e|es|ed|ing)$/, "paste"],
  [/^author(iz|it).*/, "author$1"],
  [/^passivat.*/, "passivat"],
  [/^numeric.*/, "numeric"],
  [/^laterals?$|^laterally$/, "lateral"],
  [/^bearings?$/, "bearing"],
  // The process; the mould is the tool.
  [/^(over|blow|re)?mold(?:ing|ings|ed)$/, "$1molding"],
  [/^lens(?:es?)?$/, "lens"],
  [/^gas(?:es|sed|ses|sing)?$/, "gas"],
  [/^bus(?:es|ses)?$/, "bus"],
  [/^(bias|focus).*/, "$1"],
  [/^ax[ei]s$/, "axis"],
  [/^dies?$/, "die"],
  [/^dye(?:s|d|r|rs|ing|ings)?$/, "dye"],
  [/^([b-df-hj-np-tv-z]{2,3})(?:y|ies|ied|ying)$/, "$1y"],
  [/^([b-df-hj-np-tv-z])ies?$/, "$1ie"],
  [/^dat(?:a|um)$/, "data"],
  [/^microns?$/, "um"],
];
const ANY_FAMILY = new RegExp(FAMILIES.map(([family]) => family.source).join("|"));

/**
 * The stem of a folded English word, the same for British and American spelling, singular and plural, and
 * for a verb's forms: Porter's, but for the families above. Anything but three letters or more of a to z
 * comes back unchanged.
 */
export function englishStem(word: string): string {
  if (!/^[a-z]{3,}$/.test(word)) return word;
  const spelled = americanOf(word);
  const singular = IRREGULAR_PLURALS.get(spelled) ?? spelled;
  if (!ANY_FAMILY.test(singular)) return stemmer(singular);
  const [family, stem] = FAMILIES.find(([pattern]) => pattern.test(singular))!;
  return singular.replace(family, stem);
}
