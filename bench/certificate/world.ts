/** The issue as its function has it, but that files stay in memory and the library's keys in this process. Invented people only. */
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { JWK } from 'jose';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { departments } from '#city/departments.ts';
import { sampleLibrary } from '#city/generate/certificates/index.ts';
import { generate } from '#city/generate/index.ts';
import { fontsOf } from '#functions/certificates/fonts.ts';
import { makeIdentifier } from '#functions/certificates/identifier.ts';
import { type Made, type MakeDeps, makeFiles, type ToMake } from '#functions/certificates/make.ts';
import { sha256Hex } from '#functions/certificates/master.ts';
import { sealers } from '#functions/certificates/ofd/seal/sealers.ts';
import type { ElectronicSeal } from '#functions/certificates/ofd/seal/seals.store.ts';
import { press } from '#functions/certificates/press.ts';
import type { Signer } from '#functions/certificates/seal/signer.ts';
import { AUTHORITY_USE, sm2Keys, sm2Signer } from '#functions/certificates/seal/sm2-signer.ts';
import { rootCertificate } from '#functions/certificates/seal/x509.ts';
import { beside } from '#infra/functions.ts';
import { toDer } from '#infra/local/engines/der.ts';
import { signDigest } from '#infra/local/engines/p256.ts';
import { CertificateType } from '#schemas/certificate.ts';
import { Department } from '#schemas/department.ts';

const NOW = Date.parse('2026-11-20T02:00:00Z');

const font = (path: string) => readFileSync(path);
const [first = '', ...further] = Object.values(beside.page ?? {});
export const fonts = fontsOf(font(first), ...further.map(font));
const printer = press(fonts);

/** Signs digests and answers DER, as KMS does; without the way there. */
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { d: _d, ...publicKey } = privateKey.export({ format: 'jwk' }) as JWK;
const signer: Signer = {
  ...{ algorithm: 'ES256', keyId: 'bench', publicKey },
  sign: async (digest) => toDer(signDigest(privateKey, digest)),
};
const sealing = { signer, root: await rootCertificate(signer) };

const keys = sm2Keys(JSON.stringify({ master: 'of a library that is only measured' }));
const authority = { signer: await sm2Signer(keys(AUTHORITY_USE)), root: Buffer.alloc(0) };
const seals = new Map<string, ElectronicSeal>();

export type Put = (kind: string, bytes: Uint8Array) => void;

const depsFor = (put: Put, changed: Partial<MakeDeps> = {}): MakeDeps => ({
  press: printer,
  files: {
    put: async (_type, _identifier, kind, bytes) => {
      put(kind, bytes);
      return sha256Hex(bytes);
    },
    get: async () => Promise.reject(new Error('nothing is read')),
  },
  sealing: async () => sealing,
  sealers: office,
  publicUrl: 'https://onetrip.example',
  ...changed,
});
const office = sealers({
  fonts,
  authority: async () => authority,
  keys: async () => keys,
  seals: {
    get: async (sealer) => seals.get(sealer),
    add: async (seal) => seals.size < seals.set(seal.sealer, seal).size,
  },
  keepSeal: async () => undefined,
});

export interface Case {
  readonly type: string;
  /** `formats`: `pdf` leaves the OFD out, `both` makes it too. */
  issue(formats: 'pdf' | 'both', put: Put, press?: Partial<MakeDeps['press']>): Promise<Made[]>;
}

const pdfOnly: MakeDeps['press'] = {
  ...printer,
  both: async (input, _sealer, _at, batch) => ({ pdf: await printer.draw(input, batch), ofd: new Uint8Array() }),
};

const samples = sampleLibrary(generate(), '2026-11-20');

/** One certificate of each type of the sample library. */
export const cases: readonly Case[] = certificateTypes.flatMap((one) => {
  const request = samples.find((sample) => sample.request.type === one.id)?.request;
  const issuer = departments.find(({ id }) => id === one.issuer);
  if (!request || !issuer) return [];
  const [type, department] = [CertificateType.parse(one), Department.parse(issuer)];
  const serial = '0A1B2C3D4E5F6G7H8I9J';
  const identifier = makeIdentifier({ typeCode: type.code, issuer: department.creditCode, serial, version: 1 });
  const wanted: ToMake = { named: { identifier, version: 1, status: { list: 1, index: 1 } }, request };
  const issue: Case['issue'] = (formats, put, changed) => {
    const by = { ...(formats === 'pdf' ? pdfOnly : printer), ...changed };
    return makeFiles(depsFor(put, { press: by }), { type, department, now: NOW }, [wanted]);
  };
  return [{ type: one.id, issue }];
});
