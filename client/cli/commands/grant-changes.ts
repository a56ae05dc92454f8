/** grant request, decide, suspend, resume, revoke. */
import type { Grant } from '#schemas/grant.ts';
import type { OneTrip } from '../../sdk/index.ts';
import { type Command, type Context, needed } from '../command.ts';
import { Usage } from '../failure.ts';
import { requestOf } from '../question.ts';
import { tellGrant } from './grants.ts';

const REASON = {
  type: 'string',
  value: '<text>',
  zh: '理由（不含公民信息）',
  en: 'why; no citizen is named in it',
} as const;

const grantOf = ({ args }: Context): string => needed(args[0], '<grant>');
const reasonOf = ({ text }: Context): string => needed(text('reason'), '--reason <text>');

type GrantForm = Parameters<OneTrip['grants']['put']>[1];

const change = (
  name: string,
  zh: string,
  en: string,
  act: (context: Context) => Promise<Grant>,
  options: Command['options'] = {},
): Command => ({
  name: `grant ${name}`,
  args: '<grant>',
  zh,
  en,
  options,
  run: async (context) => tellGrant(context.term, await act(context)),
});

export const grantRequest = change(
  'request',
  '申请共享授权（提供部门申请即为授予）',
  'Request a grant (from the provider or the data authority it is given at once)',
  async (context) => {
    const form = (await requestOf(context)) as GrantForm;
    return context.hub().grants.put(grantOf(context), form, 0, { signal: context.signal });
  },
  {
    request: {
      type: 'string',
      value: '@<file> | -',
      zh: '授权内容（JSON）',
      en: 'the grant, JSON: consumer, resource, purposes, parties, fields, from, until',
    },
  },
);

/** Exactly one of two flags. */
const either = ({ flag }: Context, yes: string, no: string): boolean => {
  if (flag(yes) === flag(no)) throw new Usage(`--${yes} 或 or --${no}`);
  return flag(yes);
};

export const grantFormCheck = change(
  'form-check',
  '形式审查（主管部门）',
  'Check the form of an application (the data authority)',
  (context) => {
    const reason = context.text('reason');
    const outcome = either(context, 'complete', 'incomplete') ? 'complete' : 'incomplete';
    return context
      .hub()
      .grants.checkForm(grantOf(context), { outcome, ...(reason ? { reason } : {}) }, { signal: context.signal });
  },
  {
    complete: { type: 'boolean', zh: '齐全', en: 'it is complete' },
    incomplete: { type: 'boolean', zh: '退回补正，须说明理由', en: 'it is returned, with a reason' },
    reason: REASON,
  },
);

export const grantDecide = change(
  'decide',
  '答复共享申请（提供部门）',
  'Decide on an application (the provider)',
  (context) => {
    const { text, flag } = context;
    const outcome = either(context, 'agree', 'refuse') ? 'agreed' : 'refused';
    const basis = outcome === 'refused' ? needed(text('basis'), '--basis <law>') : text('basis');
    const decision = {
      outcome,
      reason: reasonOf(context),
      ...(basis ? { basis } : {}),
      ...(flag('later') ? { later: true } : {}),
    } as const;
    return context.hub().grants.decide(grantOf(context), decision, { signal: context.signal });
  },
  {
    agree: { type: 'boolean', zh: '同意', en: 'agree' },
    refuse: { type: 'boolean', zh: '不同意，须有依据', en: 'refuse, on a basis' },
    reason: REASON,
    basis: { type: 'string', value: '<law>', zh: '不同意的依据', en: 'law or rule on which it is refused' },
    later: { type: 'boolean', zh: '同意，稍后提供', en: 'agreed, provided later' },
  },
);

export const grantProvide = change(
  'provide',
  '已提供，授权生效',
  'What was agreed is provided: in force from now',
  (context) => context.hub().grants.provide(grantOf(context), { signal: context.signal }),
);

export const grantSuspend = change(
  'suspend',
  '暂停共享授权（30秒内生效）',
  'Suspend a grant (bites within 30 s)',
  (context) => context.hub().grants.suspend(grantOf(context), reasonOf(context), { signal: context.signal }),
  { reason: REASON },
);

export const grantResume = change('resume', '恢复共享授权', 'Resume a grant', (context) =>
  context.hub().grants.resume(grantOf(context), { signal: context.signal }),
);

export const grantRevoke = change(
  'revoke',
  '撤销共享授权（30秒内生效，不可恢复）',
  'Revoke a grant for good (bites within 30 s)',
  (context) => context.hub().grants.revoke(grantOf(context), reasonOf(context), { signal: context.signal }),
  { reason: REASON },
);
