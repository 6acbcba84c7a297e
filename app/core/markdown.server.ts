import { LRUCache } from "lru-cache";
import rehypeSanitize, { defaultSchema, type Options } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

/** The part of a syntax tree that we touch. */
type Element = {
  type: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: Element[];
  /** Of a text. */
  value?: string;
};

/** The page around a description has an h1 and h2s; its own headings start below them. */
const FIRST_HEADING_LEVEL = 3;

/** Only what texts need: no images (nothing is fetched from elsewhere), no ids, no classes, no raw HTML. */
const TEXT_ONLY: Options = {
  ...defaultSchema,
  tagNames: defaultSchema.tagNames?.filter(
    (name) => !["img", "picture", "source", "input", "div"].includes(name),
  ),
  attributes: {
    a: ["href", "rel"],
    td: ["align"],
    th: ["align"],
    ol: ["start"],
  },
  protocols: { href: ["http", "https", "mailto"] },
  clobber: [],
};

function visit(node: Element, change: (element: Element) => void): void {
  if (node.type === "element") change(node);
  for (const child of node.children ?? []) visit(child, change);
}

const hasNoWords = ({ value = "", children = [] }: Element): boolean =>
  value.trim() === "" && children.every(hasNoWords);

/**
 * Shifts headings below the page's own, keeping their order of rank, marks links as somebody else's, and takes
 * out the head of a table that has none: Markdown cannot write a table without one.
 */
function fitIntoPage() {
  return (tree: Element) => {
    const levels: number[] = [];
    visit(tree, ({ tagName }) => {
      const level = /^h([1-6])$/.exec(tagName ?? "")?.[1];
      if (level) levels.push(Number(level));
    });
    const shift = FIRST_HEADING_LEVEL - Math.min(...levels, 6);
    visit(tree, (element) => {
      const level = /^h([1-6])$/.exec(element.tagName ?? "")?.[1];
      if (level) element.tagName = `h${Math.min(6, Number(level) + shift)}`;
      if (element.tagName === "table")
        element.children = element.children?.filter((part) => part.tagName !== "thead" || !hasNoWords(part));
      if (element.tagName === "a")
        element.properties = { ...element.properties, rel: ["nofollow", "noopener"] };
    });
  };
}

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype)
  .use(fitIntoPage)
  .use(rehypeSanitize, TEXT_ONLY)
  .use(rehypeStringify)
  .freeze();

/**
 * A line that opens more lists or quotations than any reader follows. The parser's time grows with the cube of
 * that depth: 10,000 characters of it would keep a processor busy for a minute.
 */
const TOO_DEEP = /^(?:[ \t]*(?:[>*+-]|\d{1,9}[.)])[ \t]?){16}/m;

/** The text as it was typed, paragraph by paragraph. */
function asPlainParagraphs(text: string): string {
  const children = text.split(/\n{2,}/).map((paragraph) => ({
    type: "element" as const,
    tagName: "p",
    properties: {},
    children: [{ type: "text" as const, value: paragraph }],
  }));
  return processor.stringify({ type: "root", children });
}

/** The same descriptions are read again and again, and parsing costs as much as the rest of a page. */
const rendered = new LRUCache<string, string>({
  maxSize: 4_000_000,
  sizeCalculation: (html, markdown) => html.length + markdown.length + 1,
});

/**
 * Markdown (with tables) as HTML that is safe to put into a page whoever wrote it: headings from h3 on,
 * links `nofollow noopener`, no images, no scripts, no raw HTML. Text that nests absurdly deep is
 * shown as it was typed.
 */
export function renderMarkdown(markdown: string): string {
  const known = rendered.get(markdown);
  if (known !== undefined) return known;
  const html = render(markdown);
  rendered.set(markdown, html);
  return html;
}

function render(markdown: string): string {
  if (TOO_DEEP.test(markdown)) return asPlainParagraphs(markdown);
  try {
    return String(processor.processSync(markdown));
  } catch (error) {
    if (error instanceof RangeError) return asPlainParagraphs(markdown);
    throw error;
  }
}
