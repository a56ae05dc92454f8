/** Items of table `certificates`, checked on read. No code, name or number of a person or firm stands in any of them. */
import * as z from 'zod';
import { CertificateState, VersionOperation } from '#schemas/certificate.ts';
import { CertificateIdentifier, PlainDate, Slug, Uuid } from '#schemas/identifier.ts';
import { StatusSlot } from '#schemas/status.ts';
import { Retention } from './retention/retention.ts';

const v = z.literal(1);
/** SHA-256, hex. */
const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Keyed digests of caller and Idempotency-Key, and of the request. */
export const Asked = z.strictObject({ key: z.string(), request: z.string() });

/** Of version 1 the proof is a `jws` of its own, since then the `seal` of a batch. */
export const StoredFiles = z
  .strictObject({ json: Digest, jws: Digest.optional(), seal: Digest.optional(), pdf: Digest, ofd: Digest.optional() })
  .refine(({ jws, seal }) => (jws === undefined) !== (seal === undefined), 'one-proof');
export type StoredFiles = z.infer<typeof StoredFiles>;
/** The files that people look at; each is known by its whole hash. */
export const pagesOf = ({ pdf, ofd }: StoredFiles): readonly string[] => (ofd === undefined ? [pdf] : [pdf, ofd]);

/** The index entry of a certificate; all but state and text can be rebuilt from S3. */
export const StoredCertificate = z.strictObject({
  v,
  identifier: CertificateIdentifier,
  /** Counts changes of state; a pull is bound to the revision it read. */
  revision: z.int().min(1),
  state: CertificateState,
  /** Said for state 99. */
  text: z.string().max(200).optional(),
  type: Slug,
  typeVersion: z.int(),
  issuer: Slug,
  version: z.int(),
  issuedOn: PlainDate,
  validFrom: PlainDate,
  validUntil: PlainDate.optional(),
  /** Handles of the holders under the subject key of that version. */
  holders: z.array(z.string().length(43)).min(1),
  keyVersion: z.int(),
  files: StoredFiles,
  /** Epoch ms of the issue. */
  at: z.int(),
  /** It takes the one place of each holder, as its type was then. */
  single: z.literal(true).optional(),
  /** What its issue was asked under: keyed digests of caller and Idempotency-Key, and of the request. */
  asked: Asked.optional(),
  /** The record of its issue. None of what was loaded from an older register: of that nobody is told as of news. */
  record: Uuid.optional(),
  /** Its place in the status lists, where it has one. */
  status: StatusSlot.optional(),
  /** What was issued before retention was counted has none: the bucket's own lock holds it until its next operation. */
  retention: Retention.optional(),
  /** With what it began, where that was no plain issue. */
  begun: VersionOperation.optional(),
  /** 关联证照标识: which one it was extended, changed or transferred in from; and which one came after it. */
  supersedes: CertificateIdentifier.optional(),
  supersededBy: CertificateIdentifier.optional(),
});
export type StoredCertificate = z.infer<typeof StoredCertificate>;

/** The master once more beside its index entry, sealed (AES-256-GCM) under the hub's key of that version, so that a pull reads both in one call. */
export const StoredMaster = z.strictObject({ v, keyVersion: z.int(), sealed: z.string() });
export type StoredMaster = z.infer<typeof StoredMaster>;

/** Whose number it is. */
export const StoredNumber = z.strictObject({ v, identifier: CertificateIdentifier });

/** What an Idempotency-Key led to. */
export const StoredKey = z.strictObject({ v, identifier: CertificateIdentifier, request: z.string() });
export type StoredKey = z.infer<typeof StoredKey>;

/** The copy that an Idempotency-Key led to: what a repeat needs to make the same bytes again. */
export const StoredCopyKey = z.strictObject({ v, request: z.string(), copy: Uuid, madeAt: z.int() });
export type StoredCopyKey = z.infer<typeof StoredCopyKey>;

/** A file by its whole hash: the page of a certificate, or a copy made from it for one use. */
export const StoredFile = z.discriminatedUnion('kind', [
  z.strictObject({ v, kind: z.literal('page'), identifier: CertificateIdentifier }),
  z.strictObject({
    v,
    kind: z.literal('copy'),
    identifier: CertificateIdentifier,
    copy: Uuid,
    case: z.string().max(50),
    matter: Slug,
    department: Slug,
    madeAt: z.int(),
    expiresAt: z.int(),
  }),
]);
export type StoredFile = z.infer<typeof StoredFile>;
export type StoredCopy = Extract<StoredFile, { kind: 'copy' }>;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Every key of the table. `number` and `key` are keyed digests. */
export const keyOf = {
  certificate: (identifier: string): Key => ({ pk: identifier, sk: 'certificate' }),
  master: (identifier: string): Key => ({ pk: identifier, sk: 'master' }),
  holder: (handle: string, type: string, identifier: string): Key => ({ pk: handle, sk: `${type}#${identifier}` }),
  /** The one live certificate of a single-holding type. */
  only: (handle: string, type: string): Key => ({ pk: handle, sk: `@${type}` }),
  /** (type, number, version) is unique. */
  number: (number: string, version: number): Key => ({ pk: `number#${number}`, sk: String(version).padStart(3, '0') }),
  request: (key: string): Key => ({ pk: `key#${key}`, sk: 'issue' }),
  copy: (key: string): Key => ({ pk: `key#${key}`, sk: 'copy' }),
  copyItem: (copy: string): Key => ({ pk: `copy#${copy}`, sk: 'copy' }),
  show: (digest: string): Key => ({ pk: `show#${digest}`, sk: 'show' }),
  file: (sha256: string): Key => ({ pk: `file#${sha256}`, sk: 'file' }),
  /** Taken by one certificate for ever. Source of list and index: status/slot.ts. */
  slot: ({ list, index }: StatusSlot): Key => ({ pk: `slot#${list}#${index}`, sk: 'slot' }),
  sealKey: (keyId: string): Key => ({ pk: 'keys', sk: keyId }),
  electronicSeal: (sealer: string, authority: string): Key => ({ pk: 'seals', sk: `${sealer}#${authority}` }),
} as const;
