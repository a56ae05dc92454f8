/** Who may import whom. */
import { code, type Import, importsOf, type Tree } from './tree.ts';

export interface Broken {
  readonly file: string;
  readonly what: string;
}

export interface Law {
  readonly says: string;
  /** Everything that breaks it, exceptions included. */
  readonly broken: (tree: Tree) => Broken[];
}

const law = (says: string, breaks: (one: Import) => boolean): Law => ({
  says,
  broken: (tree) =>
    importsOf(tree)
      .filter(breaks)
      .map(({ from, to }) => ({ file: from, what: to })),
});

const within = (path: string, ...folders: string[]): boolean => folders.some((folder) => path.startsWith(`${folder}/`));
const isHandler = (path: string): boolean => path.endsWith('.handler.ts');
const isWired = (path: string): boolean => /\.(handler|store|client)\.ts$/.test(path);
const isBody = (path: string): boolean => within(path, 'functions') && !isHandler(path);

const GUARDS = ['functions/kernel/guard.ts', 'functions/kernel/guarded-socket.client.ts'];
/** By a value of one of these modules, or by the global fetch, which looks names up by itself. AWS's clients know their own addresses. */
const opensConnections = (path: string, text: string): boolean =>
  !GUARDS.slice(0, 1).includes(path) &&
  (/^import (?!type\b).*'(?:node:(?:https?|http2|net|tls|dgram)|undici|pg|mysql2[\w/]*)';$/m.test(text) ||
    /(?<![\w.])(?:fetch|new WebSocket|new EventSource)\(/.test(code(text)));

/** functions/exchange/ask.ts stands in functions/exchange, functions/departments/fire/x.ts in functions/departments/fire. */
const roomOf = (path: string): string =>
  path
    .split('/')
    .slice(0, within(path, 'functions/departments') ? 3 : 2)
    .join('/');

/** An adapter is its department's room plus the protocols that departments share and the exchange around it. */
const neighbours = (path: string): string[] => {
  if (within(path, 'functions/departments')) return ['functions/departments/protocols', 'functions/exchange'];
  // A case is a matter under way: its papers, its situation and its figures are computed by the room of matters.
  return within(path, 'functions/cases') ? ['functions/matters'] : [];
};

const bodyMay = ({ from, to }: Import): boolean =>
  within(to, 'schemas', roomOf(from), 'functions/kernel', 'functions/snapshot', ...neighbours(from));

/** Whether `text` imports `path` by a statement that is erased. */
const typeOnly = (text: string, path: string): boolean =>
  [...code(text).matchAll(/^import (type )?[^;]*?'#([^']+)';$/gm)]
    .filter(([, , to]) => to === path)
    .every(([, type]) => type !== undefined);

/** Whether a module brings nothing else along. */
const plain = (text = "import 'zod'"): boolean => !/^import (?!type\b)/m.test(code(text));

/** What checks a certificate without the hub: the same lines in the hub and in the browser, which would otherwise disagree one day. */
const SHARED_WITH_BROWSERS = [
  ...['base45', 'dictionary', 'inflate', 'open-code'].map((name) => `functions/certificates/offline/${name}.ts`),
  ...['asn1', 'cms-verify', 'trusted'].map((name) => `functions/certificates/verifying/${name}.ts`),
];

/** The city on one machine also runs what stands beside departments, and writes to the same terminal. */
const beside = (from: string, to: string): boolean => within(from, 'infra/local') && within(to, 'client');

export const importLaws: readonly Law[] = [
  law(
    'schemas import schemas and zod only',
    ({ from, to, ours }) => within(from, 'schemas') && (ours ? !within(to, 'schemas') : to !== 'zod'),
  ),
  law(
    'bodies import schemas, their own room, the kernel and the snapshot',
    (one) => isBody(one.from) && one.ours && !bodyMay(one),
  ),
  law(
    'the kernel knows no room',
    ({ from, to, ours }) => within(from, 'functions/kernel') && ours && !within(to, 'functions/kernel', 'schemas'),
  ),
  law(
    'functions import functions and schemas only',
    ({ from, to, ours }) => within(from, 'functions') && ours && !within(to, 'functions', 'schemas'),
  ),
  law(
    'only handlers, stores and clients import AWS and database clients',
    ({ from, to }) => within(from, 'functions') && !isWired(from) && /^(@aws-sdk\/|@smithy\/|(pg|mysql2)$)/.test(to),
  ),
  law(
    'only clients open connections',
    ({ from, to }) =>
      within(from, 'functions') &&
      !from.endsWith('.client.ts') &&
      /^node:(https?|http2|net|tls|dns|dgram)(\/|$)/.test(to),
  ),
  {
    says: 'every connection that functions open goes through the guard',
    broken: (tree) =>
      [...tree]
        .filter(([path, text]) => within(path, 'functions') && opensConnections(path, text))
        .filter(([path]) => !importsOf(tree).some(({ from, to }) => from === path && GUARDS.includes(to)))
        .map(([file]) => ({ file, what: 'opens connections' })),
  },
  law(
    'only handlers import middy',
    ({ from, to }) => within(from, 'functions') && !isHandler(from) && to.startsWith('@middy/'),
  ),
  law(
    'infra shares the names of the environment with functions, never code',
    ({ from, to }) =>
      within(from, 'infra') &&
      !within(from, 'infra/local') &&
      within(to, 'functions') &&
      to !== 'functions/kernel/environment.ts',
  ),
  law(
    'infra imports infra, schemas and city only',
    ({ from, to, ours }) =>
      within(from, 'infra') && ours && !within(to, 'infra', 'schemas', 'city', 'functions') && !beside(from, to),
  ),
  law(
    'the city is data: schemas and city only',
    ({ from, to, ours }) => within(from, 'city') && ours && !within(to, 'city', 'schemas'),
  ),
  {
    // A schema would bring zod into the browser; what is checked is checked by the hub. Data and types are welcome.
    says: 'the console takes types and plain data of the schemas, what opens a code, and nothing else of ours',
    broken: (tree) =>
      importsOf(tree)
        .filter(({ from, to, ours }) => within(from, 'console') && ours && !within(to, 'console'))
        .filter(({ to }) => !SHARED_WITH_BROWSERS.includes(to))
        .filter(
          ({ from, to }) => !within(to, 'schemas') || !(typeOnly(tree.get(from) ?? '', to) || plain(tree.get(to))),
        )
        .map(({ from, to }) => ({ file: from, what: to })),
  },
  {
    says: 'what the console shares with functions stands on the platform alone',
    broken: (tree) =>
      importsOf(tree)
        .filter(({ from, to }) => SHARED_WITH_BROWSERS.includes(from) && !SHARED_WITH_BROWSERS.includes(to))
        .filter(({ from, to }) => !(within(to, 'schemas') && typeOnly(tree.get(from) ?? '', to)))
        .map(({ from, to }) => ({ file: from, what: to })),
  },
  law(
    'only one machine, its benches and its tests run on the runner',
    ({ from, to }) => !within(from, 'infra/local', 'bench', 'test') && within(to, 'infra/local'),
  ),
];
