/** 不动产登记 real estate: a front table in PostgreSQL behind the shared exchange. */
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { postgres } from '../protocols/postgres.client.ts';
import { readPostgresSettings } from '../protocols/postgres-settings.ts';
import { realEstate } from './resources.ts';

const env = environment('DEPARTMENT_SECRET_ID');
const settings = secret(env.DEPARTMENT_SECRET_ID, readPostgresSettings);

export const handler = exchangeHandler(realEstate(postgres(settings, { clock: () => performance.now() })));
