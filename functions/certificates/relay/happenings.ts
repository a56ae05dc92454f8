/** What became of a certificate as events of its type, one for each holder: whoever is subscribed gets what his grant gives. */
import * as z from 'zod';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { happeningEnvelope } from '#functions/kernel/publish-event.ts';
import type { CertificateState } from '#schemas/certificate.ts';
import { certificateResourceId } from '#schemas/certificate-resource.ts';
import type { Envelope } from '#schemas/event.ts';
import type { CertificateStore } from '../certificates.store.ts';
import type { ReadFiles } from '../files.client.ts';
import { certificateLifecycle } from '../lifecycle.ts';
import type { StoredOperation } from '../operations/stored-operation.ts';
import type { StoredCertificate } from '../stored.ts';
import { isValid } from '../validity.ts';

const Master = z.object({
  number: z.string(),
  holders: z.array(z.object({ code: z.string() })).min(1),
  issuedOn: z.string(),
  validFrom: z.string(),
  validUntil: z.string().optional(),
});

interface Deps {
  readonly certificates: Pick<CertificateStore, 'get'>;
  readonly files: ReadFiles;
}

interface Happened {
  /** The room's own name of it. */
  readonly name: string;
  readonly type: 'certificate.created' | 'certificate.changed' | 'certificate.ended';
  /** The state since, and epoch ms. */
  readonly to: CertificateState;
  readonly at: number;
}

/** Who tells: this room. */
const BY = 'certificates';
const isFinal = (state: string): boolean => certificateLifecycle.final.some((final) => final === state);

/** Told twice they are the same to the byte: everything in them stands in the master or happened at `at`. */
const envelopes = async (
  { files }: Pick<Deps, 'files'>,
  keys: HubKeys,
  { identifier, type: of, files: { json } }: StoredCertificate,
  { name, type, to, at }: Happened,
): Promise<Envelope[]> => {
  const bytes = await files.get(of, identifier, 'json', json);
  const { number, holders, issuedOn, validFrom, validUntil } = Master.parse(
    JSON.parse(new TextDecoder().decode(bytes)),
  );
  const said = { valid: isValid({ state: to, validFrom, validUntil }, at), number, issuedOn };
  return holders.map(({ code }, i) =>
    happeningEnvelope(
      keys,
      {
        // What is told of one holder names no other.
        ...{ id: `${name}#${i}`, by: BY, resource: certificateResourceId(of), subject: code },
        type,
        occurredAt: new Date(at).toISOString(),
        data: { ...said, holders: [{ code }], ...(validUntil === undefined ? {} : { validUntil }) },
      },
      at,
    ),
  );
};

/** As it was when it was issued. None where nobody issued it under a record of its own: the load of an old register is no news. */
const beginningOf = async (deps: Deps, keys: HubKeys, issued: StoredCertificate): Promise<Envelope[]> => {
  const { record, at } = issued;
  if (record === undefined) return [];
  return envelopes(deps, keys, issued, { name: `${record}#issued`, type: 'certificate.created', to: '01', at });
};

/** None for the next version of a certificate of ours: that is told with the end of the one before, and after it. */
export const issueHappenings = async (deps: Deps, keys: HubKeys, issued: StoredCertificate): Promise<Envelope[]> => {
  const { supersedes } = issued;
  if (supersedes !== undefined && (await deps.certificates.get(supersedes))) return [];
  return beginningOf(deps, keys, issued);
};

/** None for a certificate that the index no longer knows, which cannot be. */
export const operationHappenings = async (
  deps: Deps,
  keys: HubKeys,
  { identifier, to, at, record, supersededBy }: StoredOperation,
): Promise<Envelope[]> => {
  const stored = await deps.certificates.get(identifier);
  // What an old register says has become of one is no more news than the one itself: it came in the same transaction.
  if (!stored || (stored.record === undefined && stored.at === at)) return [];
  const type = isFinal(to) ? 'certificate.ended' : 'certificate.changed';
  const own = await envelopes(deps, keys, stored, { name: record, type, to, at });
  const next = supersededBy === undefined ? undefined : await deps.certificates.get(supersededBy);
  return next ? [...own, ...(await beginningOf(deps, keys, next))] : own;
};
