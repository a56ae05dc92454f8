/** What is there is used, and what is tested stands where it is looked for. */
import type { Broken, Law } from './import-laws.ts';
import { code, importsOf, type Tree } from './tree.ts';

const EXPORT = /^export (?:const|let|class|(?:async )?function\*?) (\w+)/gm;

/** Values only: a type that names a function's input or output may be exported for whoever needs it one day. */
const unusedExports = (tree: Tree): Broken[] => {
  const importers = Map.groupBy(importsOf(tree), ({ to }) => to);
  // The contract is used by the callers of the hub, the city's data by whoever plays in it, a handler by Lambda.
  const ours = [...tree].filter(([path]) => !/^(schemas|city)\/|\.handler\.ts$/.test(path));
  return ours.flatMap(([path, text]) =>
    [...code(text).matchAll(EXPORT)]
      .map(([, name = '']) => name)
      .filter((name) => {
        const named = new RegExp(`\\b${name}\\b`);
        return !(importers.get(path) ?? []).some(({ from }) => named.test(tree.get(from) ?? ''));
      })
      .map((what) => ({ file: path, what })),
  );
};

const KEYS = 'functions/kernel/environment.ts';

/** Keys of the list that no function asks for. */
const unreadKeys = (tree: Tree): Broken[] => {
  const readers = [...tree].filter(([path]) => path.startsWith('functions/') && path !== KEYS).map(([, text]) => text);
  return [...(tree.get(KEYS) ?? '').matchAll(/^ {2}'([A-Z0-9_]+)',$/gm)]
    .map(([, key = '']) => key)
    .filter((key) => !readers.some((text) => text.includes(`'${key}'`)))
    .map((what) => ({ file: KEYS, what }));
};

/** Folders of test/ that mirror no room: the data of the city, the running city, its pages in a browser, and what is tested across rooms. */
const OTHER_TESTS = ['browser', 'city', 'city-data', 'engines', 'fault', 'laws', 'outside', 'property'];

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

const notMirrored = (tree: Tree): Broken[] => {
  const rooms = new Set(
    [...tree.keys()].flatMap((path) => path.split('/').map((_, i, all) => all.slice(0, i).join('/'))),
  );
  return [...tree.keys()]
    .filter((path) => path.startsWith('test/') && !OTHER_TESTS.includes(path.split('/')[1] ?? ''))
    .filter((path) => !rooms.has(folderOf(path).slice('test/'.length)))
    .map((file) => ({ file, what: `mirrors no folder` }));
};

export const useLaws: readonly Law[] = [
  { says: 'nothing is exported that nobody imports', broken: unusedExports },
  { says: 'no environment key that no function reads', broken: unreadKeys },
  { says: 'test/ mirrors the tree', broken: notMirrored },
];
