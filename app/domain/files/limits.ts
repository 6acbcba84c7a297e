/** What may be sent. Megabytes are millions of bytes, as in what readers are told. */
const MEGABYTE = 1_000_000;

/** One document of an opportunity: drawings and test reports are large. */
export const MOST_DOCUMENT_BYTES = 250 * MEGABYTE;
/** Documents of one opportunity. */
export const MOST_DOCUMENTS = 10;
/** All documents of one organisation together. */
export const MOST_ORGANISATION_BYTES = 5_000 * MEGABYTE;

/** Pictures are drawn anew in memory, and no photograph or scan of use is larger. */
export const MOST_PICTURE_BYTES = 25 * MEGABYTE;
export const MOST_PICTURE_PIXELS = 60_000_000;

/** For a form's `accept`: what the file chooser offers first. The content decides, not this list. */
export const ACCEPTED_ENDINGS = ".pdf,.png,.jpg,.jpeg,.webp,.docx,.xlsx,.pptx,.txt";

export const megabytes = (bytes: number): string => `${Math.floor(bytes / MEGABYTE)} MB`;
