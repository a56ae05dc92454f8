/** How files look: size, cycles, words that are not used. */
import type { Broken, Law } from './import-laws.ts';
import { code, importsOf, linesOf, type Tree } from './tree.ts';

const LONGEST = 300;
const MEDIAN = 80;
const HANDLER = 40;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const files = (says: string, breaks: (path: string, text: string) => string | false | undefined): Law => ({
  says,
  broken: (tree) =>
    [...tree].flatMap(([path, text]) => {
      const what = breaks(path, text);
      return what ? [{ file: path, what }] : [];
    }),
});

/** Each cycle once, as the path that closes it. */
const cycles = (tree: Tree): Broken[] => {
  const next = Map.groupBy(
    importsOf(tree).filter(({ to }) => tree.has(to)),
    ({ from }) => from,
  );
  const done = new Set<string>();
  const found: Broken[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) found.push({ file: path, what: [...trail.slice(trail.indexOf(path)), path].join(' > ') });
    if (done.has(path) || trail.includes(path)) return;
    for (const { to } of next.get(path) ?? []) walk(to, [...trail, path]);
    done.add(path);
  };
  for (const path of tree.keys()) walk(path, []);
  return found;
};

const found = (pattern: RegExp, text: string): string | undefined => pattern.exec(code(text))?.[0].trim();

const inFunctions = (path: string): boolean => path.startsWith('functions/');
const isBody = (path: string): boolean => inFunctions(path) && !path.endsWith('.handler.ts');

export const shapeLaws: readonly Law[] = [
  { says: 'no import cycles', broken: cycles },
  files(`no file over ${LONGEST} lines`, (_path, text) => linesOf(text) > LONGEST && `${linesOf(text)} lines`),
  {
    says: `half of all files have at most ${MEDIAN} lines`,
    broken: (tree) => {
      const middle = median([...tree.values()].map(linesOf));
      return middle > MEDIAN ? [{ file: 'all', what: `median ${middle}` }] : [];
    },
  },
  files(
    `handlers are wiring: at most ${HANDLER} lines`,
    (path, text) => path.endsWith('.handler.ts') && linesOf(text) > HANDLER && `${linesOf(text)} lines`,
  ),
  files(
    'bodies take the time from the event',
    (path, text) => isBody(path) && found(/\bDate\.now\b|\bnew Date\(\s*\)/, text),
  ),
  files(
    'functions read their environment in one place',
    (path, text) => inFunctions(path) && found(/\bprocess\.env\b/, text),
  ),
  files(
    'functions write their log in one place',
    (path, text) => inFunctions(path) && found(/\bprocess\.std(?:out|err)\b|(?<![\w/])console\s*\./, text),
  ),
  files(
    'every AWS client waits no longer than PATIENCE, because the standard is for ever',
    (path, text) =>
      inFunctions(path) && found(/\bnew (?:DynamoDB|S3|SQS|SNS|KMS|SecretsManager)Client\((?!PATIENCE\))/, text),
  ),
  files(
    'no file speaks of the machine that it was written on',
    (_path, text) => /(?<![\w.])\/(?:work|home|root|Users)\/\w+/.exec(text)?.[0],
  ),
  files(
    'no table is ever scanned',
    (path, text) => inFunctions(path) && found(/\bScanCommand\b|\bpaginateScan\b/, text),
  ),
  files('types are stripped, so nothing that needs a compiler', (_path, text) =>
    found(/^\s*(?:export\s+)?(?:declare\s+)?(?:const\s+)?enum\s+\w+|^\s*(?:export\s+)?namespace\s+\w+\s*\{/m, text),
  ),
  files("zod is imported whole, because { z } bundles every language's messages", (_path, text) =>
    found(/import\s*\{[^}]*\}\s*from\s*'zod'/, text),
  ),
  files('relative imports name their file', (_path, text) =>
    found(/from\s+'(?:#|\.)[^']*(?<!\.tsx?|\.json|\.svg|\.cjs|\.css|\.html)'/, text),
  ),
];
