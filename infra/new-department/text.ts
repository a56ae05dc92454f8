/** Adds to the text of a module without understanding all of it: an import, a member of a list. Order and form are Biome's work afterwards. */
import { Refused } from './refused.ts';

const CLOSE: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };

/** Texts become x and comments blank, so that brackets in them are not counted; every other sign keeps its place. */
const bare = (text: string): string =>
  text.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (blank) =>
    (blank.startsWith('/') ? ' ' : 'x').repeat(blank.length),
  );

/** Where the bracket that opens at `from` is closed; -1 when it never is. */
const closing = (code: string, from: number): number => {
  const open: string[] = [];
  for (let at = from; at < code.length; at += 1) {
    const sign = code.charAt(at);
    const close = CLOSE[sign];
    if (close) open.push(close);
    else if (sign === open.at(-1)) {
      open.pop();
      if (open.length === 0) return at;
    }
  }
  return -1;
};

/** Appends `member` to the object or array that the constant `name` is. Throws Refused when there is no such thing. */
export const addMember = (path: string, text: string, name: string, member: string): string => {
  const code = bare(text);
  const start = new RegExp(`^(?:export )?const ${name}\\b[^=]*=\\s*(?=[[{])`, 'm').exec(code);
  const end = start ? closing(code, start.index + start[0].length) : -1;
  if (end < 0) throw new Refused(`${path}: no list "${name}" was found, so nothing was changed`);
  const last = code.slice(0, end).trimEnd().length;
  const comma = /[[{,]/.test(code.charAt(last - 1)) ? '' : ',';
  // On a line of its own: a comment may stand at the end of the one before.
  return `${text.slice(0, last)}${comma}${text.slice(last, end).trimEnd()}\n${member},\n${text.slice(end)}`;
};

/** Puts an import behind the others. */
export const addImport = (text: string, line: string): string => {
  const last = [...text.matchAll(/^import[^;]*;\n/gm)].at(-1);
  const at = last ? last.index + last[0].length : 0;
  return `${text.slice(0, at)}${line}\n${text.slice(at)}`;
};
