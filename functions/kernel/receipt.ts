/** 交换回执: given with an answer that is released for a case, and recognised when it is posted to the case. Nothing is stored, nothing is read. */
import { timingSafeEqual } from 'node:crypto';
import type { ExchangeReceipt } from '#schemas/receipt.ts';
import { canonical } from './canonical.ts';
import { type HubKeys, hmac, keysOfVersion, sha256, subjectHandle } from './digest.ts';

type Attested = Omit<ExchangeReceipt, 'proof'>;

/** What travelled, in full. */
export interface Travelled {
  /** The subject's code. */
  readonly subject: string;
  /** The released answer; absent or null when nothing was found. */
  readonly answer: unknown;
}

const macOf = (keys: HubKeys['earlier'][number], attested: Attested, { subject, answer }: Travelled): string =>
  hmac(
    keys.receipt,
    canonical(['receipt-1', attested, subjectHandle(keys, subject), sha256(canonical(answer ?? null))]),
  );

export const receiptFor = (keys: HubKeys, attested: Attested, travelled: Travelled): ExchangeReceipt => ({
  ...attested,
  proof: `${keys.version}.${macOf(keys, attested, travelled)}`,
});

/** False for anything that this hub did not say, and for what it said under a key that its secret no longer holds. */
export const isAttested = (keys: HubKeys, { proof, ...attested }: ExchangeReceipt, travelled: Travelled): boolean => {
  const [version = '', mac = ''] = proof.split('.');
  const known = [keys, ...keys.earlier].some((one) => one.version === Number(version));
  if (!known) return false;
  const own = macOf(keysOfVersion(keys, Number(version)), attested, travelled);
  return timingSafeEqual(Buffer.from(own), Buffer.from(mac));
};
