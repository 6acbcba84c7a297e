/** "340 KB", "2.4 MB": what a reader on a telephone wants to know before opening it. Units of a thousand. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
