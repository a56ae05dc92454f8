/** The rooms' own consumers over real tables, the messages they are sent, and what must stand there afterwards. */
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { grants } from '#city/grants.ts';
import { resources } from '#city/resources/index.ts';
import { eventsInbox } from '#functions/events/inbox.ts';
import { logStore } from '#functions/events/log.store.ts';
import { happeningEnvelope } from '#functions/kernel/publish-event.ts';
import type { Consumer } from '#functions/kernel/queue.ts';
import { dueNotices } from '#functions/notices/due-notices.ts';
import { noticesStore } from '#functions/notices/notices.store.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { casesStore } from '#functions/supervision/cases.store.ts';
import { usesStore } from '#functions/supervision/uses.store.ts';
import { keepUses } from '#functions/supervision/uses.ts';
import type { Envelope } from '#schemas/event.ts';
import { counting } from '#test/engines/counting.ts';
import { crashPoints } from '#test/engines/crash-points.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { citySnapshot } from '#test/functions/city-snapshot.ts';
import { changed, firm, LICENCE } from '#test/functions/events/world.ts';
import { keys } from '#test/functions/exchange/world.ts';
import { exchangeRecord, lineOf } from '#test/functions/relay/records.ts';
import { type Poison, ROOMS, type Room, type Sending } from './plan.ts';

const AT = Date.parse('2026-11-20T09:30:00+08:00');
const snapshot = indexSnapshot(citySnapshot({ resources: [...resources], grants: [...grants] }));

/** The id of a record by its number, so that it is known without being remembered. */
const idOf = (room: Room, message: number): string =>
  `0198f3a2-7c1e-4d55-${room === 'uses' ? '8' : '9'}000-${String(message).padStart(12, '0')}`;

const recordOf = (room: Room, message: number) =>
  exchangeRecord({
    id: idOf(room, message),
    at: AT + message,
    ...(room === 'notices'
      ? { resource: 'real-estate/premises', party: 'landlord', level: 'predicate', fields: ['/isHolder'] }
      : {}),
  });

const recorded = (room: Room, message: number): Envelope => {
  const record = recordOf(room, message);
  return {
    v: 1,
    id: `exchange.recorded#${record.id}`,
    type: 'exchange.recorded',
    at: record.at,
    subject: record.handle,
    causation: record.id,
    data: lineOf(record),
  };
};

const happened = (message: number): Envelope => {
  const { hops: _hops, origin: _origin, ...told } = changed({ subject: firm(message % 90_000) });
  return happeningEnvelope(keys, { ...told, id: `m${message}`, by: 'test', resource: LICENCE }, AT + message);
};

const SPOILED: Readonly<Record<Poison, (good: Envelope) => string>> = {
  'no JSON': (good) => JSON.stringify(good).slice(0, -1),
  'no envelope': ({ at: _at, ...rest }) => JSON.stringify(rest),
  'of another kind': (good) => JSON.stringify({ ...good, type: 'something.else' }),
  'of another form': (good) => JSON.stringify({ ...good, data: { id: 'x' } }),
};

/** Sealed anew each time, so the text of a message is made once. */
const bodies = new Map<string, string>();

/** The text of a message; a copy's is the same. */
export const bodyOf = ({ room, message, poison }: Sending): string => {
  const key = `${room} ${message} ${poison ?? ''}`;
  const known = bodies.get(key);
  if (known !== undefined) return known;
  const good = room === 'events' ? happened(message) : recorded(room, message);
  const body = poison ? SPOILED[poison](good) : JSON.stringify(good);
  bodies.set(key, body);
  return body;
};

export type Consumers = Readonly<Record<Room, Consumer>>;

const consumersOver = (
  client: ReturnType<typeof documentClient>,
  names: Readonly<Record<'uses' | 'notices' | 'events', string>>,
): Consumers => {
  const never = async (): Promise<void> => {
    throw new Error('not sent here');
  };
  return {
    uses: keepUses({
      uses: usesStore(client, names.uses),
      cases: casesStore(client, names.uses),
      progress: { arrive: never },
      late: async () => undefined,
    }),
    notices: dueNotices({ notices: noticesStore(client, names.notices) }),
    events: eventsInbox({
      keys: async () => keys,
      log: logStore(client, names.events),
      node: '330784',
      snapshots: { current: async () => snapshot },
      deliver: never,
      ping: never,
    }),
  };
};

