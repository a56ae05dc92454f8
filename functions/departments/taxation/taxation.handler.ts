/** 税务 taxation: two SOAP services behind the shared exchange. */
import { withTurns } from '#functions/batches/with-turns.handler.ts';
import { changes } from '#functions/exchange/changes.handler.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { departmentSettings } from '../protocols/settings.handler.ts';
import { readTaxationSettings, taxation } from './resources.ts';

const settings = departmentSettings('taxation', readTaxationSettings);

export const handler = exchangeHandler(
  taxation(settings, () => Date.now()),
  { operations: changes(), turns: withTurns },
);
