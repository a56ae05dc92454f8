/** PostgreSQL front table: the real-estate register, asked about a title. */
import { CHEN_FUYING, CHEN_HOME } from '#city/cast.ts';
import { generate } from '#city/generate/index.ts';
import { withTurns } from '#functions/batches/with-turns.handler.ts';
import { postgres } from '#functions/departments/protocols/postgres.client.ts';
import { readPostgresSettings } from '#functions/departments/protocols/postgres-settings.ts';
import { departmentSettings } from '#functions/departments/protocols/settings.handler.ts';
import { realEstate } from '#functions/departments/real-estate/resources.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { type EveryMode, PLANTED } from '../../departments/real-estate/hostile.ts';
import { startFrontTable } from '../../departments/real-estate.ts';
import { asker } from '../ask.ts';
import type { HostileProtocol, Row } from '../protocol.ts';
import { rowsOf } from '../row.ts';
import { certificateRows, frozenRow } from './connection.ts';

const question = {
  resource: 'real-estate/title',
  request: { unitNumber: CHEN_HOME, holder: CHEN_FUYING },
  // Not the holder's name, though the register says it.
  fields: ['/holder', '/unitNumber', '/location', '/area', '/marks/seized'],
};

const { row, invalid, failed, late } = rowsOf<EveryMode>();
/** At connecting: what was connected hangs up before. */
const cold = (one: Row): Row => ({ ...one, first: 'drop' });

export const protocol: HostileProtocol = {
  name: 'PostgreSQL',
  question,
  planted: [PLANTED, 'hunter2', 'SECRET', '330784199001019997', '周磊', '约六', 'select', 'qzk', '<script'],
  rows: [
    row('answer about another person', 'wrong-person', 'department-wrong-subject'),
    invalid('wrong type in a field', 'wrong-type', 'normalise:'),
    row('extra sensitive fields', 'column-added', 'answered'),
    failed('500 with stack trace and secret', 'server-error', 'postgresql:XX000'),
    failed('truncated answer', 'drop', 'connection-lost'),
    row('52 MB answer', 'flood', 'department-answer-too-large', 'bytes'),
    late('one byte each 200 ms', 'drip'),
    late('never answers', 'hang'),
    failed('error that quotes what stands in a cell', 'error', 'postgresql:22P02'),
    cold(late('never greets', 'hang-at-connect')),
    cold(failed('refusal with a secret in its text', 'login-refused', 'postgresql:28P01')),
    cold(failed('too many connections', 'too-many-connections', 'postgresql:53300')),
    cold(failed('not the protocol at all', 'greets-in-http', 'not-reached')),
    cold(failed('a login that nobody knows', 'unknown-login', 'EBADMESSAGE')),
    late('another protocol in the middle', 'not-postgres'),
    failed('a message that nobody knows', 'unknown-message', 'connection-lost'),
    invalid('NUL in a cell', 'nul-in-cells', 'normalise:control'),
    invalid('invalid UTF-8', 'broken-utf8', 'charset:lossy'),
    invalid('a column missing', 'column-missing', 'normalise:missing'),
    row('columns under each other’s names', 'columns-swapped', 'department-wrong-subject'),
    invalid('cells that are empty', 'wrong-columns', 'normalise:missing'),
    failed('more cells than columns', 'more-cells-than-columns', 'connection-lost'),
    failed('cells that are announced and not there', 'cells-that-are-not-there', 'EBADMESSAGE'),
    failed('a cell longer than its row', 'cell-beyond-its-row', 'EBADMESSAGE'),
    row('a message that never ends', 'message-that-never-ends', 'department-answer-too-large', 'bytes'),
    failed('a message without length', 'message-without-length', 'EBADMESSAGE'),
    row('flood of notices', 'notice-flood', 'department-answer-too-large', 'bytes'),
    late('wants a file instead of answering', 'copy-instead'),
    failed('two answers at once', 'two-answers', 'connection-lost'),
    row('a second answer for the next question', 'second-answer', 'answered'),
    row('a cell of 800,000 characters', 'large-row', 'department-answer-too-large', 'bytes'),
    invalid('a million rows where one was asked for', 'many-rows', 'more-than-one-title'),
    invalid('a row of another person beside the right one', 'row-of-another', 'more-than-one-title'),
    row('another thing of the right person', 'other-unit', 'department-wrong-subject', 'other-unit'),
    invalid('not a number', 'not-a-number', 'normalise:decimal'),
    invalid('number beyond all range', 'huge-number', 'normalise:decimal'),
    invalid('a code that nobody knows', 'unknown-code', 'unknown-code:gyfs'),
    invalid('a short identity number', 'short-number', 'normalise:citizen-id-15-digits'),
    invalid('a name that lost a character', 'lost-character', 'charset:lossy'),
    frozenRow,
    ...certificateRows,
  ],
  start: () => startFrontTable({ population: generate() }),
  secured: {
    postgres: true,
    port: ({ port }) => Number(port),
    secret: (secret, port, ca) => ({ ...secret, port, tls: { ca } }),
  },
  open: async (deadlineMs) => {
    const query = postgres(departmentSettings('real-estate', readPostgresSettings), { clock: () => performance.now() });
    return asker(exchangeHandler(realEstate(query), { deadlineMs, turns: withTurns }), question);
  },
};
