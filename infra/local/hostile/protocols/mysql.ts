/** MySQL front table: civil affairs, asked about a marriage. */
import { WANG_QIANG } from '#city/cast.ts';
import { generate } from '#city/generate/index.ts';
import { withTurns } from '#functions/batches/with-turns.handler.ts';
import { civilAffairs } from '#functions/departments/civil-affairs/resources.ts';
import { mysqlQuery } from '#functions/departments/protocols/mysql.client.ts';
import { readMysqlSettings } from '#functions/departments/protocols/mysql-settings.ts';
import { departmentSettings } from '#functions/departments/protocols/settings.handler.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { startCivilAffairs } from '../../departments/civil-affairs.ts';
import { asker } from '../ask.ts';
import type { HostileProtocol } from '../protocol.ts';
import { rowsOf } from '../row.ts';
import { frozenRow } from './connection.ts';

const question = {
  resource: 'civil-affairs/marriage',
  request: { holder: WANG_QIANG },
  // Not the spouse, though the register says her.
  fields: ['/holder', '/state', '/registeredOn', '/office'],
};

const { row, invalid, failed, late } = rowsOf<string>();

export const protocol: HostileProtocol = {
  name: 'MySQL',
  question,
  planted: ['PLANTED', 'hunter2', '330784199001019997', 'v_hydj', 'passwd', 'root:'],
  rows: [
    row('answer about another person', 'wrong-person', 'department-wrong-subject'),
    invalid('wrong type in a field', 'wrong-type', ''),
    failed('500 with stack trace and secret', 'server-error', 'mysql:HY000'),
    failed('truncated answer', 'drop', 'connection-lost'),
    late('one byte each 200 ms', 'drip'),
    late('never answers', 'hang'),
    failed('error that quotes what stands in a cell', 'error', 'mysql:'),
    { ...late('never greets', 'hang-at-connect'), first: 'drop' },
    row('another protocol in the middle', 'web-page', 'department-timeout'),
    failed('asks for a file of ours', 'asks-for-a-file'),
    invalid('NUL in a cell', 'nul-in-cells', 'normalise:control'),
    invalid('invalid UTF-8', 'broken-utf8', 'charset:lossy'),
    invalid('cells that are empty', 'wrong-columns', 'normalise:missing'),
    failed('cells that are announced and not there', 'cells-that-are-not-there'),
    failed('a cell longer than its row', 'cell-beyond-its-row'),
    row('more cells than columns', 'more-cells-than-columns', 'answered'),
    failed('a thousand columns announced', 'thousand-columns', 'connection-lost'),
    failed('packets without content', 'empty-packets'),
    failed('columns that are none', 'broken-columns'),
    failed('two answers at once', 'two-answers'),
    row('a cell of 800,000 characters', 'large-row', 'department-answer-too-large', 'bytes'),
    invalid('a million rows where one was asked for', 'many-rows', 'more-than-one-record'),
    frozenRow,
  ],
  start: () => startCivilAffairs({ population: generate() }),
  open: async (deadlineMs) => {
    const query = mysqlQuery(departmentSettings('civil-affairs', readMysqlSettings), {
      clock: () => performance.now(),
    });
    return asker(exchangeHandler(civilAffairs(query), { deadlineMs, turns: withTurns }), question);
  },
};
