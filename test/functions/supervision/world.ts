/** The record's readers over real DynamoDB Local, and the way a record takes to them: stream, relay, queue, projection. */
import { api } from '#functions/kernel/api.handler.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { relayExchanges } from '#functions/relay/exchanges.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { casesStore } from '#functions/supervision/cases.store.ts';
import { getExchange, listExchanges } from '#functions/supervision/exchanges.ts';
import { usesStore } from '#functions/supervision/uses.store.ts';
import { keepUses } from '#functions/supervision/uses.ts';
import { streamRecord } from '#infra/local/scenarios/stream.ts';
import type { Envelope } from '#schemas/event.ts';
import type { ExchangeRecord } from '#schemas/exchange.ts';
import type { Beat } from '#schemas/progress.ts';
import { exchangesRoutes } from '#schemas/routes/exchange.ts';
import { counting } from '#test/engines/counting.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { citySnapshot } from '../city-snapshot.ts';
import { caller } from '../http.ts';

const keys = hubKeys(JSON.stringify({ version: 1, master: 'x'.repeat(32) }));

const snapshot = indexSnapshot(citySnapshot());

/** The envelope that the relay makes of a record. */
export const envelopeOf = async (record: ExchangeRecord): Promise<Envelope> => {
  const sent: Envelope[] = [];
  const send = async (envelopes: readonly Envelope[]): Promise<ReadonlySet<string>> => {
    sent.push(...envelopes);
    return new Set();
  };
  await relayExchanges([streamRecord('1', record)], {
    uses: { send },
    notices: { send: async () => new Set() },
    alerts: { send: async () => new Set() },
  });
  return sent[0]!;
};

export const supervision = async (crash?: CrashPoints) => {
  const { names, client, endpoint } = await freshTables('uses');
  const counted = counting(client, crash);
  const deps = {
    snapshots: { current: async () => snapshot },
    uses: usesStore(documentClient(endpoint), names.uses),
    keys: async () => keys,
  };
  const bodies = { listExchanges: listExchanges(deps), getExchange: getExchange(deps) };
  const arrived: Beat[] = [];
  const progress = { arrive: async (beat: Beat) => void arrived.push(beat) };
  const late: (readonly [string, string])[] = [];
  const consumer = keepUses({
    uses: usesStore(client, names.uses),
    cases: casesStore(client, names.uses),
    progress,
    late: async (...day) => void late.push(day),
  });
  return {
    counted,
    consumer,
    arrived,
    late,
    keep: async (...records: ExchangeRecord[]): Promise<void> => {
      for (const record of records) await consumer(await envelopeOf(record), record.at);
    },
    call: caller(api(exchangesRoutes, bodies), () => Date.parse('2026-11-20T12:00:00+08:00')),
  };
};
