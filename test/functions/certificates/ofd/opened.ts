/** An OFD taken apart again, by other means than it was made with. */
import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { fromBufferPromise } from 'yauzl';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { departments } from '#city/departments.ts';
import { fontsOf } from '#functions/certificates/fonts.ts';
import { makeIdentifier } from '#functions/certificates/identifier.ts';
import { faceOf } from '#functions/certificates/layout.ts';
import { makeMaster, masterText, sha256Hex } from '#functions/certificates/master.ts';
import type { OfdInput } from '#functions/certificates/ofd/draw.ts';
import { checkAddress } from '#functions/certificates/press.ts';
import type { CertificateType, IssueRequest } from '#schemas/certificate.ts';
import type { Department } from '#schemas/department.ts';
import { issueRequest } from '../issue-request.ts';

const FONT = 'node_modules/@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf';
export const font = fontsOf(readFileSync(FONT));

/** What is drawn of a request, as the issue would have it. */
export const pageOf = (request: IssueRequest): OfdInput => {
  const type = certificateTypes.find(({ id }) => id === request.type) as CertificateType;
  const office = departments.find(({ id }) => id === type.issuer) as Department;
  const serial = '0A1B2C3D4E5F6G7H8I9J';
  const identifier = makeIdentifier({ typeCode: type.code, issuer: office.creditCode, serial, version: 1 });
  const master = makeMaster({ identifier, version: 1, status: { list: 1, index: 1 } }, request, type, office);
  const digest = sha256Hex(masterText(master));
  return {
    master,
    face: faceOf(master, type),
    identifier,
    digest,
    checkAddress: checkAddress('https://onetrip.example', identifier, digest),
    dated: Date.parse(`${master.issuedOn}T00:00:00+08:00`),
  };
};

export const inputOf = (change: Partial<IssueRequest> = {}): OfdInput => pageOf(issueRequest(change));

export const stamp = {
  copy: '0b0e9a5e-2c1c-4a8e-9f1b-3f1d2c4b5a69',
  case: '330784-2026-000123',
  matter: '存量房转移登记',
  department: '永康市行政服务中心',
  reason: '转移登记归档',
  madeAt: '2026-11-20 15:04',
  expiresAt: '2026-11-27 15:04',
};

export const unzipped = async (bytes: Uint8Array): Promise<Map<string, Buffer>> => {
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, strictFileNames: true });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    files.set(entry.fileName, Buffer.concat(chunks));
  }
  return files;
};

export interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Node[];
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
});

type Parsed = Readonly<Record<string, unknown>>;

const nodeOf = (parsed: Parsed): Node => {
  const name = Object.keys(parsed).find((key) => key !== ':@') ?? '';
  const inside = parsed[name] as readonly Parsed[];
  const children = inside.filter((one) => !('#text' in one)).map(nodeOf);
  const text = inside.map((one) => one['#text'] ?? '').join('');
  return { name: name.replace('ofd:', ''), attributes: (parsed[':@'] ?? {}) as Node['attributes'], text, children };
};

export const xml = (bytes: Uint8Array | undefined): Node =>
  nodeOf((parser.parse(Buffer.from(bytes ?? []).toString('utf8')) as Parsed[]).at(-1) ?? {});

/** Every element of that name below, in order. */
export const all = (node: Node, name: string): Node[] =>
  node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);

export const numbers = (text = ''): number[] => text.split(' ').map(Number);
