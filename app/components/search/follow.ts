/** The reader's own: what they unfolded, and what lies below an open sheet. */
const KEPT: ReadonlySet<string> = new Set(["open", "inert"]);

function followAttributes(present: Element, next: Element): void {
  // A fold opens when something in it is chosen, and then stays as its reader leaves it.
  const wasChosen = present.hasAttribute("data-chosen");
  for (const name of next.getAttributeNames()) {
    const value = next.getAttribute(name)!;
    if (present.getAttribute(name) !== value && !(name === "open" && wasChosen))
      present.setAttribute(name, value);
  }
  for (const name of present.getAttributeNames())
    if (!next.hasAttribute(name) && !KEPT.has(name)) present.removeAttribute(name);
}

const keyOf = (node: Node) => (node instanceof Element ? node.id || node.nodeName + node.className : "");

function followNode(present: Node, next: Node): void {
  if (!(present instanceof Element)) {
    if (present.nodeValue !== next.nodeValue) present.nodeValue = next.nodeValue;
  } else if (!present.isEqualNode(next)) follow(present, next as Element);
}

/** Puts the children from `next` on in the place of those from `present` on, keeping those that are in both. */
function followRest(parent: Element, present: ChildNode | null, next: ChildNode | null): void {
  const known = new Map<string, ChildNode[]>();
  for (let child = present; child; child = child.nextSibling) {
    const alike = known.get(keyOf(child));
    if (alike) alike.push(child);
    else known.set(keyOf(child), [child]);
  }
  const pairs: [wanted: ChildNode, child: ChildNode | undefined][] = [];
  for (let wanted = next; wanted; wanted = wanted.nextSibling)
    pairs.push([wanted, known.get(keyOf(wanted))?.shift()]);
  const before = present ? present.previousSibling : parent.lastChild;
  // Before anything is put in its place: to move what stays would take the focus from it.
  for (const left of known.values()) for (const child of left) child.remove();
  let place = before ? before.nextSibling : parent.firstChild;
  for (const [wanted, child] of pairs) {
    if (child && child === place) place = child.nextSibling;
    else parent.insertBefore(child ?? wanted, place);
    if (child) followNode(child, wanted);
  }
}

/**
 * Makes an element of the page say what another one says, by the least change: so focus, folds and scroll stay, a
 * live region is heard, and the browser lays out and paints what is different and no more. Children are known by
 * their ids, those without one by their kind and order.
 * @param next is used up
 */
export function follow(present: Element, next: Element): void {
  followAttributes(present, next);
  let [child, wanted] = [present.firstChild, next.firstChild];
  // Most of the time only texts differ.
  while (child && wanted && keyOf(child) === keyOf(wanted)) {
    followNode(child, wanted);
    [child, wanted] = [child.nextSibling, wanted.nextSibling];
  }
  if (child || wanted) followRest(present, child, wanted);
}
