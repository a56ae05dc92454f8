/** Legal holds as the function gets them, and what of them stands in S3. */
import { folderKey } from '#functions/certificates/files.client.ts';
import { listHolds } from '#functions/certificates/legal-hold/list.ts';
import { placeHold } from '#functions/certificates/legal-hold/place.ts';
import { releaseHold } from '#functions/certificates/legal-hold/release.ts';
import type { Caller } from '#functions/kernel/request.ts';
import type { LegalHoldLine, LegalHoldRelease, LegalHoldRequest, LegalHolds } from '#schemas/legal-hold.ts';
import { caller, type Deps, NOW, type World } from '../world.ts';

export const TITLE = 'real-estate-title';
export const authority: Caller = { ...caller('data-authority-system'), scopes: ['registry', 'registry.manage'] };
export const ORDER: LegalHoldRequest = {
  reason: '登记纠纷，原件须保全',
  legalBasis: '《行政诉讼法》第四十二条',
  document: '(2026)浙0784行保1号',
  orderedBy: '永康市人民法院',
};

const base = { query: undefined, requestId: 'r' };
interface Said {
  readonly key?: string;
  readonly by?: Caller;
  readonly now?: number;
}

export const placeBy = async (
  deps: Deps,
  identifier: string,
  { key = 'h1', by = authority, now = NOW, ...change }: Said & Partial<LegalHoldRequest> = {},
) => {
  const input = { ...base, params: { identifier }, body: { ...ORDER, ...change }, caller: by, now };
  return (await placeHold(deps)({ ...input, idempotencyKey: key })).body as LegalHoldLine;
};

export const releaseBy = async (
  deps: Deps,
  { identifier, hold }: Pick<LegalHoldLine, 'identifier' | 'hold'>,
  { by = authority, now = NOW, ...change }: Said & Partial<LegalHoldRelease> = {},
) => {
  const body = { reason: '判决已生效', ...change };
  const input = { ...base, params: { identifier, hold }, body, caller: by, now };
  return (await releaseHold(deps)(input)).body as LegalHoldLine;
};

export const holdsOf = async (deps: Deps, identifier: string, by = authority) => {
  const input = { ...base, params: { identifier }, body: undefined, caller: by, now: NOW };
  return (await listHolds(deps)(input)).body as LegalHolds;
};

/** Of every object of a certificate: its kind, and whether it is under a legal hold; how many of each. */
export const heldIn = ({ bucket }: World, identifier: string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const [name, { held = false }] of bucket.locks.all()) {
    if (!name.startsWith(`${bucket.name}/${folderKey(TITLE, identifier)}`)) continue;
    const key = `${name.split('.').at(-1)} ${held ? 'held' : 'free'}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
};
