/** 沿用凭证: that the hub itself offered this value from that case, to whom and until when. It comes back with the confirmation, and no earlier case is read again. */
import { timingSafeEqual } from 'node:crypto';
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, hmac } from '#functions/kernel/digest.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { PrefilledOffer } from '#schemas/prefill.ts';
import { type EarlierFields, giverOf, wantedFields } from './earlier.ts';
import type { Earlier } from './prefill.ts';
import type { Case } from './state.ts';

/** As long as it takes to show the form and hear what the applicant says of it. What is withdrawn or disputed meanwhile was offered before. */
const OFFERED_S = 30 * 60;

/** Of whom the case would ask: the party for whom it was opened. */
export const offeredTo = ({ parties, openedBy }: Case) => {
  const giver = giverOf(parties, openedBy);
  return parties.find(({ id }) => id === giver);
};

interface Offering {
  readonly keys: HubKeys;
  readonly found: Case;
  /** Whose officer or system saw the earlier case. */
  readonly department: string;
}

/** `until`: epoch seconds, in base 36. */
const mac = (
  { keys, found, department }: Offering,
  field: string,
  { value, ...from }: Earlier,
  until: string,
): string => {
  const to = offeredTo(found);
  const source = [from.case, from.day];
  return hmac(keys.offer, canonical([found.id, to?.id, to?.code, department, field, value, ...source, until]));
};

export const proofOf = (offering: Offering, field: string, earlier: Earlier, now: number): string => {
  const until = (Math.floor(now / 1000) + OFFERED_S).toString(36);
  return `${until}.${mac(offering, field, earlier, until)}`;
};

type Rule = 'not-offered-now' | 'proof-invalid' | 'proof-expired';

const wrongIn = (
  offering: Offering,
  field: string,
  { proof, ...earlier }: PrefilledOffer,
  now: number,
): Rule | undefined => {
  const [until = '', given = ''] = proof.split('.');
  const own = mac(offering, field, earlier, until);
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(own))) return 'proof-invalid';
  return Number.parseInt(until, 36) * 1000 < now ? 'proof-expired' : undefined;
};

interface Confirming extends Offering {
  readonly matters: IndexedMatters;
  readonly now: number;
}

/** What of it the hub did offer, and what is wrong with the rest. `onBehalf`: the party that speaks; another confirms nothing for him. */
export const proven = (
  { matters, now, ...offering }: Confirming,
  offered: Readonly<Record<string, PrefilledOffer>>,
  onBehalf?: string,
): { readonly earlier: EarlierFields; readonly errors: readonly { readonly field: string; readonly rule: Rule }[] } => {
  const { found } = offering;
  const wanted = onBehalf === undefined || onBehalf === offeredTo(found)?.id ? wantedFields(matters, found) : [];
  const ruled = Object.entries(offered).map(([field, one]) => {
    const rule: Rule | undefined = wanted.includes(field) ? wrongIn(offering, field, one, now) : 'not-offered-now';
    return { field, one, rule };
  });
  return {
    earlier: new Map(
      ruled.flatMap(({ field, one: { proof: _, ...earlier }, rule }) => (rule ? [] : [[field, earlier] as const])),
    ),
    errors: ruled.flatMap(({ field, rule }) => (rule ? [{ field: `/offered/${field}`, rule }] : [])),
  };
};
