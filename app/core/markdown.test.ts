import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "#app/core/markdown.server.ts";

describe("renderMarkdown", () => {
  it("writes a table whose head is blank without a head", () => {
    expect(renderMarkdown("|  |  |\n|---|---|\n| Mass | 4 g |")).toBe(
      "<table>\n\n<tbody>\n<tr>\n<td>Mass</td>\n<td>4 g</td>\n</tr>\n</tbody>\n</table>",
    );
    expect(renderMarkdown("| What | |\n|---|---|\n| Mass | 4 g |")).toContain("<th>What</th>");
  });

  it("writes headings, lists, tables and links", () => {
    const html = renderMarkdown(
      "## What\n\n- one\n- two\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n[see](https://example.org)",
    );
    expect(html).toContain("<h3>What</h3>");
    expect(html).toContain("<li>one</li>");
    expect(html).toContain('<td align="right">2</td>');
    expect(html).toContain('<a href="https://example.org" rel="nofollow noopener">see</a>');
  });

  it("starts headings at h3 and keeps their order of rank", () => {
    expect(renderMarkdown("# A\n\n## B\n\n###### C")).toBe("<h3>A</h3>\n<h4>B</h4>\n<h6>C</h6>");
    expect(renderMarkdown("##### A\n\n###### B")).toBe("<h3>A</h3>\n<h4>B</h4>");
  });

  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "![tracker](https://elsewhere.example/pixel.gif)",
    "<iframe src='https://elsewhere.example'></iframe>",
    "<style>body{display:none}</style>",
    "<svg onload=alert(1)>",
    '<a href="javascript:alert(1)" onclick="alert(1)">x</a>',
    "<form action=/logout method=post><button>x</button></form>",
    "[x]( java\nscript:alert(1))",
    '<https://example.org/"onmouseover=alert(1)>',
    "[^1]\n\n[^1]: <b onclick=alert(1)>x</b>",
    "- [ ] <input autofocus onfocus=alert(1)>",
  ])("makes %j harmless", (hostile) => {
    expect(renderMarkdown(hostile)).not.toMatch(
      /<(script|img|iframe|style|svg|form|button|input|object|embed)|<[^>]* on\w+=|(href|src)="?(javascript|data|vbscript)/i,
    );
  });

  it("has only known tags and attributes, whatever is written", () => {
    const pieces = fc.constantFrom(
      ..."<> [ ] ( ) ! # ` * _ | - : / \\ & ; ' \" \n \t javascript: onload= src= href= script img svg style x 1".split(
        " ",
      ),
      "\n",
      " ",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const tags = renderMarkdown(parts.join("")).match(/<[^>]*>/g) ?? [];
        for (const tag of tags)
          expect(tag).toMatch(
            /^<\/?(p|h[3-6]|ul|ol|li|a|em|strong|del|code|pre|table|thead|tbody|tr|th|td|blockquote|hr|br|sup|section)( (href="(https?:|mailto:|[#/?]|[^":]*")[^"]*"?|rel="nofollow noopener"|align="\w+"|start="\d+"))*>$/,
          );
      }),
      { numRuns: 300 },
    );
  });

  it.each(["> ", "- ", "[", "![", "*a **b ", "<a>", "| ", "`", "\\", "&", "1. ", " ", "\n - "])(
    "takes 10,000 characters of %j without falling over",
    (piece) => {
      const html = renderMarkdown(`${piece.repeat(10_000 / piece.length)}x`);
      expect(html).toMatch(/<\w/);
      expect(html).not.toContain("<a>");
    },
  );
});
