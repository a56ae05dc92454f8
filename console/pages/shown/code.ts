/** The code that a holder shows: drawn by lot, 128 bits in base64url. */

/** Undefined: it is no such code. Spaces are what copying leaves. */
export const showCodeIn = (text: string): string | undefined => /^[\w-]{22}$/.exec(text.replace(/\s/g, ''))?.[0];
