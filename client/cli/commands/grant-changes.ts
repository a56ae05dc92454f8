/** grant request, decide, suspend, resume, revoke. */
import type { Grant } from '#schemas/grant.ts';
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

/** A form as `putGrant` takes it: everything but what the hub keeps. */
type GrantForm = Omit<Grant, 'v' | 'kind' | 'id' | 'revision' | 'state' | 'suspended' | 'ended'>;

const formOf = ({
  v: _v,
  kind: _k,
  id: _i,
  revision: _r,
  state: _s,
  suspended: _u,
  ended: _e,
  ...form
}: Grant): GrantForm => form;

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

export const grantDecide = change(
  'decide',
  '对申请作出决定',
  'Decide on a request',
  async (context) => {
    const { hub, flag, signal } = context;
    const id = grantOf(context);
    if (flag('give') === flag('refuse')) throw new Usage('--give 或 or --refuse');
    if (flag('refuse')) return hub().grants.revoke(id, reasonOf(context), { signal });
    const grant = await hub().grants.get(id, { signal });
    return hub().grants.put(id, formOf(grant), grant.revision, { signal });
  },
  {
    give: { type: 'boolean', zh: '同意', en: 'give it' },
    refuse: { type: 'boolean', zh: '不同意，须说明理由', en: 'refuse it, with a reason' },
    reason: REASON,
  },
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
