/** docs/coverage.md says where each thing of the sources stands. What it names has to be there, or the page is not true. */
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { ROOMS, ROOT } from './tree.ts';

export const readPage = (): string => readFileSync(join(ROOT, 'docs/coverage.md'), 'utf8');
/** Text of a file, '' of a folder, undefined of what is not there. */
export type Look = (path: string) => string | undefined;
export const look: Look = (path) => {
  const at = join(ROOT, path);
  if (!existsSync(at)) return undefined;
  return /\.\w+$/.test(path) ? readFileSync(at, 'utf8') : '';
};

/** P1–P19 systems, M1–M42 mechanisms, K1–K14 figures. */
export const IDS: readonly string[] = Object.entries({ P: 19, M: 42, K: 14 }).flatMap(([letter, last]) =>
  Array.from({ length: last }, (_, at) => `${letter}${at + 1}`),
);

interface Row {
  readonly id: string;
  readonly state: string;
  /** Files and folders, as written. */
  readonly places: readonly string[];
  readonly tests: readonly { readonly title: string; readonly file: string }[];
  /** What it waits for, by name. */
  readonly waits: readonly string[];
}

const bold = (text: string): string[] => [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name);
const rowsOf = (page: string): Row[] =>
  page
    .split('\n')
    .filter((line) => /^\| [PMK]\d+ \|/.test(line))
    .map((line) => {
      const [id = '', , state = '', , shown = '', rest = ''] = line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim());
      const places = [...line.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
      const tests = [...shown.matchAll(/\[([^\]]+)\]\(([^)\s]+)\)/g)].map(([, title = '', to = '']) => ({
        title,
        file: posix.join('docs', to),
      }));
      return { id, state, places, tests, waits: bold(rest) };
    });

/** The names under which things come later, in the page's own list. */
const namesOf = (page: string): string[] => [...page.matchAll(/^\| \*\*(\w+)\*\* \|/gm)].map(([, name = '']) => name);

/** Who names a test or a group: one of these words, or what `each`, `skipIf` and their like give back. */
const NAMED = /(?:\b(?:test|it|describe)(?:\.\w+)?|\))\(\s*(['"`])((?:\\.|(?!\1).)*)\1\s*,/g;
const titles = (text: string): string[] =>
  [...text.matchAll(NAMED)].map(([, , title = '']) => title.replaceAll(/\\(.)/g, '$1'));

const CUT = '…';
/** A title as it is written; where it is cut, with … in the place of what is cut. */
const fits = (shown: string): ((title: string) => boolean) => {
  const [cutBefore, cutAfter] = [shown.startsWith(CUT), shown.endsWith(CUT)];
  const part = shown.slice(cutBefore ? 1 : 0, cutAfter ? -1 : undefined).trim();
  return (title) => {
    if (cutBefore && cutAfter) return title.includes(part);
    if (cutBefore) return title !== part && title.endsWith(part);
    return cutAfter ? title !== part && title.startsWith(part) : title === part;
  };
};

const SHOWN = { stands: true, part: true, later: false } as const;
const WAITS = { stands: false, part: true, later: true } as const;
const isState = (state: string): state is keyof typeof SHOWN => Object.hasOwn(SHOWN, state);

const wrongIn = ({ state, places, tests, waits }: Row, names: readonly string[], see: Look): string[] => {
  if (!isState(state)) return [`is ${state}`];
  return [
    ...(tests.length > 0 === SHOWN[state] ? [] : [`${state} with ${tests.length} tests`]),
    ...(waits.length > 0 === WAITS[state] ? [] : [`${state} and waits for ${waits.length} things`]),
    ...waits.filter((name) => !names.includes(name)).map((name) => `waits for ${name}`),
    ...places.filter((path) => !ROOMS.includes(path.split('/')[0] ?? '') || see(path) === undefined),
    ...tests
      // Of two that fit nobody knows which is meant.
      .filter(({ file, title }) => titles(see(file) ?? '').filter(fits(title)).length !== 1)
      .map(({ file, title }) => `${file}: ${title}`),
  ];
};

/** What is not true of the page, one line each. */
export const untrue = (page: string, see: Look): string[] => {
  const rows = rowsOf(page);
  const names = namesOf(page);
  const ids = rows.map(({ id }) => id);
  return [
    ...IDS.filter((id) => ids.filter((one) => one === id).length !== 1).map((id) => `${id} does not stand once`),
    ...ids.filter((id) => !IDS.includes(id)).map((id) => `${id} is nothing of the sources`),
    ...names
      .filter((name) => !rows.some(({ waits }) => waits.includes(name)))
      .map((name) => `nothing waits for ${name}`),
    ...rows.flatMap((row) => wrongIn(row, names, see).map((what) => `${row.id} ${what}`)),
  ];
};
