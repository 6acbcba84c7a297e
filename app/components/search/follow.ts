/** The reader's own: what they unfolded, and what lies below an open sheet. */
const KEPT: ReadonlySet<string> = new Set(["open", "inert"]);

function followAttributes(present: Element, next: Element): void {
  // A fold opens when something in it is chosen, and then stays as its reader leaves it.
  const wasChosen = present.hasAttribute("data-chosen");
  for (const { name, value } of next.attributes)
    if (present.getAttribute(name) !== value && !(name === "open" && wasChosen))
      present.setAttribute(name, value);
  if (present.attributes.length === next.attributes.length) return;
  for (const { name } of [...present.attributes])
    if (!next.hasAttribute(name) && !KEPT.has(name)) present.removeAttribute(name);
}

const keyOf = (node: Node) => (node instanceof Element ? node.id || node.nodeName + node.className : "");

/**
 * Makes an element of the page say what another one says, by the least change: so focus, folds and scroll stay, a
 * live region is heard, and the browser lays out and paints what is different and no more. Children are known by
 * their ids, those without one by their kind and order.
 * @param next is used up
 */
export function follow(present: Element, next: Element): void {
  if (present.isEqualNode(next)) return;
  followAttributes(present, next);
  const known = new Map<string, ChildNode[]>();
  for (const child of present.childNodes) {
    const key = keyOf(child);
    const alike = known.get(key);
    if (alike) alike.push(child);
    else known.set(key, [child]);
  }
  const pairs = [...next.childNodes].map((wanted) => [wanted, known.get(keyOf(wanted))?.shift()] as const);
  // Before anything is put in its place: to move what stays would take the focus from it.
  for (const left of known.values()) for (const child of left) child.remove();
  let place = present.firstChild;
  for (const [wanted, child] of pairs) {
    if (child && child === place) place = child.nextSibling;
    else present.insertBefore(child ?? wanted, place);
    if (child instanceof Element) follow(child, wanted as Element);
    else if (child && child.nodeValue !== wanted.nodeValue) child.nodeValue = wanted.nodeValue;
  }
}
