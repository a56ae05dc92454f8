/** The notices over real DynamoDB Local: made from records as the relay sends them, read and closed as the API does. */
import { grants } from '#city/grants.ts';
import { resources } from '#city/resources/index.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dueNotices } from '#functions/notices/due-notices.ts';
import { noticesStore } from '#functions/notices/notices.store.ts';
import { getNotice, giveNotice, listNotices, waiveNotice } from '#functions/notices/notices.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import type { ExchangeRecord } from '#schemas/exchange.ts';
import { noticesRoutes } from '#schemas/routes/notices.ts';
import { counting } from '#test/engines/counting.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { citySnapshot } from '../city-snapshot.ts';
import { caller } from '../http.ts';
import { exchangeRecord } from '../relay/records.ts';
import { envelopeOf } from '../supervision/world.ts';

const snapshot = indexSnapshot(citySnapshot({ resources: [...resources], grants: [...grants] }));

/** Market supervision was told about the landlord of the shop. */
export const aboutLandlord = (changes: Partial<ExchangeRecord> = {}): ExchangeRecord => {
  const grant = grants.find((one) => one.resource === 'real-estate/premises' && one.consumer === 'market-supervision');
  return exchangeRecord({
    consumer: 'market-supervision',
    resource: 'real-estate/premises',
    grant: grant?.id ?? 'none',
    matter: 'catering-business-setup',
    party: 'landlord',
    level: 'predicate',
    fields: ['/isHolder', '/commercialUse', '/notSeized'],
    ...changes,
  });
};

export const NOW = Date.parse('2026-11-20T12:00:00+08:00');

export const notices = async (crash?: CrashPoints) => {
  const { names, client, endpoint } = await freshTables('notices');
  counting(client, crash);
  const store = noticesStore(documentClient(endpoint), names.notices);
  const deps = {
    snapshots: { current: async () => snapshot },
    notices: store,
    keys: async () => hubKeys(JSON.stringify({ version: 1, master: 'x'.repeat(32) })),
  };
  const bodies = {
    listNotices: listNotices(deps),
    getNotice: getNotice(deps),
    giveNotice: giveNotice(deps),
    waiveNotice: waiveNotice(deps),
  };
  const mortal = dueNotices({ notices: noticesStore(client, names.notices) });
  const well = dueNotices({ notices: store });
  return {
    store,
    take: async (record: ExchangeRecord, dying = false) => (dying ? mortal : well)(await envelopeOf(record), record.at),
    call: caller(api(noticesRoutes, bodies), () => NOW),
  };
};
