/** SOAP 1.1: the tax office, asked about a certificate of paid tax, which comes as raw text in GB 2312. */
import { CHEN_FUYING } from '#city/cast.ts';
import { generate } from '#city/generate/index.ts';
import { taxCertificates } from '#city/generate/taxes.ts';
import { withTurns } from '#functions/batches/with-turns.handler.ts';
import { departmentSettings } from '#functions/departments/protocols/settings.handler.ts';
import { readTaxationSettings, taxation } from '#functions/departments/taxation/resources.ts';
import { changes } from '#functions/exchange/changes.handler.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import type { EverySoapMode } from '../../departments/soap/hostile.ts';
import { OTHERS, PLANTED } from '../../departments/soap/planted.ts';
import { startTaxation } from '../../departments/taxation.ts';
import { asker } from '../ask.ts';
import type { HostileProtocol, Row } from '../protocol.ts';
import { rowsOf } from '../row.ts';
import { connectionRows } from './connection.ts';

const population = generate();
const question = {
  resource: 'taxation/tax-certificate',
  request: {
    payer: CHEN_FUYING,
    number: taxCertificates(population).find(({ payer }) => payer === CHEN_FUYING)?.number ?? '',
  },
  // Not the payer's name, though the office says it.
  fields: ['/payer', '/number', '/paidOn', '/void', '/items/*/amount'],
};

const { row, invalid, failed, late } = rowsOf<EverySoapMode>();
const wrongSubject = (behaviour: string, mode: EverySoapMode): Row => row(behaviour, mode, 'department-wrong-subject');

export const protocol: HostileProtocol = {
  name: 'SOAP',
  question,
  planted: [PLANTED, 'hunter2', ...OTHERS, 'ORA-', 'com.front', '约六', 'root:', 'jkzk'],
  rows: [
    invalid('HTML login page with 200', 'html', 'content-type'),
    invalid('broken document with 200', 'malformed', 'xml:malformed'),
    wrongSubject('answer about another person', 'wrong-person'),
    invalid('wrong type in a field', 'wrong-type', 'normalise:'),
    row('extra sensitive fields', 'extra-elements', 'answered'),
    failed('500 with stack trace and secret', 'error-500', 'http-500'),
    failed('truncated answer', 'truncated', 'truncated'),
    row('52 MB answer', 'huge', 'department-answer-too-large', 'counted'),
    late('one byte each 200 ms', 'drip'),
    late('never answers', 'hang'),
    invalid('redirect inward', 'redirect', 'http-307'),
    failed('refusal with a secret in its text', 'unknown-code', 'refused:other'),
    failed('fault with secrets', 'fault', 'soap-fault:Server'),
    failed('fault with 200', 'fault-in-200', 'soap-fault:Client'),
    invalid('a member twice', 'twice', 'xml:twice'),
    invalid('DOCTYPE with an entity bomb and an external entity', 'doctype', 'xml:doctype'),
    invalid('the same in the document inside', 'inner-doctype', 'xml:doctype'),
    invalid('external document type', 'external-dtd', 'xml:doctype'),
    invalid('parameter entity', 'parameter-entity', 'xml:doctype'),
    invalid('undeclared entity', 'undeclared-entity', 'xml:entity'),
    invalid('XInclude of a local file', 'xinclude', 'soap:response'),
    invalid('stylesheet to be fetched', 'stylesheet', 'xml:instruction'),
    invalid('nested 100,000 deep', 'xml-deep', 'xml:too-'),
    invalid('40,000 elements', 'xml-wide', 'xml:'),
    invalid('attribute of 150,000 characters', 'long-attribute', 'xml:tag'),
    invalid('wrong operation answered', 'wrong-operation', 'soap:response'),
    invalid('answer in another namespace', 'other-namespace', 'soap:response'),
    invalid('signature wrapping: two bodies', 'wrapped-two-bodies', 'xml:twice'),
    wrongSubject('signature wrapping: the real body in the header', 'wrapped-body-in-header'),
    invalid('signature wrapping: an envelope in the body', 'wrapped-envelope', 'soap:response'),
    invalid('signature wrapping: two responses', 'wrapped-two-responses', 'soap:response'),
    invalid('signature wrapping: two results', 'wrapped-two-results', 'soap:result'),
    invalid('signature wrapping: result in an object', 'wrapped-object', 'soap:result'),
    invalid('signature wrapping: two heads', 'wrapped-two-heads', 'xml:twice'),
    invalid('signature wrapping: two contents', 'wrapped-two-contents', 'xml:twice'),
    row('a code cut by a comment', 'comment-in-a-code', 'answered'),
    row('a code half in CDATA', 'cdata-in-a-code', 'answered'),
    invalid('a code with markup in it', 'markup-in-a-code', 'xml:not-text'),
    invalid('not a number', 'no-number', 'normalise:decimal'),
    invalid('number beyond all range', 'huge-amount', 'normalise:decimal'),
    invalid('UTF-8 under a Chinese label', 'wrong-charset', 'charset:'),
    invalid('label of another charset', 'wrong-label', 'charset:label'),
    invalid('invalid GB 2312', 'broken-charset', 'charset:'),
    invalid('UTF-16', 'utf-16', ''),
    ...connectionRows,
  ],
  start: (folder) => startTaxation({ population, folder }),
  secured: {
    port: ({ address }) => Number(new URL(String(address)).port),
    secret: (secret, port, ca) => ({ ...secret, address: `https://127.0.0.1:${port}/services`, tls: { ca } }),
  },
  open: async (deadlineMs) => {
    const adapter = taxation(departmentSettings('taxation', readTaxationSettings), Date.now);
    return asker(exchangeHandler(adapter, { deadlineMs, operations: changes(), turns: withTurns }), question);
  },
};
