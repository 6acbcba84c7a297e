/** What the floor's queries select. */
export type Row = { reference: string; title: string; summary: string; organisation: string; slug: string };

const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

const TRL_CELLS = `<span class="trl-cells" aria-hidden="true">${'<span class="trl-cell"></span>'.repeat(9)}</span>`;

/** The same markup as app/components/search/result-card.tsx; the bench warns when the sizes drift apart. */
function card(row: Row): string {
  const path = `/opportunities/${row.reference}/${row.title.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
  const excerpt = row.summary.length > 240 ? `${row.summary.slice(0, 239)}…` : row.summary;
  return `<li class="card"><div class="card-body"><p class="card-line">Technology transfer (ToT) · <a href="/organisations/${row.slug}">${escapeHtml(row.organisation)}</a>, India</p><h2 class="card-title"><a href="${path}">${escapeHtml(row.title)}</a></h2><p>${escapeHtml(excerpt)}</p><p class="card-line">${TRL_CELLS}<span>TRL 7 of 9: prototype demonstrated in operational environment</span></p></div><ul class="card-facts"><li class="card-fee">ToT fee ₹ 1.25 crore</li><li>Non-exclusive licence</li><li>Closes 12 August 2027</li></ul></li>`;
}

const FIRST_CARD = '<li class="card">';
const END_OF_CARD = "</ul></li>";

/** A function that writes a results page: the product's frame around cards of its own. @throws without a list. */
export function resultsTemplate(html: string): (rows: Row[]) => string {
  const start = html.indexOf(FIRST_CARD);
  const end = html.lastIndexOf(END_OF_CARD, html.indexOf("<script", start)) + END_OF_CARD.length;
  if (start === -1 || end < start) throw new Error("The product's results page has no list of cards");
  const head = html.slice(0, start);
  const tail = html.slice(end);
  return (rows) => `${head}${rows.map(card).join("")}${tail}`;
}

/** A function that writes an opportunity's page: the product's page of one opportunity with the texts of another. */
export function opportunityTemplate(html: string, sample: Row): (row: Row) => string {
  const pieces = html
    .split(escapeHtml(sample.title))
    .map((piece) => piece.split(escapeHtml(sample.summary)).map((part) => part.split(sample.reference)));
  if (pieces.length === 1) throw new Error("The product's page does not show the opportunity's title");
  return (row) => {
    const [title, summary] = [escapeHtml(row.title), escapeHtml(row.summary)];
    return pieces.map((parts) => parts.map((part) => part.join(row.reference)).join(summary)).join(title);
  };
}
