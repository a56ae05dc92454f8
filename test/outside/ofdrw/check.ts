/** `npm run test:ofd`: an OFD of every certificate type, opened and verified by ofdrw, and the same with a byte changed, which it must refuse. Needs Maven. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sampleLibrary } from '#city/generate/certificates/index.ts';
import { generate } from '#city/generate/index.ts';
import { drawSealedOfd } from '#functions/certificates/ofd/draw.ts';
import { packed } from '#functions/certificates/ofd/package.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { IssueRequest } from '#schemas/certificate.ts';
import { font, pageOf, unzipped } from '#test/functions/certificates/ofd/opened.ts';
import { library, NOW } from '#test/functions/certificates/ofd/sealed.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const made = join(here, 'target/made');
const keys = library();

const maven = (): string | undefined => {
  const run = spawnSync(
    'mvn',
    [
      '-q',
      '-B',
      '-f',
      join(here, 'pom.xml'),
      'compile',
      'dependency:build-classpath',
      '-Dmdep.outputFile=target/classpath',
    ],
    { encoding: 'utf8' },
  );
  if (run.error) return undefined;
  if (run.status !== 0) throw new Error(`Maven could not build ofdrw-check:\n${run.stdout}${run.stderr}`);
  return [join(here, 'target/classes'), readFileSync(join(here, 'target/classpath'), 'utf8').trim()].join(':');
};

const flipped = async (ofd: Uint8Array): Promise<Uint8Array> => {
  const files = await unzipped(ofd);
  const page = Buffer.from(files.get('Doc_0/Pages/Page_0/Content.xml') ?? []);
  // A digit of a length, so that the page can still be read and only the digest tells.
  const at = page.indexOf('Size="') + 6;
  page[at] = page[at] === 0x31 ? 0x32 : 0x31;
  return packed(new Map([...files, ['Doc_0/Pages/Page_0/Content.xml', page] as const]));
};

/** One certificate of each type, as the sample city has them. */
const samples = (): readonly IssueRequest[] => {
  const all = sampleLibrary(generate(), beijingDate(NOW)).map(({ request }) => request);
  return [...new Map(all.map((request) => [request.type, request])).values()];
};

const write = async (request: IssueRequest): Promise<readonly string[]> => {
  const page = pageOf(request);
  const sealer = await (await keys).sealer(page.master.issuer, NOW);
  const ofd = await drawSealedOfd(font, page, sealer, NOW);
  const paths = ['', '-changed'].map((end) => join(made, `${request.type}${end}.ofd`)) as [string, string];
  writeFileSync(paths[0], ofd);
  writeFileSync(paths[1], await flipped(ofd));
  return paths;
};

interface Said {
  readonly file: string;
  readonly pages?: number;
  readonly text?: string;
  readonly document?: boolean;
  readonly seal?: boolean;
  readonly broken?: string;
}

const right = ({ file, document, seal, text = '', broken = '' }: Said): boolean =>
  file.endsWith('-changed.ofd')
    ? broken.startsWith('FileIntegrityException')
    : Boolean(document && seal && text.length > 50);

const classpath = maven();
if (classpath === undefined) {
  console.log('skipped: ofdrw, because mvn is not installed (1 check)');
} else {
  rmSync(made, { recursive: true, force: true });
  mkdirSync(made, { recursive: true });
  const paths = (await Promise.all(samples().map(write))).flat();
  const args = ['-Djava.awt.headless=true', '-cp', classpath, 'onetrip.OfdCheck', '--render', made, ...paths];
  const { stdout, stderr } = spawnSync('java', args, { encoding: 'utf8', maxBuffer: 64_000_000 });
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  const said = lines.map((line) => JSON.parse(line) as Said);
  for (const one of said)
    console.log(
      `${right(one) ? 'ok   ' : 'WRONG'} ${one.file}: ${one.broken ?? `${one.pages} page(s), document and seal valid`}`,
    );
  const good = said.filter(right).length;
  console.log(`ofdrw: ${good} passed, ${paths.length - good} failed`);
  if (good !== paths.length) console.error(stderr);
  process.exitCode = good === paths.length ? 0 : 1;
}
