/** Keeps the signature under a question where the grant demands one, before anybody is asked: a second time the same signature is a replay. */
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, nonce } from '#functions/kernel/digest.ts';
import { seal } from '#functions/kernel/sealed.ts';
import type { Evidence } from '#schemas/evidence.ts';
import type { Authority } from './authorise.ts';
import { denied } from './deny.ts';
import type { EvidenceStore } from './evidence.store.ts';
import type { Signed } from './signature.ts';

/** Where the sealed text stands. */
export const placeOfEvidence = (id: string): string => `signature#${id}`;

const evidenceOf = (client: string, signed: Signed, keys: HubKeys, at: number): Evidence => ({
  v: 1,
  id: signed.id,
  client,
  key: canonical(signed.key),
  created: signed.created * 1000,
  at,
  sealed: seal(keys.kept, placeOfEvidence(signed.id), canonical({ base: signed.base, signature: signed.signature })),
  keyVersion: keys.version,
  attempt: nonce(),
});

/** The signature that counts for this grant: one that nobody demands is verified, but leaves no trace. */
export const demandedSignature = ({ grant, wish }: Authority): Signed | undefined =>
  grant.signature && typeof wish.signed === 'object' ? wish.signed : undefined;

/** Throws exchange-denied (`signature-replayed`), explained; hub-not-ready when it cannot be kept. */
export const witness = async (
  snapshot: Parameters<typeof denied>[0],
  authority: Authority,
  keys: HubKeys,
  evidence: EvidenceStore,
): Promise<void> => {
  const signed = demandedSignature(authority);
  if (!signed) return;
  const { who, wish } = authority;
  const put = await evidence.put(evidenceOf(who.client.id, signed, keys, wish.now));
  if (put === 'replayed') throw denied(snapshot, 'signature-replayed', authority);
};
