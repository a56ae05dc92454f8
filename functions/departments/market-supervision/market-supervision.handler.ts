/** 市场监管 market supervision: signed REST behind the shared exchange. */
import { withTurns } from '#functions/batches/with-turns.handler.ts';
import { changes } from '#functions/exchange/changes.handler.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { departmentSettings } from '../protocols/settings.handler.ts';
import { signedRest } from '../protocols/signed-rest.client.ts';
import { readSignedRestSettings } from '../protocols/signed-rest-settings.ts';
import { CODES, marketSupervision } from './resources.ts';

const settings = departmentSettings('market-supervision', readSignedRestSettings);
const rest = signedRest(settings, { now: () => Date.now(), codes: CODES });

export const handler = exchangeHandler(marketSupervision(rest), { operations: changes(), turns: withTurns });
