/**
 * 委托代理: what an agent does for another lies within his mandate and before its end; nobody speaks for who is not in the case. Who stands in it
 * on a ground of his own, as a landlord or an employee, may bring what is his and say what he knows, and has no say over the case.
 */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import { APPLYING, type CaseParty } from '#schemas/case.ts';
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

interface Speaking {
  readonly scope: MandateScope | undefined;
  /** It settles the whole case, whatever its scope. */
  readonly whole?: boolean;
}

/** Who does it, by which member of what was sent. */
export interface Doing extends Speaking {
  readonly party: string | undefined;
  readonly field: string;
}

export const doingOf = (body: CaseAct): Doing => {
  const scope = SCOPES[body.act];
  if (body.act === 'sign-commitment') return { party: body.party, field: '/party', scope };
  if (body.act === 'deliver') return { party: body.to, field: '/to', scope };
  const party = 'onBehalf' in body ? body.onBehalf : undefined;
  return { party, field: '/onBehalf', scope, whole: body.act === 'choose-output' };
};

/** Of scopes, those in which anybody of the case may speak for himself. */
const OWN: readonly MandateScope[] = ['supplement', 'confirm'];

const faultOf = ({ role, mandate }: CaseParty, { scope, whole }: Speaking, day: string): string | undefined => {
  if (scope === undefined) return undefined;
  const applies = APPLYING.includes(role) || role === 'legal-representative';
  if (role !== 'agent') return applies || (OWN.includes(scope) && !whole) ? undefined : 'not-who-applies';
  if (!mandate) return 'mandate-missing';
  if (mandate.until < day) return 'mandate-ended';
  return mandate.scope.includes(scope) ? undefined : 'mandate-does-not-cover-it';
};

/** Throws unprocessable, by the rule. `now`: epoch ms. */
export const assertMandated = (
  { parties }: { readonly parties: readonly CaseParty[] },
  { party: id, field, ...speaking }: Doing,
  now: number,
): void => {
  if (id === undefined) return;
  const party = parties.find((one) => one.id === id);
  const rule = party ? faultOf(party, speaking, beijingDate(now)) : 'party-unknown';
  if (rule) throw problem('unprocessable', { errors: [{ field, rule }] });
};
