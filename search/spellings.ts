/**
 * Words of which "-ise" is no suffix, so that no American writes them with "-ize": those in -wise and with a
 * vowel before it ("noise", "raise", "cruise"), and these families.
 */
const NEVER_IZE =
  "[aeiouw]|prec|conc|exc|inc|exerc|circumc|dv|dev|rev|superv|telev|improv|pr|sunr|moonr|prom|prem|^dem|surm|" +
  "franch|merchand|expert|advert|parad|^treat|^mort|^desp|^chast|^pract|^val";

/**
 * British spelling to American, applied to single folded words in this order before the stem is taken. A rule
 * may make a word that nobody writes, as both sides are changed alike; it may never make of one word another.
 */
export const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/isation(s|al)?$/, "ization$1"],
  [new RegExp(`(?<=[a-z]{3})(?<!${NEVER_IZE})is(e|ed|es|ing|er|ers|able)$`), "iz$1"],
  [/(?<=[a-z]{3})ys(e|ed|es|ing|er|ers)$/, "yz$1"],
  [
    /^((?:dis|un|mis|multi|bi|water)?(?:col|behavi|harb|vap|arm|hum|lab|flav|fav|hon|neighb|tum|rum|endeav|sav|splend|vig|rig|cand|od|parl|val|clam|ferv|ranc|ard))our/,
    "$1or",
  ],
  [/fibre/, "fiber"],
  [/^((?:epi|multi|bi|bary|self)?cent)re(?=$|s$|d$|l|p|b|f)/, "$1er"],
  [/^centring$/, "centering"],
  [
    /^((?:milli|micro|deci|centi|kilo|hecto)?lit|(?:amphi)?theat|spect|lust|sab|calib|mit|nit|tit|louv|meag|somb|sepulch)re(s|d)?$/,
    "$1er$2",
  ],
  [/metre(s|d)?$/, "meter$1"],
  [/^(in)?(defen|offen|preten|licen)c(e|es|ed|ing|eless)$/, "$1$2s$3"],
  [/^practis/, "practic"],
  [
    /^((?:re|un|mis)?(?:model|travel|label|signal|channel|tunnel|fuel|cancel|level|panel|equal|counsel|dial|initial|quarrel|rival|shovel|spiral|swivel|total|unravel|bevel|chisel|funnel|gravel|marshal|metal|parcel|pencil|stencil|jewel))l(ed|ing|ings|er|ers)$/,
    "$1$2",
  ],
  [/^(instal|fulfil|enrol|distil)(s|ment|ments)?$/, "$1l$2"],
  [/^(skil|wil)ful/, "$1lful"],
  [/^marvellous/, "marvelous"],
  [/^woollen/, "woolen"],
  [/^carburettor/, "carburetor"],
  [/^jewell?ery$/, "jewelry"],
  [/aluminium/, "aluminum"],
  [/sulph/, "sulf"],
  [/gramme(s?)$/, "gram$1"],
  [/^aeroplane/, "airplane"],
  [/^aerofoil/, "airfoil"],
  [/^tyre(s|d)?$/, "tire$1"],
  [/mould/, "mold"],
  [/^plough/, "plow"],
  [/^grey/, "gray"],
  [/^(catalog|analog|dialog|monolog|prolog|epilog|homolog)u(?:e(s|d)?|(ing))$/, "$1$2$3"],
  [/anaesth/, "anesth"],
  [/^aesth/, "esth"],
  [/paed/, "ped"],
  [/haem/, "hem"],
  [/aemi(a|as|c)$/, "emi$1"],
  [/rrhoe/, "rrhe"],
  [/^oestr/, "estr"],
  [/^oesoph/, "esoph"],
  [/^oedem/, "edem"],
  [/^foet/, "fet"],
  [/^faec/, "fec"],
  [/^caes(?=ium)/, "ces"],
  [/gynaec/, "gynec"],
  [/^(pal|arch)aeo/, "$1eo"],
  [/^manoeuvr(?:e(s|d|r|rs)?|(ing|able|ability))$/, "maneuver$1$2"],
  [/^artefact/, "artifact"],
  [/^cheque(s|book|books)?$/, "check$1"],
  [/^draught/, "draft"],
  [/^kerb/, "curb"],
  [/^sceptic/, "skeptic"],
  [/^storey$/, "story"],
  [/^storeys$/, "stories"],
  [/^ageing$/, "aging"],
  [/^(acknowledg|judg|abridg)ement/, "$1ment"],
  [/^enquir/, "inquir"],
  [/^gage(s|d)?$/, "gauge$1"],
  [/^gaging$/, "gauging"],
  [/^sizeable$/, "sizable"],
  [/^phial/, "vial"],
  [/^disk(s|ette|ettes)?$/, "disc$1"],
  [/^yoghurt/, "yogurt"],
  [/^cosy$/, "cozy"],
];

/** Whether any rule has something to do: nearly all words are done with after this one look. */
const ANY = new RegExp(SPELLINGS.map(([british]) => british.source).join("|"));

/** The American spelling of a folded word of the letters a to z. */
export function americanOf(word: string): string {
  if (!ANY.test(word)) return word;
  return SPELLINGS.reduce((spelled, [british, american]) => spelled.replace(british, american), word);
}
