/** 民政: takes what its front tables hold, each minute. */
import { intakeHandler } from '../protocols/intake/intake.handler.ts';
import { mysqlQuery } from '../protocols/mysql.client.ts';
import { readMysqlSettings } from '../protocols/mysql-settings.ts';
import { departmentSettings } from '../protocols/settings.handler.ts';
import { frontTables } from './front-tables.ts';

const settings = departmentSettings('civil-affairs', readMysqlSettings);

export const handler = intakeHandler(
  'civil-affairs',
  frontTables,
  mysqlQuery(settings, { clock: () => performance.now() }),
);
