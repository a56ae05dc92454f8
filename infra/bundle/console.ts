/** Builds console/ with Vite into one file beside the function's bundle: built only when something in it has changed. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const root = join(repository, 'console');
const adopted = fileURLToPath(new URL('./adopted-style.ts', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** Of everything that the build reads and we may change. */
const digestOfSources = (): string => {
  const hash = createHash('sha256');
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const others = ['package-lock.json', 'tsconfig.json', 'infra/bundle/console.ts', 'infra/bundle/adopted-style.ts'];
  for (const file of [...files, ...others.map((one) => join(repository, one))].sort())
    hash
      .update(`${relative(repository, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return hash.digest('hex');
};

/** Ant Design's way to write styles, replaced by one that the page's policy allows. */
const adoptStyles: Plugin = {
  name: 'adopted-style',
  enforce: 'pre',
  load: (id) =>
    /(@rc-component\/util\/es\/Dom\/dynamicCSS|@ant-design\/icons\/es\/cssUtils)\.js$/.test(id)
      ? `export * from ${JSON.stringify(adopted)};`
      : undefined,
  // Some icons carry an empty style element, which is one all the same.
  transform: (code, id) =>
    id.includes('@ant-design/icons-svg/')
      ? code.replace(
          /\{ "tag": "defs", "attrs": \{\s*\}, "children": \[\{ "tag": "style", "attrs": \{\s*\} \}\] \},?\s*/,
          '',
        )
      : undefined,
};

const bytesOf = (file: Rolldown.OutputAsset | Rolldown.OutputChunk): Buffer =>
  Buffer.from(file.type === 'chunk' ? file.code : file.source);

const pack = (file: Rolldown.OutputAsset | Rolldown.OutputChunk) => ({
  type: TYPES[file.fileName.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
  br: brotliCompressSync(bytesOf(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }).toString('base64'),
  hashed: file.fileName.startsWith('assets/'),
});

const made = async (): Promise<Record<string, ReturnType<typeof pack>>> => {
  // Loaded only when there is something to build: most starts find it built.
  const { build } = await import('vite');
  const result = (await build({
    root,
    base: '/console/',
    configFile: false,
    logLevel: 'error',
    // Whoever builds it, a test among them: the other React is twice as large and tells its inside, and its JSX asks for it.
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [adoptStyles],
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
      rolldownOptions: { input: [join(root, 'index.html'), join(root, 'verify.html')] },
    },
  })) as Rolldown.RolldownOutput;
  return Object.fromEntries(result.output.map((file) => [file.fileName, pack(file)]));
};

const written = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
};

/** Puts site.json into `folder`; whether it has changed. Throws what does not compile. */
export const buildConsole = async (folder: string): Promise<boolean> => {
  const [site, stamp] = [join(folder, 'site.json'), join(repository, 'dist/console.digest')];
  const digest = digestOfSources();
  if (existsSync(site) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return false;
  written(site, JSON.stringify(await made()));
  written(stamp, digest);
  return true;
};
