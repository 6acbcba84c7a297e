/** A beginning for those who have no NDA of their own yet. An example, not legal advice. */
export const EXAMPLE_NDA = {
  title: "Non-disclosure agreement",
  body: `This agreement is between the organisation that posts opportunities (the **discloser**) and the organisation that accepts it (the **receiver**). It covers every document that the discloser opens to the receiver on this marketplace.

## 1. What is confidential

Everything in those documents that is not public, whether or not it is marked. What the receiver knew before, finds out on its own or gets lawfully from others is not.

## 2. What the receiver may do

- Use it only to judge whether to work with the discloser, and on which terms.
- Show it only to people of its own organisation who need it for that and are bound in the same way.
- Copy it only as far as this needs.

## 3. What the receiver does not do

It makes nothing after it, takes no protection on it, takes no sample apart and passes nothing on, unless the discloser agrees in writing.

## 4. For how long

The duty lasts five years from the last document that was opened. The discloser may end access at any time; what was read before stays confidential.

## 5. Giving back

When the discloser asks, the receiver destroys its copies within 30 days and says so in writing.

## 6. Law

The law and the courts of the discloser's place apply. No licence and no duty to a further contract follow from this agreement.`,
};
