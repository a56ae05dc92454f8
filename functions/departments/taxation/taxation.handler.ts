/** 税务 taxation: two SOAP services behind the shared exchange. */
import { changes } from '#functions/exchange/changes.handler.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { readTaxationSettings, taxation } from './resources.ts';

const env = environment('DEPARTMENT_SECRET_ID');
const settings = secret(env.DEPARTMENT_SECRET_ID, readTaxationSettings);

export const handler = exchangeHandler(
  taxation(settings, () => Date.now()),
  { operations: changes() },
);
