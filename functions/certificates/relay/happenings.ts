/** What became of a certificate as events of its type, one for each holder: whoever is subscribed gets what his grant gives. */
import * as z from 'zod';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { happeningEnvelope } from '#functions/kernel/publish-event.ts';
import { certificateResourceId } from '#schemas/certificate-resource.ts';
import type { Envelope } from '#schemas/event.ts';
import type { CertificateStore } from '../certificates.store.ts';
import type { Files } from '../files.client.ts';
import { certificateLifecycle } from '../lifecycle.ts';
import type { StoredOperation } from '../operations/stored-operation.ts';
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
  readonly files: Files;
}

/** Who tells: this room. */
const BY = 'certificates';
const isFinal = (state: string): boolean => certificateLifecycle.final.some((final) => final === state);

/** None for a certificate that the index no longer knows, which cannot be. */
export const happeningsOf = async (
  { certificates, files }: Deps,
  keys: HubKeys,
  { identifier, type, to, at, record }: StoredOperation,
): Promise<Envelope[]> => {
  const stored = await certificates.get(identifier);
  if (!stored) return [];
  const bytes = await files.get(type, identifier, 'json', stored.files.json);
  const { number, holders, issuedOn, validFrom, validUntil } = Master.parse(
    JSON.parse(new TextDecoder().decode(bytes)),
  );
  const said = { valid: isValid({ state: to, validFrom, validUntil }, at), number, issuedOn };
  return holders.map(({ code }, i) =>
    happeningEnvelope(
      keys,
      {
        // What is told of one holder names no other.
        ...{ id: `${record}#${i}`, by: BY, resource: certificateResourceId(type), subject: code },
        type: isFinal(to) ? 'certificate.ended' : 'certificate.changed',
        occurredAt: new Date(at).toISOString(),
        data: { ...said, holders: [{ code }], ...(validUntil === undefined ? {} : { validUntil }) },
      },
      at,
    ),
  );
};
