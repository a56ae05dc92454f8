/** 市场监管 market supervision: signed REST behind the shared exchange. */
import { changes } from '#functions/exchange/changes.handler.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { signedRest } from '../protocols/signed-rest.client.ts';
import { readSignedRestSettings } from '../protocols/signed-rest-settings.ts';
import { CODES, marketSupervision } from './resources.ts';

const env = environment('DEPARTMENT_SECRET_ID');
const settings = secret(env.DEPARTMENT_SECRET_ID, readSignedRestSettings);
const rest = signedRest(settings, { now: () => Date.now(), codes: CODES });

export const handler = exchangeHandler(marketSupervision(rest), { operations: changes() });
