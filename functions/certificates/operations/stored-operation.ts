/** An operation as table `certificates` and S3 keep it. In the table its words lie sealed; the file is whole, so that the index can be made again from it. */
import * as z from 'zod';
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, keysOfVersion } from '#functions/kernel/digest.ts';
import { open, seal } from '#functions/kernel/sealed.ts';
import { CertificateState, VersionOperation } from '#schemas/certificate.ts';
import { OperationName } from '#schemas/certificate-operation.ts';
import { CertificateIdentifier, Slug, Uuid } from '#schemas/identifier.ts';
import { StatusSlot } from '#schemas/status.ts';
import { Retention } from '../retention/retention.ts';
import { Asked, type Key } from '../stored.ts';

const v = z.literal(1);

const Said = z.strictObject({
  reason: z.string(),
  text: z.string().optional(),
  legalBasis: z.string().optional(),
});
export type Said = z.infer<typeof Said>;

const Act = z.strictObject({
  v,
  identifier: CertificateIdentifier,
  type: Slug,
  /** Of the certificate, after the operation; so the first one is 2. */
  revision: z.int().min(2),
  operation: z.union([OperationName, VersionOperation]),
  from: CertificateState,
  to: CertificateState,
  /** Epoch ms. */
  at: z.int(),
  department: Slug,
  client: Slug,
  officer: Slug.optional(),
  /** Of its record in `exchanges`. */
  record: Uuid,
  supersededBy: CertificateIdentifier.optional(),
  /** The certificate's place in the status lists. */
  status: StatusSlot.optional(),
  /** The certificate's, where the operation has lengthened it. */
  retention: Retention.optional(),
  /** Of an operation by its own route: what it was asked under. */
  asked: Asked.optional(),
});
export type Act = z.infer<typeof Act>;

export const StoredOperation = z.strictObject({
  ...Act.shape,
  /** Said, sealed under the kept key of that version. */
  said: z.string(),
  keyVersion: z.int(),
});
export type StoredOperation = z.infer<typeof StoredOperation>;

/** The file: the act with its words. */
export const OperationFile = z.strictObject({ ...Act.shape, ...Said.shape });
export type OperationFile = z.infer<typeof OperationFile>;

/** What an Idempotency-Key led to. */
export const StoredOperationKey = z.strictObject({
  v,
  identifier: CertificateIdentifier,
  revision: z.int(),
  request: z.string(),
});
export type StoredOperationKey = z.infer<typeof StoredOperationKey>;

/** Revisions sort as texts up to 999,999. */
const REVISION_DIGITS = 6;
export const OPERATIONS = 'operation#';
export const operationKey = (identifier: string, revision: number): Key => ({
  pk: identifier,
  sk: `${OPERATIONS}${String(revision).padStart(REVISION_DIGITS, '0')}`,
});
export const operationRequestKey = (key: string): Key => ({ pk: `key#${key}`, sk: 'operation' });

const place = ({ identifier, revision }: Pick<Act, 'identifier' | 'revision'>): string =>
  `operation\n${identifier}\n${revision}`;

export const sealed = (keys: HubKeys, act: Act, said: Said): StoredOperation => ({
  ...act,
  said: seal(keys.kept, place(act), JSON.stringify(said)),
  keyVersion: keys.version,
});

/** The act with its words. Throws when the hub no longer holds the key of that version. */
export const opened = (keys: HubKeys, { said, keyVersion, ...act }: StoredOperation): OperationFile => ({
  ...act,
  ...Said.parse(JSON.parse(open(keysOfVersion(keys, keyVersion).kept, place(act), said))),
});

/** Same operation, same bytes, same name: it may be written as often as one likes. */
export const fileBytes = (file: OperationFile): Uint8Array => Buffer.from(canonical(file));
