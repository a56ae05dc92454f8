/** Messages twice, out of order, poisoned, failing in part, while processes die: each good one has its effect once, each poison ends among the dead. */
import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { resources } from '#city/resources/index.ts';
import { logStore } from '#functions/events/log.store.ts';
import { takeEvent } from '#functions/events/take.ts';
import type { Consumer } from '#functions/kernel/queue.ts';
import { consume } from '#functions/kernel/queue.ts';
import { ExchangeLine } from '#schemas/exchange.ts';
import { changed, LICENCE } from '#test/functions/events/world.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { keys } from '#test/functions/exchange/world.ts';
import { plan, type Sending } from './messages/plan.ts';
import { bodyOf, brokenEffects, type Rooms, rooms } from './messages/rooms.ts';
import { OURS, type Ran, run, type Ways } from './messages/runner.ts';

keepLines();
const FULL = process.env.ONETRIP_FULL === '1';
const MESSAGES = FULL ? 100_000 : 600;
const MOST_RECEIVES = 1.3;

const EARLY = [0, 1, 2, 3, 4];

const broken = async (made: Rooms, sent: readonly Sending[], ran: Ran): Promise<string[]> => {
  const poison = sent.filter((one) => one.poison !== undefined).map(bodyOf);
  const [dead, wanted] = [ran.dead.toSorted(), poison.toSorted()];
  return [
    ...brokenEffects(await made.kept(), sent, EARLY),
    ...(JSON.stringify(dead) === JSON.stringify(wanted)
      ? []
      : [
          `dead letters: ${dead.length}, of which ${dead.filter((body) => wanted.includes(body)).length} of ${wanted.length}`,
        ]),
    ...(ran.received / ran.sent <= MOST_RECEIVES ? [] : [`${ran.received / ran.sent} receives a message`]),
  ];
};

const play = async (seed: string, count: number, ways: Ways = OURS) => {
  const made = await rooms();
  // They may be poison here; then they are told of all the same, by another way.
  await made.closeEarly(EARLY);
  const sent = plan(seed, count);
  const ran = await run(made, sent, ways);
  return { sent, ran, broken: await broken(made, sent, ran) };
};

test(`${MESSAGES} messages, with copies and poison: effects are those of the good ones, once each; dead letters are the poison`, async () => {
  const { sent, ran, broken } = await play('one', MESSAGES);
  const poison = sent.filter((one) => one.poison !== undefined).length;
  const copies = sent.filter(({ copy }) => copy).length;
  process.stderr.write(
    `${sent.length} sent: ${MESSAGES - poison} good, ${copies} copies, ${poison} poison; ${ran.received} received, ${(ran.received / ran.sent).toFixed(3)} a message; ${JSON.stringify(ran.happened)}\n`,
  );
  expect(broken).toEqual([]);
  expect(poison).toBe(Math.round(MESSAGES / 100));
  for (const kind of ['fail', 'kill', 'lost-ack'] as const) expect(ran.happened[kind], kind).toBeGreaterThan(0);
}, 3_600_000);

test('the same seed makes the same schedule, another seed another', () => {
  expect(plan('one', 2_000)).toEqual(plan('one', 2_000));
  expect(plan('two', 2_000)).not.toEqual(plan('one', 2_000));
  const sent = plan('one', 2_000);
  expect(sent.filter(({ poison }) => poison)).toHaveLength(20);
  const places = sent.map(({ message, room }) => `${room} ${message}`);
  expect(places).not.toEqual(places.toSorted());
});

/** Nobody looks whether a message came twice in one batch. */
const oneByOne: Ways['take'] = async (records, consumer) => {
  const failed: { itemIdentifier: string }[] = [];
  for (const record of records) failed.push(...(await consume([record], consumer)).batchItemFailures);
  return { batchItemFailures: failed };
};

/** The rooms' own consumers, one of them replaced. */
const instead = (room: 'uses' | 'notices' | 'events', consumer: (made: Rooms) => Consumer): Ways => ({
  take: oneByOne,
  consumers: (made) => ({ ...made.well, [room]: consumer(made) }),
});
const good = (type: string, known: string): void => {
  if (type !== known) throw new Error('of another kind');
};

/** Each with the words by which the check must have found it. */
const BUGS: Readonly<Record<string, readonly [RegExp, Ways]>> = {
  'uses without dedupe': [
    /uses by id: \d+ twice/,
    instead('uses', ({ client, names }) => async ({ type, data }) => {
      good(type, 'exchange.recorded');
      const line = ExchangeLine.parse(data);
      const Item = { pk: `exchange#${line.id}`, sk: randomUUID(), v: 1, line };
      await client.send(new PutCommand({ TableName: names.uses, Item }));
    }),
  ],
  'events that remember nothing': [
    /numbers of events: .* should not be there/,
    instead('events', ({ client, names }) => async ({ type, data, at }) => {
      good(type, 'event.publish');
      if (!(data as { sealed?: unknown }).sealed) throw new Error('of another form');
      const resource = resources.find(({ id }) => id === LICENCE);
      const deps = { keys: async () => keys, log: logStore(client, names.events), node: '330784' };
      if (resource) await takeEvent(deps, resource, changed(), { by: 'test', place: randomUUID() }, at);
    }),
  ],
  'notices that open what is closed': [
    /closed notices: .* is missing/,
    instead('notices', ({ client, names }) => async ({ type, subject, data }) => {
      good(type, 'exchange.recorded');
      const { id, at, consumer, provider, resource, fields, grant, party } = ExchangeLine.parse(data);
      const notice = { v: 1, id, revision: 1, state: 'due', handle: subject, at, consumer, provider, resource, fields };
      const Item = { pk: `notice#${id}`, sk: 'notice', ...notice, grant, party };
      await client.send(new PutCommand({ TableName: names.notices, Item }));
    }),
  ],
  'failures that nobody reports': [
    /dead letters: 0/,
    {
      take: async (records, consumer) => {
        await consume(records, consumer);
        return { batchItemFailures: [] };
      },
    },
  ],
  'poison that is swallowed': [
    /dead letters: /,
    {
      take: (records, consumer) =>
        consume(
          records.filter(({ body }) => !body.includes('something.else')),
          consumer,
        ),
    },
  ],
  'a batch that fails with its first failure': [
    /dead letters: |receives a message/,
    {
      take: async (records, consumer) => {
        const { batchItemFailures } = await consume(records, consumer);
        const all = records.map(({ messageId }) => ({ itemIdentifier: messageId }));
        return { batchItemFailures: batchItemFailures.length > 0 ? all : [] };
      },
    },
  ],
  // Whatever fails after it is lost: good ones and poison alike.
  'deletion before the effect': [/is missing|dead letters: 0/, { ...OURS, deleteFirst: true }],
  'dead after the first failure': [/dead letters: /, { ...OURS, receives: 1 }],
};

const SMALL = FULL ? 1_000 : 60;

/** The first seed whose small plan holds something of everything. */
const rich = (): string => {
  for (let seed = 0; ; seed += 1) {
    const sent = plan(`bugs ${seed}`, SMALL);
    const copied = (room: string) => sent.some((one) => one.copy && one.room === room);
    const has = (kind: string) => sent.some(({ troubles }) => troubles[0]?.kind === kind);
    const poison = sent.some((one) => one.poison === 'of another kind');
    if (poison && copied('uses') && copied('events') && has('fail') && has('kill')) return `bugs ${seed}`;
  }
};

test.each(Object.entries(BUGS))('the check finds %s', async (_what, [words, ways]) => {
  const { broken } = await play(rich(), SMALL, ways);
  expect(broken.join('\n')).toMatch(words);
});
