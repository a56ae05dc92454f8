/** 证照副本: of the library's certificates, those that the case issued, and pages of those that were released for it as a copy. Of every other the identifier stays. */
import type { CertificateStore } from '#functions/certificates/certificates.store.ts';
import { FileDiffers, type FileKind, type ReadFiles } from '#functions/certificates/files.client.ts';
import type { StoredCertificate } from '#functions/certificates/stored.ts';
import { type HubKeys, keysOfVersion, subjectHandle } from '#functions/kernel/digest.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { Level } from '#schemas/resource.ts';
import type { Case, Fact, Task } from '../state.ts';

export interface Library {
  readonly certificates: Pick<CertificateStore, 'get'>;
  readonly files: ReadFiles;
}

/** Why there is no copy, or a file of it is not here. */
const WITHOUT = {
  'released-as-fields': [
    '只共享了字段或是否，见 answers.json',
    'fields, or yes or no, were released and no copy: answers.json',
  ],
  'not-in-library': ['证照库中无此证照', 'the library has no such certificate'],
  'not-of-this-case': ['不属于本办件当事人，也非承办部门颁发', 'of no party of the case, and of another issuer'],
  'file-gone': ['证照库中文件已不存在', 'the file is no longer in the library'],
  'file-differs': ['文件与其摘要不符', 'the file is not what its digest says'],
  'key-gone': ['颁发部门的密钥已删除', 'the key of the issuer was deleted'],
} as const satisfies Record<string, readonly [string, string]>;
export type Without = keyof typeof WITHOUT;

export const whyWithout = (without: Without): Bilingual => {
  const [zh, en] = WITHOUT[without];
  return { zh, en };
};

export interface CopiedFile {
  readonly kind: FileKind;
  readonly sha256: string;
  readonly bytes?: Uint8Array;
  readonly without?: Without;
}

export interface Copied {
  readonly certificate: string;
  readonly of: 'issued' | 'pulled';
  readonly matters: readonly string[];
  /** Of what was pulled: as what it was released. */
  readonly level?: Level;
  readonly files: readonly CopiedFile[];
  readonly without?: Without;
}

/** Whether the entry is the result that the task names: of a party of the case, or of the body that decided. What somebody else holds is nobody's result. */
const isOfCase = ({ parties }: Case, { department }: Task, keys: HubKeys, entry: StoredCertificate): boolean =>
  entry.issuer === department ||
  parties.some(({ code }) => entry.holders.includes(subjectHandle(keysOfVersion(keys, entry.keyVersion), code)));

/** Only what will never come is said in a package that is locked for decades. Everything else, a key that is disabled among it, is thrown: the message comes again. */
const neverComes = (error: unknown): Without | undefined => {
  if (error instanceof FileDiffers) return 'file-differs';
  const name = error instanceof Error ? error.name : '';
  if (name === 'NoSuchKey') return 'file-gone';
  return /^KMS\.(KMSInvalidState|NotFound)/.test(name) ? 'key-gone' : undefined;
};

type Wish = readonly [kind: FileKind, sha256: string | undefined];
const pages = ({ files: { pdf, ofd } }: StoredCertificate): Wish[] => [
  ['pdf', pdf],
  ['ofd', ofd],
];
/** Its data and their proof as well: from these it is verified without the library. */
const whole = (entry: StoredCertificate): Wish[] => [
  ['json', entry.files.json],
  ['seal', entry.files.seal],
  ['jws', entry.files.jws],
  ...pages(entry),
];

const read = async ({ files }: Library, entry: StoredCertificate, wishes: readonly Wish[]): Promise<CopiedFile[]> => {
  const found: CopiedFile[] = [];
  for (const [kind, sha256] of wishes) {
    if (sha256 === undefined) continue;
    try {
      found.push({ kind, sha256, bytes: await files.get(entry.type, entry.identifier, kind, sha256) });
    } catch (error) {
      const without = neverComes(error);
      if (!without) throw error;
      found.push({ kind, sha256, without });
    }
  }
  return found;
};

const issued = async (library: Library, found: Case, task: Task, keys: HubKeys): Promise<Copied | undefined> => {
  const certificate = task.result?.certificate;
  if (certificate === undefined) return undefined;
  const plain = { certificate, of: 'issued', matters: [task.matter], files: [] } as const;
  const entry = await library.certificates.get(certificate);
  if (!entry) return { ...plain, without: 'not-in-library' };
  if (!isOfCase(found, task, keys, entry)) return { ...plain, without: 'not-of-this-case' };
  return { ...plain, files: await read(library, entry, whole(entry)) };
};

const LEVELS: readonly Level[] = ['predicate', 'fields', 'copy'];

/** `facts`: every pull of one certificate. As a copy only where the library released one: about a third party, or within less, it never did. */
const pulled = async (library: Library, certificate: string, facts: readonly Fact[]): Promise<Copied> => {
  const level = LEVELS.findLast((one) => facts.some((fact) => (fact.level ?? 'predicate') === one)) ?? 'predicate';
  const matters = [...new Set(facts.map(({ matter }) => matter))];
  const plain = { certificate, of: 'pulled', matters, level, files: [] } as const;
  if (level !== 'copy') return { ...plain, without: 'released-as-fields' };
  const entry = await library.certificates.get(certificate);
  return entry
    ? { ...plain, files: await read(library, entry, pages(entry)) }
    : { ...plain, without: 'not-in-library' };
};

/** One after the other, each certificate once; what the case issued is not pulled besides. */
export const copiesFor = async (library: Library, found: Case, keys: HubKeys): Promise<Copied[]> => {
  const copies: Copied[] = [];
  for (const task of found.tasks) {
    const one = await issued(library, found, task, keys);
    if (one) copies.push(one);
  }
  const known = new Set(copies.map(({ certificate }) => certificate));
  for (const [certificate, facts] of Map.groupBy(found.facts, (fact) => fact.certificate))
    if (certificate !== undefined && !known.has(certificate)) copies.push(await pulled(library, certificate, facts));
  return copies;
};
