/** 制证: a batch of certificates checked, sealed by one signature, drawn, and stored. Nothing is issued by it. */
import type { CertificateMaster, CertificateType, IssueRequest } from '#schemas/certificate.ts';
import type { Department } from '#schemas/department.ts';
import type { Broken } from './declared.ts';
import { issuedRetention } from './entry.ts';
import type { FileKind, Files } from './files.client.ts';
import { brokenIssue } from './issue-rules.ts';
import { faceOf } from './layout.ts';
import { makeMaster, masterText, type Named, sha256Hex } from './master.ts';
import type { Sealers } from './ofd/seal/sealers.ts';
import { offlineCodeOf } from './offline-statement.ts';
import { checkAddress, type Press } from './press.ts';
import { brokenFace } from './printable.ts';
import { lockedUntil } from './retention/retention.ts';
import { type Batch, type Sealing, sealBatch } from './seal/batch.ts';
import { offlineCode } from './seal/offline-code.ts';
import { makeSeal } from './seal/proof.ts';
import type { StoredFiles } from './stored.ts';

export interface MakeDeps {
  readonly press: Press;
  readonly files: Files;
  /** `now`: epoch ms. */
  readonly sealing: (now: number) => Promise<Sealing>;
  /** What the department seals OFD pages with. `now`: epoch ms. */
  readonly sealers: Sealers;
  /** Where anybody checks a certificate; stands in the QR code. */
  readonly publicUrl: string;
}

/** What all certificates of a batch have in common. */
export interface Making {
  readonly type: CertificateType;
  readonly department: Department;
  /** Epoch ms. */
  readonly now: number;
}

export interface ToMake {
  readonly named: Named;
  readonly request: IssueRequest;
}

/** Every broken rule, at most 20; empty when it may be made. */
export const brokenMaking = (
  { press }: Pick<MakeDeps, 'press'>,
  { type, department, now }: Making,
  { named, request }: ToMake,
): Broken[] => {
  const face = faceOf(makeMaster(named, request, type, department), type);
  return [...brokenIssue(request, type, now), ...brokenFace(press.covers, face)].slice(0, 20);
};

/** A code of version 17, whose modules are 0.43 mm wide and more where it is drawn (ISO/IEC 18004, alphanumeric, level L). */
const LONGEST_CODE = 938;

const draw = async (
  { press, publicUrl, sealers }: MakeDeps,
  master: CertificateMaster,
  type: CertificateType,
  batch: Batch,
) => {
  const digest = sha256Hex(masterText(master));
  const { identifier, issuedOn } = master;
  const code = offlineCodeOf(master, type, LONGEST_CODE, (statement) => offlineCode(batch, statement));
  return press.both(
    {
      master,
      face: faceOf(master, type),
      identifier,
      digest,
      checkAddress: checkAddress(publicUrl, identifier, digest),
      ...(code === undefined ? {} : { offlineCode: code }),
      dated: Date.parse(`${issuedOn}T00:00:00+08:00`),
    },
    await sealers(master.issuer, batch.at),
    batch.at,
    batch,
  );
};

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

export interface Made {
  readonly files: StoredFiles;
  /** The master's canonical JSON. */
  readonly text: string;
}

/**
 * Seals 1 to 256 certificates by ONE signature of the library's key. The answer draws and stores the files of the one at that place; each may be
 * drawn or not, in any order, as long as the process lives: then the batch's key is gone.
 */
export const beginMaking = async (
  deps: MakeDeps,
  { type, department, now }: Making,
  wanted: readonly ToMake[],
): Promise<(at: number) => Promise<Made>> => {
  const masters = wanted.map(({ named, request }) => makeMaster(named, request, type, department));
  const texts = masters.map(masterText);
  const issuer = { name: department.name.zh, code: department.creditCode };
  const batch = await sealBatch(await deps.sealing(now), issuer, texts.map(bytes), now);
  return async (at) => {
    const [master, text = ''] = [masters[at], texts[at]];
    if (!master) throw new RangeError('not among those that were sealed');
    const until = lockedUntil(issuedRetention(type, master, now), now);
    const put = (kind: FileKind, bytes: Uint8Array) => deps.files.put(type.id, master.identifier, kind, bytes, until);
    const page = await draw(deps, master, type, batch);
    const [json, seal, pdf, ofd] = await Promise.all([
      put('json', bytes(text)),
      put('seal', makeSeal(batch, at, bytes(text))),
      put('pdf', page.pdf),
      put('ofd', page.ofd),
    ]);
    return { files: { json, seal, pdf, ofd }, text };
  };
};

/** Files of each, in order, as `beginMaking`. Repeating it leaves further seals, no other data. */
export const makeFiles = async (deps: MakeDeps, making: Making, wanted: readonly ToMake[]): Promise<Made[]> => {
  const make = await beginMaking(deps, making, wanted);
  const made: Made[] = [];
  for (const at of wanted.keys()) made.push(await make(at));
  return made;
};
