/** For pages whose address is a secret: neither caches nor the sites they link to may keep it. */
export const SECRET_ADDRESS_HEADERS = { "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" };
