/** What an XML text from a department may not hold, looked for before any parser sees it, in one pass over the text. */
import { problem } from '#functions/kernel/problem.ts';

/** Answers of registers are a page or two; what is longer costs more than it can be worth. */
const MOST_CHARACTERS = 200_000;
const MOST_TAGS = 5_000;
const LONGEST_TAG = 2_000;
const DEEPEST = 32;

const refused = (rule: string): Error => problem('department-answer-invalid', { cause: `xml:${rule}` });

/** XML 1.0, 2.2. Lone surrogates are no characters either. */
const NO_CHARACTER = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;
/** The first character that XML 1.0 cannot hold, or undefined. */
export const notInXml = (text: string): string | undefined => NO_CHARACTER.exec(text)?.[0];

/** Only the five that need no declaration, and numbers. Small letters: &AMP; is another name, of nothing. */
const OTHER_ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/;

/** XML 1.0, 2.8, and nothing beside it: readers disagree on where a declaration ends that holds a quoted end of its own. */
const DECLARATION =
  /^<\?xml\s+version\s*=\s*(["'])1\.\d\1(?:\s+encoding\s*=\s*(["'])[A-Za-z][\w.-]*\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\3)?\s*\?>/;

/** Where the tag that begins at `at` ends; a quoted > is none. */
const tagEnd = (text: string, at: number): number => {
  let quote = '';
  for (let i = at + 1; i < text.length && i < at + LONGEST_TAG; i += 1) {
    const sign = text[i] ?? '';
    if (sign === '<') break;
    if (quote !== '') quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return i + 1;
  }
  throw refused('tag');
};

const after = (text: string, end: string, at: number): number => {
  const found = text.indexOf(end, at);
  if (found < 0) throw refused('unclosed');
  return found + end.length;
};

/** Throws department-answer-invalid: document types, entities, instructions, too much or too deep. Nothing is fetched, nothing is expanded. */
export const guardXml = (text: string): void => {
  if (text.length > MOST_CHARACTERS) throw refused('too-long');
  if (notInXml(text) !== undefined) throw refused('character');
  let [depth, tags, roots, from] = [0, 0, 0, 0];
  const plain = (until: number): void => {
    const between = text.slice(from, until);
    if (OTHER_ENTITY.test(between)) throw refused('entity');
    if (between.includes(']]>') || (depth === 0 && between.trim() !== '')) throw refused('stray-text');
  };
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', from)) {
    plain(at);
    if (text.startsWith('<!--', at)) from = after(text, '-->', at + 4);
    else if (text.startsWith('<![CDATA[', at)) from = after(text, ']]>', at + 9);
    else if (text.startsWith('<!', at)) throw refused('doctype');
    else if (text.startsWith('<?', at)) {
      if (at === 0) from = after(text, '?>', at);
      if (at !== 0 || !DECLARATION.test(text)) throw refused('instruction');
    } else {
      from = tagEnd(text, at);
      if (OTHER_ENTITY.test(text.slice(at, from))) throw refused('entity');
      tags += 1;
      const closes = text[at + 1] === '/';
      if (!closes && depth === 0) roots += 1;
      if (closes) depth -= 1;
      else if (text[from - 2] !== '/') depth += 1;
      if (depth < 0 || roots > 1) throw refused('malformed');
      if (depth > DEEPEST) throw refused('too-deep');
      if (tags > MOST_TAGS) throw refused('too-many-tags');
    }
  }
  plain(text.length);
  if (depth !== 0 || roots !== 1) throw refused('malformed');
};
