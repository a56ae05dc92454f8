/** dispute list, show, raise, step. */
import { type Dispute, DisputeStep } from '#schemas/dispute.ts';
import { type Command, needed } from '../command.ts';
import { Usage } from '../failure.ts';
import { facts, type Terminal, table } from '../terminal.ts';

const REASON = {
  type: 'string',
  value: '<text>',
  zh: '理由（不含公民信息）',
  en: 'why; no citizen is named in it',
} as const;
const EVENTS = DisputeStep.shape.event.options.join(' | ');

const tell = (term: Terminal, dispute: Dispute): void => {
  term.print(dispute);
  const { id, grant, consumer, provider, about, state, due, overdue, steps } = dispute;
  term.say(
    facts(term, [
      ['争议 dispute', id],
      ['授权 grant', grant],
      ['双方 parties', `${consumer} → ${provider}`],
      ['所争 about', about],
      ['状态 state', state],
      ['至 due', due && `${due.date}${overdue ? ' 已逾期 overdue' : ''}`],
    ]),
  );
  term.say(
    `\n${table(
      term,
      ['时间 at', '步骤 event', '谁 by', '结论 outcome', '理由 reason'],
      steps.map(({ at, event, by, outcome, reason }) => [at, event, by, outcome, reason]),
    )}`,
  );
};

export const disputeList: Command = {
  name: 'dispute list',
  args: '',
  zh: '共享争议列表（主管部门可见全部）',
  en: 'Disputes that one is a party to; all for the data authority',
  options: {
    grant: { type: 'string', value: '<grant>', zh: '所涉授权', en: 'about this grant' },
    state: { type: 'string', value: '<state>', zh: '状态', en: 'in this state: consultation, authority, government …' },
    overdue: { type: 'boolean', zh: '已逾期的', en: 'whose layer is overdue' },
  },
  run: async ({ hub, term, text, flag, signal }) => {
    const named = ['grant', 'state'].flatMap((name) => (text(name) ? [[name, text(name)]] : []));
    const filter = { ...Object.fromEntries(named), ...(flag('overdue') ? { overdue: 'true' } : {}) };
    const all = await hub().disputes.list(filter, { signal }).all();
    for (const one of all) term.print(one);
    term.say(
      table(
        term,
        ['争议 dispute', '授权 grant', '需求部门 consumer', '提供部门 provider', '状态 state', '至 due'],
        all.map(({ id, grant, consumer, provider, state, due }) => [id, grant, consumer, provider, state, due?.date]),
      ),
    );
  },
};

export const disputeShow: Command = {
  name: 'dispute show',
  args: '<dispute>',
  zh: '共享争议详情',
  en: 'One dispute, with what was said in it',
  run: async ({ hub, args, term, signal }) =>
    tell(term, await hub().disputes.get(needed(args[0], '<dispute>'), { signal })) as undefined,
};

export const disputeRaise: Command = {
  name: 'dispute raise',
  args: '<grant>',
  zh: '对不同意或逾期未答复提出争议（需求部门）',
  en: 'Object to a refusal or to silence: the consumer',
  options: { reason: REASON },
  run: async ({ hub, args, term, text, signal }) => {
    const [grant, reason] = [needed(args[0], '<grant>'), needed(text('reason'), '--reason <text>')];
    return tell(term, await hub().disputes.raise(grant, reason, { signal })) as undefined;
  },
};

export const disputeStep: Command = {
  name: 'dispute step',
  args: '<dispute>',
  zh: '争议进展：答复、同意、提请协调、撤回、提交政府、决定、录入政府决定',
  en: 'What happens in a dispute: answer, concede, escalate, withdraw, refer, decide, rule',
  options: {
    event: { type: 'string', value: EVENTS, zh: '步骤', en: 'what happens' },
    reason: REASON,
    basis: { type: 'string', value: '<text>', zh: '依据', en: 'legal basis' },
    outcome: { type: 'string', value: 'share | uphold', zh: '结论（决定时）', en: 'of a decision' },
    document: { type: 'string', value: '<number>', zh: '政府决定文号', en: 'number of the government’s decision' },
  },
  run: async ({ hub, args, term, text, signal }) => {
    const dispute = needed(args[0], '<dispute>');
    const said = ['event', 'reason', 'basis', 'outcome', 'document'].flatMap((name) =>
      text(name) === undefined ? [] : [[name, text(name)]],
    );
    const step = DisputeStep.safeParse(Object.fromEntries(said));
    if (!step.success)
      throw new Usage(
        step.error.issues.map(({ path, message }) => `--${path.join('.') || 'event'}: ${message}`).join('\n  '),
      );
    return tell(term, await hub().disputes.advance(dispute, step.data, { signal })) as undefined;
  },
};
