/** ask, answer. */
import type { AnsweredAs } from '../../sdk/index.ts';
import { type Command, type Context, needed } from '../command.ts';
import { EXIT, type Exit } from '../failure.ts';
import { fieldsOf, partyOf, purposeOf, requestOf, WISH } from '../question.ts';
import { facts, leaves } from '../terminal.ts';

const WAIT = { type: 'boolean', zh: '等到部门答复', en: 'wait until the department has answered' } as const;

const tell = ({ term }: Context, answered: AnsweredAs<unknown>): Exit => {
  term.print(answered);
  const { grant, exchange, answeredAt, repeatOf, fields } = answered;
  term.say(
    facts(term, [
      ['交换 exchange', exchange],
      ['重复 repeat of', repeatOf],
      ['授权 grant', `${grant.id} (${grant.revision})`],
      ['答复时间 answered', answeredAt],
      ['字段 leaves', fields.length],
    ]),
  );
  term.say('');
  term.say(
    answered.found
      ? facts(term, leaves(answered.answer))
      : term.style('yellow', '部门没有此主体的信息 The department knows nothing of this subject'),
  );
  return EXIT.done;
};

/** Waits with a sign of life. */
const waited = async (
  context: Context,
  later: { wait(options: { signal: AbortSignal }): Promise<AnsweredAs<unknown>> },
) => {
  const began = performance.now();
  const tick = setInterval(
    () =>
      context.term.progress(
        `待部门答复 waiting for the department … ${Math.round((performance.now() - began) / 1000)} s`,
      ),
    500,
  );
  try {
    return await later.wait({ signal: context.signal });
  } finally {
    clearInterval(tick);
    context.term.progress('');
  }
};

const fetchLine = (resource: string, question: string): string => `onetrip answer ${resource} ${question} --wait`;

export const askCommand: Command = {
  name: 'ask',
  args: '<department/resource>',
  zh: '向部门提问',
  en: 'Ask a department',
  options: {
    ...WISH,
    request: {
      type: 'string',
      value: '@<file> | - | <json>',
      zh: '请求：文件、标准输入，或（不宜含个人信息）直接写出',
      en: 'the request: a file, standard input, or, not for people, as it is',
    },
    key: { type: 'string', value: '<key>', zh: '幂等键，重复时不变', en: 'Idempotency-Key: the same for a repeat' },
    wait: WAIT,
  },
  run: async (context) => {
    const { args, hub, text, flag, term, signal } = context;
    const resource = needed(args[0], '<department/resource>');
    const question = {
      purpose: await purposeOf(context),
      party: partyOf(context),
      fields: await fieldsOf(context, resource),
      request: await requestOf(context),
    };
    const key = text('key');
    const said = await hub().ask(resource, question, { signal, ...(key ? { idempotencyKey: key } : {}) });
    if (!('state' in said)) return tell(context, said);
    if (flag('wait')) return tell(context, await waited(context, said));
    const { question: id, askedAt, keptUntil, state } = said;
    term.print({ question: id, resource, askedAt, keptUntil, state });
    term.say(`部门将稍后答复，答复留存至 The department answers later; kept until ${keptUntil}`);
    term.say(`  ${term.style('cyan', fetchLine(resource, id))}`);
    return EXIT.done;
  },
};

export const answerCommand: Command = {
  name: 'answer',
  args: '<department/resource> <question>',
  zh: '取回异步答复',
  en: 'Fetch the answer to an earlier question',
  options: { wait: WAIT },
  run: async (context) => {
    const { args, hub, flag, term, signal } = context;
    const [resource, question] = [needed(args[0], '<department/resource>'), needed(args[1], '<question>')];
    const later = hub().later(resource, question);
    const answered = flag('wait') ? await waited(context, later) : await later.look({ signal });
    if (answered) return tell(context, answered);
    term.print({ question, resource, state: 'waiting' });
    term.say('部门尚未答复 The department has not answered yet');
    return EXIT.later;
  },
};
