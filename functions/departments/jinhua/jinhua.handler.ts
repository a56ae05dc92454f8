/** 金华: the hub above, behind the shared exchange. */
import { withTurns } from '#functions/batches/with-turns.handler.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { hubClient } from '../protocols/hub.client.ts';
import { readHubSettings } from '../protocols/hub-settings.ts';
import { departmentSettings } from '../protocols/settings.handler.ts';
import { jinhua } from './resources.ts';

const settings = departmentSettings('jinhua', readHubSettings);

export const handler = exchangeHandler(jinhua(hubClient(settings, { now: Date.now })), { turns: withTurns });
