/** Another hub: the one above, asked about a contract of a house in its housing bureau's database. It may be as hostile as any department. */
import { CHEN_FUYING, CHEN_HOME } from '#city/cast.ts';
import { withTurns } from '#functions/batches/with-turns.handler.ts';
import { jinhua } from '#functions/departments/jinhua/resources.ts';
import { hubClient } from '#functions/departments/protocols/hub.client.ts';
import { readHubSettings } from '#functions/departments/protocols/hub-settings.ts';
import { departmentSettings } from '#functions/departments/protocols/settings.handler.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { startHub } from '../../departments/hub.ts';
import { type EveryRestMode, PLANTED_REST } from '../../departments/rest/hostile.ts';
import { asker } from '../ask.ts';
import type { HostileProtocol, Row } from '../protocol.ts';
import { rowsOf } from '../row.ts';
import { connectionRows } from './connection.ts';

const NUMBER = 'YK20260800001';
const question = {
  resource: 'jinhua/house-contract',
  request: { party: CHEN_FUYING, contract: NUMBER },
  fields: ['/party', '/contract', '/signedOn', '/state'],
};
const known = {
  resource: 'housing/contract-filing',
  request: { party: CHEN_FUYING, contractNumber: NUMBER },
  answer: {
    party: CHEN_FUYING,
    contractNumber: NUMBER,
    unitNumber: CHEN_HOME,
    price: 1_112_500,
    signedOn: '2026-08-02',
    state: 'filed',
  },
};

const { row, invalid, failed, late } = rowsOf<EveryRestMode>();

/** A hub that refuses is one that may be right: who asks is told by whom, and when to come again. */
const OTHERWISE: Readonly<Record<string, Pick<Row, 'told' | 'by'>>> = {
  '429 with Retry-After of a day': { told: 'too-many-requests', by: 'hub-quota' },
  '404 with a secret in its text': { told: 'department-refused', by: 'hub-unknown' },
};

export const protocol: HostileProtocol = {
  name: 'another hub',
  question,
  planted: [
    ...PLANTED_REST.split(' ').filter((word) => word.length > 2),
    '330784199001019997',
    '91330784MA000TE21H',
    'health',
    'planted',
    '1112500',
  ],
  rows: [
    invalid('HTML login page with 200', 'html', 'content-type'),
    invalid('broken document with 200', 'broken-json', 'json'),
    row('answer about another person', 'wrong-person', 'department-wrong-subject', 'wrong-subject'),
    invalid('wrong type in a field', 'wrong-type', 'shape'),
    row('extra sensitive fields', 'extra-fields', 'answered'),
    failed('500 with stack trace and secret', 'error', 'http-500'),
    failed('truncated answer', 'truncated', 'truncated'),
    row('52 MB answer', 'flood', 'department-answer-too-large', 'counted'),
    late('one byte each 200 ms', 'drip'),
    late('never answers', 'hang'),
    invalid('redirect inward', 'redirect', 'http-307'),
    invalid('refusal with a secret in its text', 'refusal', 'hub-envelope'),
    invalid('a member twice', 'duplicate-keys', 'json'),
    invalid('invalid UTF-8', 'invalid-utf8', 'json'),
    invalid('GB18030 under another label', 'gb18030-as-utf8', 'json'),
    invalid('label of another charset', 'other-charset', 'content-type'),
    invalid('nested 100,000 deep', 'deep', 'hub-envelope'),
    invalid('number beyond all range', 'huge-number', 'shape'),
    invalid('number of 50,000 digits', 'long-number', 'shape'),
    invalid('not a number', 'not-a-number', 'json'),
    row('members that poison prototypes', 'prototype', 'answered'),
    invalid('says done and nothing else', 'no-data', 'hub-envelope'),
    invalid('a list where one is asked for', 'a-list', 'shape'),
    invalid('something behind the document', 'trailing', 'json'),
    failed('refuses every token', 'token-refused', 'refused:token'),
    { ...failed('token that would break a header', 'bad-token', 'no-token-given'), first: 'token-refused' },
    ...connectionRows.map((one) => ({ ...one, ...OTHERWISE[one.behaviour] })),
  ],
  start: () => startHub([known]),
  secured: {
    port: ({ base }) => Number(new URL(String(base)).port),
    secret: (secret, port, ca) => ({
      ...secret,
      base: `https://127.0.0.1:${port}`,
      tokens: `https://127.0.0.1:${port}/token`,
      tls: { ca },
    }),
  },
  open: async (deadlineMs) => {
    const hub = hubClient(departmentSettings('jinhua', readHubSettings), { now: Date.now });
    return asker(exchangeHandler(jinhua(hub), { deadlineMs, turns: withTurns }), question);
  },
};
