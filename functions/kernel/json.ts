/** JSON as a caller may send it: bounded in depth, and every text of it whole Unicode. */
import { ProblemError, problem } from './problem.ts';

/** Deeper than any schema here. Recursion over a body (canonical form) and DynamoDB (32 levels) would give up later, and say so less clearly. */
export const MAX_DEPTH = 16;

/** Counted before parsing and without recursion: depth is the sender's choice. */
const tooDeep = (text: string): boolean => {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') for (at += 1; at < text.length && text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1;
    if (sign === '[' || sign === '{') depth += 1;
    if (sign === ']' || sign === '}') depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
};

const broken = (rule: string) => problem('invalid-request', { errors: [{ field: '/', rule }] });

/** Only an escape can smuggle half a character through the decoder; it has no canonical form, so no digest and no record. */
const SURROGATE = /\\u[dD][89a-fA-F]/;

const wellFormed = (key: string, value: unknown): unknown => {
  if (!key.isWellFormed() || (typeof value === 'string' && !value.isWellFormed())) throw broken('well-formed-unicode');
  return value;
};

/** `bytes`: UTF-8. Throws malformed-json; invalid-request naming the rule `too-deep` or `well-formed-unicode`. */
export const parseJson = (bytes: Uint8Array): unknown => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (tooDeep(text)) throw broken('too-deep');
    return JSON.parse(text, SURROGATE.test(text) ? wellFormed : undefined);
  } catch (error) {
    throw error instanceof ProblemError ? error : problem('malformed-json');
  }
};
