/** Calls as the functions get them. */

import type * as z from 'zod';
import { copy } from '#functions/certificates/copies/copy.ts';
import { lookAtCopy } from '#functions/certificates/copies/look-at-copy.ts';
import { redeem } from '#functions/certificates/copies/redeem.ts';
import { find } from '#functions/certificates/find.ts';
import { issue } from '#functions/certificates/issue.ts';
import { pull } from '#functions/certificates/pull.ts';
import { show } from '#functions/certificates/showing/show.ts';
import { shown } from '#functions/certificates/showing/shown.ts';
import { verify } from '#functions/certificates/verify.ts';
import type { ProblemError } from '#functions/kernel/problem.ts';
import type { Caller } from '#functions/kernel/request.ts';
import type { CertificateSummary, CopyRequest, IssueRequest, Pulled, PullRequest } from '#schemas/certificate.ts';
import type { Copy, CopyFormat, Redeemed } from '#schemas/copy.ts';
import type { ShowCode, ShownRequest } from '#schemas/show-code.ts';
import type { StatedElements } from '#schemas/stated-elements.ts';
import { app, CHEN_FUYING, type Deps, issueRequest, issuer, MATTER, NOW, ticket, window } from './world.ts';

const base = { query: undefined, requestId: 'r1' };
interface Said {
  readonly key?: string;
  readonly now?: number;
  readonly caller?: Caller;
}
const keyed = (key: string | undefined) => (key === undefined ? {} : { idempotencyKey: key });

export const issueBy = async (
  deps: Deps,
  { key = 'k1', now = NOW, caller = issuer, ...change }: Said & Partial<IssueRequest> = {},
) => {
  const input = { ...base, params: undefined, body: issueRequest(change), caller, now, ...keyed(key) };
  return (await issue(deps)(input)).body as CertificateSummary;
};

const pullRequest = async (change: Partial<PullRequest> = {}): Promise<PullRequest> => ({
  purpose: { kind: 'matter', matter: MATTER, ticket: await ticket() },
  party: { role: 'seller' },
  holder: CHEN_FUYING,
  level: 'fields',
  fields: ['/valid', '/number', '/unitNumber'],
  ...change,
});

export const pullBy = async (
  deps: Deps,
  identifier: string,
  { key, now = NOW, caller = window, ...change }: Said & Partial<PullRequest> = {},
) => {
  const input = { ...base, params: { identifier }, body: await pullRequest(change), caller, now, ...keyed(key) };
  return (await pull(deps)(input)).body as Pulled;
};

export const copyBy = async (
  deps: Deps,
  identifier: string,
  { key, now = NOW, caller = window, ...change }: Said & Partial<CopyRequest> = {},
) => {
  const body = { ...(await pullRequest()), level: 'copy' as const, reason: '转移登记归档', ...change };
  const input = { ...base, params: { identifier }, body, caller, now, ...keyed(key) };
  return (await copy(deps)(input)).body as Pulled & { copy: NonNullable<Pulled['copy']> };
};

export const redeemBy = async (
  deps: Deps,
  token: string,
  { now = NOW, caller = window, format = 'pdf' }: Said & { format?: z.infer<typeof CopyFormat> } = {},
) => (await redeem(deps)({ ...base, params: undefined, body: { token, format }, caller, now })).body as Redeemed;

/** Makes a copy and redeems it: its file, base64. */
export const copiedFile = async (deps: Deps, identifier: string): Promise<string> =>
  (await redeemBy(deps, (await copyBy(deps, identifier)).copy.token)).content;

type Showing = Said & { readonly holder?: string };
export const showBy = async (
  deps: Deps,
  identifier: string,
  { now = NOW, caller = app, holder = CHEN_FUYING }: Showing = {},
) => (await show(deps)({ ...base, params: { identifier }, body: { holder }, caller, now })).body as ShowCode;

export const shownBy = async (
  deps: Deps,
  code: string,
  { now = NOW, caller = window, ...change }: Said & Partial<ShownRequest> = {},
) => {
  const purpose = { kind: 'matter' as const, matter: MATTER };
  const body = { code, purpose, party: { role: 'seller' as const }, fields: ['/valid', '/number'], ...change };
  return (await shown(deps)({ ...base, params: undefined, body, caller, now })).body as Pulled;
};

export const copySeenBy = async (deps: Deps, id: string, { now = NOW, caller = window }: Said = {}) =>
  (await lookAtCopy(deps)({ ...base, params: { copy: id }, body: undefined, caller, now })).body as Copy;

type Finding = Said & Partial<Pick<PullRequest, 'holder' | 'purpose' | 'party'>> & { readonly type?: string };

export const foundBy = async (deps: Deps, { key, now = NOW, caller = window, ...change }: Finding = {}) => {
  const { purpose, party } = await pullRequest();
  const body = { purpose, party, holder: CHEN_FUYING, type: 'real-estate-title', ...change };
  const input = { ...base, params: undefined, body, caller, now, ...keyed(key) };
  return (await find(deps)(input)).body as { holds: boolean; items: CertificateSummary[] };
};

export const findBy = async (deps: Deps, said: Finding = {}) => (await foundBy(deps, said)).items;

export interface Verdict {
  readonly genuine: boolean;
  readonly valid: boolean;
  readonly identifier?: string;
  readonly checks: readonly { name: string; ok: boolean; says: string }[];
}
export const verifyBy = async (
  deps: Deps,
  body: { identifier?: string; data?: string; file?: string; qr?: string; elements?: StatedElements },
  { now = NOW, caller = window }: Said = {},
) => (await verify(deps)({ ...base, params: undefined, body, caller, now })).body as Verdict;

/** Names of the checks that failed. */
export const failed = (verdict: Verdict): string[] =>
  verdict.checks.filter((check) => !check.ok).map((check) => check.name);

/** What a call was refused with. */
export const refusal = async (call: Promise<unknown>) => {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown as ProblemError,
  );
  return {
    code: error?.code,
    rule: error?.extra?.denial?.rule,
    errors: error?.extra?.errors,
    detail: error?.extra?.detail,
  };
};
