/** 委托代理: what an agent does for another lies within his mandate and before its end; nobody speaks for who is not in the case. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { CaseParty } from '#schemas/case.ts';
import type { CaseAct, CaseActName } from '#schemas/case-act.ts';
import type { MandateScope } from '#schemas/mandate.ts';

/** What an act asks of the mandate of whoever does it. */
const SCOPES: Partial<Record<CaseActName, MandateScope>> = {
  amend: 'apply',
  'ask-pre-check': 'apply',
  file: 'apply',
  'join-application': 'apply',
  'hand-in': 'supplement',
  'confirm-prefill': 'confirm',
  'dispute-fact': 'confirm',
  'choose-output': 'confirm',
  'sign-commitment': 'commit',
  withdraw: 'withdraw',
  deliver: 'collect',
};

/** Who does it, by which member of what was sent. */
export interface Doing {
  readonly party: string | undefined;
  readonly field: string;
  readonly scope: MandateScope | undefined;
}

export const doingOf = (body: CaseAct): Doing => {
  const scope = SCOPES[body.act];
  if (body.act === 'sign-commitment') return { party: body.party, field: '/party', scope };
  if (body.act === 'deliver') return { party: body.to, field: '/to', scope };
  return { party: 'onBehalf' in body ? body.onBehalf : undefined, field: '/onBehalf', scope };
};

const faultOf = ({ role, mandate }: CaseParty, scope: MandateScope | undefined, day: string): string | undefined => {
  if (role !== 'agent' || scope === undefined) return undefined;
  if (!mandate) return 'mandate-missing';
  if (mandate.until < day) return 'mandate-ended';
  return mandate.scope.includes(scope) ? undefined : 'mandate-does-not-cover-it';
};

/** Throws unprocessable, by the rule. `now`: epoch ms. */
export const assertMandated = (
  { parties }: { readonly parties: readonly CaseParty[] },
  { party: id, field, scope }: Doing,
  now: number,
): void => {
  if (id === undefined) return;
  const party = parties.find((one) => one.id === id);
  const rule = party ? faultOf(party, scope, beijingDate(now)) : 'party-unknown';
  if (rule) throw problem('unprocessable', { errors: [{ field, rule }] });
};
