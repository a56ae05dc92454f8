/** 人社: signed REST behind the shared exchange. */
import { withTurns } from '#functions/batches/with-turns.handler.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { departmentSettings } from '../protocols/settings.handler.ts';
import { signedRest } from '../protocols/signed-rest.client.ts';
import { readSignedRestSettings } from '../protocols/signed-rest-settings.ts';
import { humanResources } from './resources.ts';

const settings = departmentSettings('human-resources', readSignedRestSettings);

export const handler = exchangeHandler(humanResources(signedRest(settings, { now: Date.now })), { turns: withTurns });
