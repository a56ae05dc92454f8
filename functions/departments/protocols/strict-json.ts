/** JSON as a department may send it: valid UTF-8, valid JSON, no member twice. */

/** Names of members in the text. Counted without decoding: a string followed by a colon. The text is valid JSON. */
const namesIn = (text: string): number => {
  let names = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    for (at += 1; text[at] !== '"'; at += 1) if (text[at] === '\\') at += 1;
    let next = at + 1;
    while (' \t\r\n'.includes(text[next] ?? 'x')) next += 1;
    if (text[next] === ':') names += 1;
  }
  return names;
};

/** Without recursion: depth is the sender's choice. */
const membersOf = (value: unknown): number => {
  let members = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const at = open.pop();
    if (typeof at !== 'object' || at === null) continue;
    if (!Array.isArray(at)) members += Object.keys(at).length;
    for (const inner of Object.values(at)) open.push(inner);
  }
  return members;
};

/** Throws a SyntaxError or TypeError, whose message must go nowhere. A name given twice is refused: two readers could see two answers. */
export const parseStrictJson = (bytes: Uint8Array): unknown => {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const value: unknown = JSON.parse(text);
  if (namesIn(text) !== membersOf(value)) throw new SyntaxError('a member stands twice');
  return value;
};
