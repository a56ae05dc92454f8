/** 民政: a front table in MySQL or MariaDB behind the shared exchange. */
import { withTurns } from '#functions/batches/with-turns.handler.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { mysqlQuery } from '../protocols/mysql.client.ts';
import { readMysqlSettings } from '../protocols/mysql-settings.ts';
import { departmentSettings } from '../protocols/settings.handler.ts';
import { civilAffairs } from './resources.ts';

const settings = departmentSettings('civil-affairs', readMysqlSettings);

export const handler = exchangeHandler(civilAffairs(mysqlQuery(settings, { clock: () => performance.now() })), {
  turns: withTurns,
});
