/** In characters; the only rules about a password's form (NIST SP 800-63B, 5.1.1.2). */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 200;
