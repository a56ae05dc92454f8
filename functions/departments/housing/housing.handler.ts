/** 住建: signed REST behind the shared exchange. */
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { signedRest } from '../protocols/signed-rest.client.ts';
import { readSignedRestSettings } from '../protocols/signed-rest-settings.ts';
import { housing } from './resources.ts';

const env = environment('DEPARTMENT_SECRET_ID');
const settings = secret(env.DEPARTMENT_SECRET_ID, readSignedRestSettings);

export const handler = exchangeHandler(housing(signedRest(settings, { now: Date.now })));
