/** grant list, show, check. */
import type { Grant } from '#schemas/grant.ts';
import { type Command, needed } from '../command.ts';
import { EXIT, type Exit } from '../failure.ts';
import { fieldsOf, partyOf, purposeOf, WISH } from '../question.ts';
import { facts, type Terminal, table } from '../terminal.ts';

const purposes = ({ purposes: all }: Grant): string =>
  all.map((purpose) => (purpose.kind === 'matter' ? `matter:${purpose.matter}` : `standing:${purpose.code}`)).join(' ');

const grantTable = (term: Terminal, grants: readonly Grant[]): string =>
  table(
    term,
    ['授权 grant', '需求部门 consumer', '资源 resource', '状态 state', '至 until', '用途 purposes'],
    grants.map((grant) => [grant.id, grant.consumer, grant.resource, grant.state, grant.until, purposes(grant)]),
  );

/** What was done, and what is due. */
const steps = ({ application }: Grant): (readonly [string, string | undefined])[] => {
  const { asked, check, decision, provision } = application ?? {};
  const one = (
    done: { outcome?: string; reason?: string | undefined; at: string } | undefined,
    due: { date: string } | undefined,
  ) => (done ? [done.outcome, done.at, done.reason].filter(Boolean).join(' ') : due && `至 due ${due.date}`);
  return [
    ['申请 asked', asked && `${asked.at} ${asked.reason ?? ''}`],
    ['形式审查 form', one(check?.done, check?.due)],
    ['答复 decision', one(decision?.done, decision?.due)],
    ['提供 provision', one(provision?.done, provision?.due)],
    ['争议 dispute', application?.dispute],
  ];
};

export const tellGrant = (term: Terminal, grant: Grant): Exit => {
  term.print(grant);
  term.say(
    facts(term, [
      ['授权 grant', grant.id],
      ['状态 state', grant.state],
      ['版本 revision', grant.revision],
      ['需求部门 consumer', grant.consumer],
      ['资源 resource', `${grant.resource} (${grant.resourceVersion})`],
      ['期限 from, until', `${grant.from} … ${grant.until}`],
      ['暂停 suspended', grant.suspended && `${grant.suspended.reason} (${grant.suspended.by})`],
      ['终止 ended', grant.ended && `${grant.ended.reason} (${grant.ended.by})`],
      ...steps(grant),
      ['配额 quota', grant.quota && `${grant.quota.perDay}/日 day, ${grant.quota.perSecond}/秒 s`],
      ['可用于 uses', grant.uses?.join(' ')],
      ['报文签名 signature', grant.signature ? '须 required' : undefined],
    ]),
  );
  const basis = grant.purposes.map((one) => [
    one.kind === 'matter' ? `matter:${one.matter}` : `standing:${one.code}`,
    one.legalBasis,
  ]);
  term.say(`\n${table(term, ['用途 purpose', '依据 legal basis'], basis)}`);
  term.say(
    `\n${table(
      term,
      ['当事人 party', '级别 level', '依据 ground'],
      grant.parties.map(({ role, level, ground }) => [role, level, ground]),
    )}`,
  );
  term.say(
    `\n${table(
      term,
      ['字段 leaf'],
      grant.fields.map((field) => [field]),
    )}`,
  );
  return EXIT.done;
};

export const grantList: Command = {
  name: 'grant list',
  args: '',
  zh: '共享授权列表',
  en: 'List grants',
  options: {
    consumer: { type: 'string', value: '<department>', zh: '需求部门', en: 'of this consuming department' },
    provider: { type: 'string', value: '<department>', zh: '提供部门', en: 'of this providing department' },
    resource: { type: 'string', value: '<department/resource>', zh: '资源', en: 'of this resource' },
    state: { type: 'string', value: '<state>', zh: '状态', en: 'in this state: requested, checked, active …' },
    overdue: { type: 'boolean', zh: '已逾期的', en: 'whose next step is overdue' },
  },
  run: async ({ hub, term, text, flag, signal }) => {
    const names = ['consumer', 'provider', 'resource', 'state'].flatMap((name) =>
      text(name) ? [[name, text(name)]] : [],
    );
    const filter = { ...Object.fromEntries(names), ...(flag('overdue') ? { overdue: 'true' } : {}) };
    const grants = await hub().grants.list(filter, { signal }).all();
    for (const grant of grants) term.print(grant);
    term.say(grantTable(term, grants));
  },
};

export const grantShow: Command = {
  name: 'grant show',
  args: '<grant>',
  zh: '共享授权详情',
  en: 'One grant',
  run: async ({ hub, args, term, signal }) =>
    tellGrant(term, await hub().grants.get(needed(args[0], '<grant>'), { signal })),
};

export const grantCheck: Command = {
  name: 'grant check',
  args: '<department/resource>',
  zh: '预先核对：会不会共享，若不会是哪条规则（不询问部门）',
  en: 'Would this be granted, and if not, by which rule? (the department is not asked)',
  options: WISH,
  run: async (context) => {
    const { hub, args, term, signal } = context;
    const resource = needed(args[0], '<department/resource>');
    const wish = {
      resource,
      purpose: await purposeOf(context),
      party: partyOf(context),
      fields: await fieldsOf(context, resource),
    };
    const said = await hub().grants.check(wish, { signal });
    term.print(said);
    const { granted, grant, until, rule, need, ask, facts: of } = said;
    const { resourceLimit, resourceLeftToday } = of ?? {};
    const quota = (most: { perDay?: number | undefined; perSecond?: number | undefined }, left: number | undefined) =>
      `${most.perDay}/日 day (余 left ${left}), ${most.perSecond}/秒 s`;
    term.say(granted ? `${term.style('green', '✓')} 可共享 granted` : `${term.style('red', '✗')} 不予共享 refused`);
    term.say(
      facts(term, [
        ['授权 grant', grant],
        ['至 until', until],
        ['配额 quota', of?.perDay && quota(of, of.leftToday)],
        ['资源限流 limit', resourceLimit && quota(resourceLimit, resourceLeftToday)],
        ['办件凭据 ticket', of?.ticket],
        ['报文签名 signature', of?.signature],
        ['规则 rule', rule],
        ['所需 needed', need],
        ['请询 ask', ask],
      ]),
    );
    return granted ? EXIT.done : EXIT.denied;
  },
};
