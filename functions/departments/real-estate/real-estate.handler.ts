/** 不动产登记 real estate: a front table in PostgreSQL behind the shared exchange. */
import { withTurns } from '#functions/batches/with-turns.handler.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { postgres } from '../protocols/postgres.client.ts';
import { readPostgresSettings } from '../protocols/postgres-settings.ts';
import { departmentSettings } from '../protocols/settings.handler.ts';
import { realEstate } from './resources.ts';

const settings = departmentSettings('real-estate', readPostgresSettings);

export const handler = exchangeHandler(realEstate(postgres(settings, { clock: () => performance.now() })), {
  turns: withTurns,
});
