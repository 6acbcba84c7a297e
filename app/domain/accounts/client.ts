/** Where a request comes from: what throttling counts by and what the list of sessions shows. */
export type Client = { address: string; userAgent: string };
