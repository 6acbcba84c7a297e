const DEFAULT_LOCALE = "en-IN";

/**
 * The reader's locale for money, dates and numbers, from Accept-Language: the best-liked tag that this
 * runtime can format for, else Indian English. Texts are English whatever it says.
 */
export function readLocale(acceptLanguage: string | null | undefined): string {
  const ranked = (acceptLanguage ?? "")
    .slice(0, 200)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const quality = parameters.find((each) => each.trim().startsWith("q="));
      return { tag: tag.trim(), weight: quality ? Number(quality.trim().slice(2)) || 0 : 1 };
    })
    .filter(({ tag, weight }) => weight > 0 && tag !== "*")
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of ranked) {
    try {
      const [supported] = Intl.NumberFormat.supportedLocalesOf(tag);
      if (supported) return supported;
    } catch {
      continue; // not a well-formed language tag
    }
  }
  return DEFAULT_LOCALE;
}
