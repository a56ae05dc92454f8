/** Claims as an HTTP API hands them over: every value is text, lists and maps in its own notation. */
const text = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(text).join(' ')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `map[${members.map(([key, member]) => `${key}:${text(member)}`).join(' ')}]`;
  }
  return value === null ? '<nil>' : String(value);
};

export const textClaims = (claims: object): Record<string, string> =>
  Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, text(value)]));
