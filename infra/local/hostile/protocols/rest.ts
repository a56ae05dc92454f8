/** Signed REST: the housing department, asked about a filed contract. */
import { CHEN_FUYING } from '#city/cast.ts';
import { generate } from '#city/generate/index.ts';
import { withTurns } from '#functions/batches/with-turns.handler.ts';
import { housing } from '#functions/departments/housing/resources.ts';
import { departmentSettings } from '#functions/departments/protocols/settings.handler.ts';
import { signedRest } from '#functions/departments/protocols/signed-rest.client.ts';
import { readSignedRestSettings } from '#functions/departments/protocols/signed-rest-settings.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { startHousing } from '../../departments/housing.ts';
import { type EveryRestMode, PLANTED_REST } from '../../departments/rest/hostile.ts';
import { asker } from '../ask.ts';
import type { HostileProtocol } from '../protocol.ts';
import { rowsOf } from '../row.ts';
import { connectionRows } from './connection.ts';

const [question, others] = [
  {
    resource: 'housing/contract-filing',
    request: { party: CHEN_FUYING, contractNumber: 'YK20260800001' },
    // Not the price, though the department says it.
    fields: ['/party', '/contractNumber', '/signedOn', '/state'],
  },
  ['330784199001019997', '91330784MA000TE21H'],
];

const { row, invalid, failed, late } = rowsOf<EveryRestMode>();

export const protocol: HostileProtocol = {
  name: 'signed REST',
  question,
  planted: [...PLANTED_REST.split(' ').filter((word) => word.length > 2), ...others, 'health', 'planted'],
  rows: [
    invalid('HTML login page with 200', 'html', 'content-type'),
    invalid('broken document with 200', 'broken-json', 'json'),
    row('answer about another person', 'wrong-person', 'department-wrong-subject', 'wrong-subject'),
    invalid('wrong type in a field', 'wrong-type', 'json-record:cell'),
    row('extra sensitive fields', 'extra-fields', 'answered'),
    failed('500 with stack trace and secret', 'error', 'http-500'),
    failed('truncated answer', 'truncated', 'truncated'),
    row('52 MB answer', 'flood', 'department-answer-too-large', 'counted'),
    late('one byte each 200 ms', 'drip'),
    late('never answers', 'hang'),
    invalid('redirect inward', 'redirect', 'http-307'),
    failed('refusal with a secret in its text', 'refusal', 'refused:unknown-code'),
    invalid('a member twice', 'duplicate-keys', 'json'),
    invalid('invalid UTF-8', 'invalid-utf8', 'json'),
    invalid('GB18030 under another label', 'gb18030-as-utf8', 'json'),
    invalid('label of another charset', 'other-charset', 'content-type'),
    invalid('half a character', 'lone-surrogate', ''),
    invalid('nested 100,000 deep', 'deep', 'json-record:object'),
    invalid('number beyond all range', 'huge-number', 'json-record:cell'),
    invalid('number of 50,000 digits', 'long-number', 'json-record:cell'),
    invalid('not a number', 'not-a-number', 'json'),
    row('members that poison prototypes', 'prototype', 'answered'),
    invalid('says done and nothing else', 'no-data', 'no-data'),
    invalid('a list where one is asked for', 'a-list', 'json-record:object'),
    invalid('something behind the document', 'trailing', 'json'),
    failed('refuses every token', 'token-refused', 'refused:token'),
    { ...failed('token that would break a header', 'bad-token', 'no-token-given'), first: 'token-refused' },
    ...connectionRows,
  ],
  start: () => startHousing({ population: generate() }),
  secured: {
    port: ({ base }) => Number(new URL(String(base)).port),
    secret: (secret, port, ca) => ({ ...secret, base: `https://127.0.0.1:${port}/api`, tls: { ca } }),
  },
  open: async (deadlineMs) => {
    const rest = signedRest(departmentSettings('housing', readSignedRestSettings), { now: Date.now });
    return asker(exchangeHandler(housing(rest), { deadlineMs, turns: withTurns }), question);
  },
};
