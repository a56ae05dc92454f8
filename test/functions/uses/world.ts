/** POST /v1/uses over real tables: lines of the record as the projection keeps them, and the records that listing itself writes. */
import { PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { grants } from '#city/grants.ts';
import { resources } from '#city/resources/index.ts';
import { newInstance } from '#functions/exchange/instance.ts';
import { quotasStore } from '#functions/exchange/quota/quotas.store.ts';
import { recordsStore } from '#functions/exchange/records.store.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import { hubKeys, subjectHandle } from '#functions/kernel/digest.ts';
import { relayExchanges } from '#functions/relay/exchanges.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { linesAbout } from '#functions/supervision/about.store.ts';
import { casesStore } from '#functions/supervision/cases.store.ts';
import { usesStore } from '#functions/supervision/uses.store.ts';
import { keepUses } from '#functions/supervision/uses.ts';
import { listUses } from '#functions/uses/list-uses.ts';
import { progressStore } from '#functions/uses/progress.store.ts';
import { streamRecord } from '#infra/local/scenarios/stream.ts';
import type { Envelope } from '#schemas/event.ts';
import { ExchangeRecord } from '#schemas/exchange.ts';
import { usesRoutes } from '#schemas/routes/uses.ts';
import type { Snapshot } from '#schemas/snapshot.ts';
import { counting } from '#test/engines/counting.ts';
import { freshTables } from '#test/engines/tables.ts';
import { citySnapshot } from '../city-snapshot.ts';
import { caller } from '../http.ts';
import { exchangeRecord } from '../relay/records.ts';

const one = (version: number) => ({ version, master: String(version).repeat(40) });
/** The third key of the hub; the first two are kept. */
export const keys = hubKeys(JSON.stringify({ ...one(3), earlier: [one(2), one(1)] }));

export const NOW = Date.parse('2026-11-20T12:00:00+08:00');
export const OFFICER = 'officer-shen-yue';
export const SUPERVISOR = 'officer-tong-bo';
export const PORTAL = 'one-window-system';

export const byCard = { kind: 'self', by: 'id-card-at-window', reference: 'CK3-20261120-0007' } as const;
export const bySignIn = { kind: 'self', by: 'portal-level-3', reference: 'ZWFW-20261120-000123' } as const;
export const bySupervision = { kind: 'supervision', reference: 'JD-2026-0031' } as const;

/** A record about `code`, under the hub's key of that version. */
export const recordAbout = (code: string, change: Partial<ExchangeRecord> = {}, version = 3): ExchangeRecord => {
  const under = version === 3 ? keys : keys.earlier.find((key) => key.version === version);
  if (!under) throw new Error(`no key ${version}`);
  return exchangeRecord({ handle: subjectHandle(under, code), keyVersion: version, ...change });
};

const taken = async (records: readonly ExchangeRecord[]): Promise<Envelope[]> => {
  const envelopes: Envelope[] = [];
  const send = async (some: readonly Envelope[]) => {
    envelopes.push(...some);
    return new Set<string>();
  };
  const stream = records.map((record, i) => streamRecord(String(i), record));
  const deaf = { send: async () => new Set<string>() };
  await relayExchanges(stream, { uses: { send }, notices: deaf, alerts: deaf });
  return envelopes;
};

export const usesWorld = async (change: Partial<Snapshot> = {}) => {
  const { names, client } = await freshTables('uses', 'exchanges', 'progress', 'quotas');
  const counted = counting(client);
  const progress = progressStore(client, names.progress);
  const consumer = keepUses({
    uses: usesStore(client, names.uses),
    cases: casesStore(client, names.uses),
    progress,
    late: async () => undefined,
  });
  let snapshot = indexSnapshot(citySnapshot({ resources: [...resources], grants: [...grants], ...change }));
  let now = NOW;
  const deps = {
    snapshots: { current: async () => snapshot },
    keys: async () => keys,
    lines: linesAbout(client, names.uses),
    completeUntil: async () => (await progress.read())?.complete,
    quotas: quotasStore(client, names.quotas),
    records: recordsStore(client, names.exchanges),
    instance: newInstance(),
    clock: () => now,
  };
  const call = caller(api(usesRoutes, { listUses: listUses(deps) }), () => now);
  const recorded = async (): Promise<ExchangeRecord[]> => {
    const found: ExchangeRecord[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName: names.exchanges }))
      found.push(...Items.map(({ pk: _pk, sk: _sk, ...record }) => ExchangeRecord.parse(record)));
    return found;
  };
  return {
    counted,
    progress,
    list: (body: object, as = OFFICER, headers: Record<string, string> = {}) =>
      call('POST /v1/uses', { as, body, headers }),
    /** As the relay and the consumer take them. */
    keep: async (...records: ExchangeRecord[]) => {
      for (const envelope of await taken(records)) await consumer(envelope, now);
    },
    recorded,
    /** Everything that stands in the tables, as text. */
    everything: async () => {
      const texts: string[] = [];
      for (const TableName of Object.values(names))
        for await (const { Items = [] } of paginateScan({ client }, { TableName })) texts.push(JSON.stringify(Items));
      return texts.join('\n');
    },
    /** As if `used` lists had been read today. */
    spend: (whose: string, used: number) =>
      client.send(
        new PutCommand({
          TableName: names.quotas,
          Item: { pk: `uses#${whose}`, sk: `day#${beijingDate(now)}`, v: 1, used, by: 'test' },
        }),
      ),
    setNow: (at: number) => {
      now = at;
    },
    setSnapshot: (next: Snapshot) => {
      snapshot = indexSnapshot(next);
    },
  };
};
export type UsesWorld = Awaited<ReturnType<typeof usesWorld>>;

/** Every page, as ids. */
export const walk = async ({ list }: UsesWorld, body: object, as = OFFICER): Promise<string[]> => {
  const seen: string[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const answer = await list({ ...body, ...(cursor ? { cursor } : {}) }, as);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    seen.push(...answer.body.items.map((item: { record: { id: string } }) => item.record.id));
    cursor = answer.body.next;
  }
  return seen;
};
