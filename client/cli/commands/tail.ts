/** tail: exchanges as they are recorded. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExchangeLine } from '#schemas/exchange.ts';
import type { Delivered } from '#schemas/published.ts';
import { type Command, type Context, needed } from '../command.ts';
import { facts, leaves } from '../terminal.ts';
import { pad } from '../width.ts';

const EVERY_MS = 2000;
/** Beijing, +08:00, without summer time. */
const beijing = (at: number): string => new Date(at + 8 * 3_600_000).toISOString();

const shown = ({ at, consumer, resource, found, ms, party, fields, id, matter, standing }: ExchangeLine): string =>
  [
    beijing(at).slice(11, 19),
    pad(consumer, 20),
    pad(resource, 36),
    pad(matter ?? standing ?? '', 26),
    pad(party, 12),
    pad(found ? `${fields.length} 字段 leaves` : '无 nothing', 16),
    pad(`${ms} ms`, 9),
    id,
  ].join(' ');

/** Lines of the day that were not told yet, oldest first. Stops at the first page on which all are known. */
const fresh = async (
  { hub, signal }: Context,
  day: { date: string; department: string },
  told: Set<string>,
  most: number,
) => {
  const found: ExchangeLine[] = [];
  for await (const page of hub()
    .exchanges.list({ ...day, limit: 100 }, { signal })
    .pages()) {
    const unknown = page.filter(({ id }) => !told.has(id));
    found.push(...unknown);
    if (unknown.length < page.length || found.length >= most) break;
  }
  for (const { id } of found) told.add(id);
  return found.slice(0, most).reverse();
};

/** Nothing is received here: who watches takes nothing away from who works. Events already received come again from `after`. */
const tailEvents = async ({ hub, term, text, flag, signal }: Context, subscription: string): Promise<undefined> => {
  const after = text('after');
  const from = after === undefined ? {} : { after: Number(after) };
  if (flag('once')) {
    const { items } = await hub().subscriptions.pull(subscription, from, { signal });
    for (const event of items) tellEvent(term, event);
    return;
  }
  for await (const event of hub().subscriptions.follow(subscription, { signal, receipts: false, ...from }))
    tellEvent(term, event);
};

const tellEvent = (term: Context['term'], event: Delivered): void => {
  term.print(event);
  const { number, resource, record, exchange } = event.data;
  term.say(`${term.style('bold', `${number} ${event.type}`)} ${event.timestamp} ${resource} ${exchange}`);
  if (record !== null) term.say(facts(term, leaves(record)));
};

export const tailCommand: Command = {
  name: 'tail',
  args: '',
  zh: '实时查看本部门的交换记录（Ctrl-C 结束）',
  en: 'Exchanges of a department as they are recorded (until Ctrl-C)',
  options: {
    department: {
      type: 'string',
      value: '<id>',
      zh: '部门（需求或提供）',
      en: 'the department, as consumer or provider',
    },
    lines: { type: 'string', value: '<n>', zh: '先看最近几条，缺省 10', en: 'begin with the last n; 10 unless said' },
    subscription: {
      type: 'string',
      value: '<id>',
      zh: '订阅的事件，不作回执',
      en: 'the events of a subscription; none is received by watching',
    },
    after: { type: 'string', value: '<n>', zh: '从某序号之后', en: 'events behind this number' },
    once: { type: 'boolean', zh: '看完即止', en: 'do not wait for more' },
  },
  run: async (context) => {
    const { term, text, flag, signal } = context;
    const subscription = text('subscription');
    if (subscription !== undefined) return tailEvents(context, subscription);
    const department = needed(text('department'), '--department <id> | --subscription <id>');
    const told = new Set<string>();
    for (let most = Math.max(0, Number(text('lines') ?? 10)); ; most = 10_000) {
      const day = { date: beijing(Date.now()).slice(0, 10), department };
      for (const line of await fresh(context, day, told, most)) {
        term.print(line);
        term.say(shown(line));
      }
      if (flag('once')) return;
      await sleep(EVERY_MS, undefined, { signal });
    }
  },
};
