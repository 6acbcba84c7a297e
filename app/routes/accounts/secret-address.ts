/**
 * For pages whose address is a secret: no cache keeps it and no other site is told it. Not `no-referrer`: with
 * that, browsers send a form's Origin as "null", and the check against cross-site requests refuses it.
 */
export const SECRET_ADDRESS_HEADERS = { "Cache-Control": "no-store", "Referrer-Policy": "same-origin" };