export const rooms = async () => {
  const { names, client, endpoint } = await freshTables('uses', 'notices', 'events');
  const everything = async (table: string) => {
    const items: Record<string, unknown>[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new ScanCommand({ TableName: table, ConsistentRead: true, ...(from ? { ExclusiveStartKey: from } : {}) }),
      );
      items.push(...(page.Items ?? []));
      from = page.LastEvaluatedKey;
    } while (from);
    return items;
  };
  return {
    names,
    client,
    well: consumersOver(client, names),
    /** Consumers of a process that dies at a boundary of its calls. */
    doomed: (boundary: number): Consumers => {
      const mortal = documentClient(endpoint);
      counting(mortal, crashPoints(boundary));
      return consumersOver(mortal, names);
    },
    /** Some were told before, and closed: what comes late must not open them again. */
    closeEarly: async (messages: readonly number[]): Promise<void> => {
      const store = noticesStore(client, names.notices);
      const consumer = dueNotices({ notices: store });
      for (const message of messages) {
        const envelope = recorded('notices', message);
        await consumer(envelope, envelope.at);
        const notice = await store.get(idOf('notices', message));
        if (notice)
          await store.change({
            ...notice,
            revision: 2,
            state: 'given',
            given: { channel: 'sms', at: '2026-11-20T10:00:00+08:00', by: 'officer-hu-min' },
          });
      }
    },
    kept: async () => {
      const [uses, notices, events] = await Promise.all(ROOMS.map((room) => everything(names[room])));
      return { uses: uses ?? [], notices: notices ?? [], events: events ?? [] };
    },
  };
};
export type Rooms = Awaited<ReturnType<typeof rooms>>;

type Kept = Awaited<ReturnType<Rooms['kept']>>;

const same = (what: string, found: readonly string[], wanted: readonly string[]): string[] => {
  const [has, should] = [new Set(found), new Set(wanted)];
  return [
    ...(found.length === has.size ? [] : [`${what}: ${found.length - has.size} twice`]),
    ...wanted.filter((one) => !has.has(one)).map((one) => `${what}: ${one} is missing`),
    ...[...has].filter((one) => !should.has(one)).map((one) => `${what}: ${one} should not be there`),
  ];
};

/** What is wrong with what stands there after the good messages of `sent`. `closed`: notices that were closed before. */
export const brokenEffects = (kept: Kept, sent: readonly Sending[], closed: readonly number[]): string[] => {
  const good = (room: Room) =>
    sent.filter((one) => one.room === room && one.poison === undefined && !one.copy).map(({ message }) => message);
  const pks = (items: readonly Record<string, unknown>[], start: string) =>
    items.filter(({ pk }) => String(pk).startsWith(start));
  const lines = good('uses').map((message) => recordOf('uses', message));
  const log = pks(kept.events, 'log#').map(({ number }) => Number(number));
  const notices = [...new Set([...good('notices'), ...closed])];
  const given = pks(kept.notices, 'notice#').filter(({ state }) => state === 'given');
  return [
    ...same(
      'uses by id',
      pks(kept.uses, 'exchange#').map(({ pk }) => String(pk)),
      lines.map(({ id }) => `exchange#${id}`),
    ),
    ...same(
      'uses by handle',
      kept.uses.filter(({ pk }) => pk === lines[0]?.handle).map(({ sk }) => String(sk).slice(-36)),
      lines.map(({ id }) => id),
    ),
    ...same(
      'notices',
      pks(kept.notices, 'notice#').map(({ id }) => String(id)),
      notices.map((message) => idOf('notices', message)),
    ),
    ...same(
      'closed notices',
      given.map(({ id }) => String(id)),
      closed.map((message) => idOf('notices', message)),
    ),
    ...same(
      'numbers of events',
      log.map(String),
      good('events').map((_, i) => String(i + 1)),
    ),
    ...same(
      'events known',
      pks(kept.events, 'known#').map(({ event }) => String(event)),
      pks(kept.events, 'log#').map(({ id }) => String(id)),
    ),
  ];
};
