/** What our client says is what the soap package's own client says after reading the same WSDL. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createClientAsync } from 'soap';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type SoapPort, soapClient } from '#functions/departments/protocols/soap.client.ts';
import { checkLabel, decodeText, packDocument, unpackDocument } from '#functions/departments/protocols/soap-text.ts';
import { cell, type Element, only, readXml } from '#functions/departments/protocols/xml.ts';
import { HERE } from '#infra/local/departments/stand-in.ts';

const WSDL = fileURLToPath(new URL('../../../../infra/local/departments/taxation/taxation.wsdl', import.meta.url));
const UTF_8 = { body: 'utf-8', payload: 'gb18030', base64: true } as const;
const PORT = { namespace: 'http://ws.taxation.invalid', argument: 'bw', result: 'return', charsets: UTF_8 } as const;
const PORTS: readonly (readonly [string, string, SoapPort])[] = [
  ['DjService', 'djxxts', { ...PORT, path: '/DjService', style: 'document' }],
  ['DjService', 'djjgcx', { ...PORT, path: '/DjService', style: 'document' }],
  ['WszmService', 'wszmcx', { ...PORT, path: '/WszmService', style: 'rpc' }],
];

const heard: { url: string; headers: IncomingHttpHeaders; text: string }[] = [];
let answer: { status: number; type: string; text: string };
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    heard.push({ url: request.url ?? '', headers: request.headers, text: Buffer.concat(chunks).toString() });
    response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.text);
  });
});
const at = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
beforeAll(() => new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening)));
afterAll(() => server.close());

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const enveloped = (body: string, ns = SOAP) =>
  `<S:Envelope xmlns:S="${ns}" xmlns:t="${PORT.namespace}"><S:Body>${body}</S:Body></S:Envelope>`;
const good = `<t:djxxtsResponse><t:return>${packDocument('r', { a: '䶮㛃𠮷 <&>' }, UTF_8)}</t:return></t:djxxtsResponse>`;

const call = ([, operation, port]: (typeof PORTS)[number], text: string, more = {}) => {
  answer = { status: 200, type: 'text/xml; charset=utf-8', text, ...more };
  const context = { signal: AbortSignal.timeout(2_000), deadline: performance.now() + 2_000 };
  return soapClient({ base: at(), networks: [HERE] }).call(port, operation, 'r', { a: '王' }, context);
};
const told = (said: Promise<unknown>) =>
  said.then(
    () => 'answered',
    (error) => `${error.code} ${error.extra?.cause}`,
  );
const first = PORTS[0] as (typeof PORTS)[number];

/** Names, namespaces and text; the choice of prefixes is free. */
const shape = ({ name, namespace, children, text }: Element): unknown => [name, namespace, text, children.map(shape)];

describe('a call', () => {
  it.each(PORTS)('%s.%s is what the WSDL says', async (service, operation, port) => {
    const client = await createClientAsync(WSDL, {}, `${at()}/${service}`);
    const string = packDocument('r', { a: '王' }, port.charsets);
    answer = { status: 500, type: 'text/plain', text: '' };
    await client[`${operation}Async`]({ bw: string }).catch(() => undefined);
    await told(call([service, operation, port], ''));
    const [theirs, ours] = heard.splice(0);
    expect(ours?.url).toBe(theirs?.url);
    expect(ours?.headers.soapaction).toBe(theirs?.headers.soapaction);
    expect(shape(readXml(ours?.text ?? ''))).toEqual(shape(readXml(theirs?.text ?? '')));
  });

  it('is answered by the document in the string', async () => {
    expect(cell(await call(first, enveloped(good)), 'a')).toBe('䶮㛃𠮷 <&>');
    const other = `<djxxtsResponse xmlns="${PORT.namespace}"><return xmlns="">${packDocument('r', { a: '王' }, UTF_8)}</return></djxxtsResponse>`;
    expect(cell(await call(first, enveloped(other)), 'a')).toBe('王');
  });

  it.each([
    ['another envelope', enveloped(good, 'http://www.w3.org/2003/05/soap-envelope'), 'soap:envelope'],
    ['no envelope', '<a/>', 'soap:envelope'],
    ['two answers', enveloped(good + good), 'soap:response'],
    ['an answer to another operation', enveloped(good.replaceAll('djxxtsR', 'djjgcxR')), 'soap:response'],
    ['an answer of another service', enveloped(good).replace(PORT.namespace, 'urn:other'), 'soap:response'],
    ['two strings', enveloped(good.replace(/<t:return>.*<\/t:return>/, '$&$&')), 'soap:result'],
    ['no string', enveloped(good.replace(/<t:return>.*<\/t:return>/, '<t:return/>')), 'soap:result'],
    [
      'elements instead of a string',
      enveloped(good.replace(/(<t:return>).*(<\/t:return>)/, '$1<a/>$2')),
      'xml:not-text',
    ],
    ['no base64', enveloped(good.replace(/(<t:return>).*(<\/t:return>)/, '$1永康$2')), 'base64'],
    [
      'another root',
      enveloped(good.replace(/(<t:return>).*(<\/t:return>)/, `$1${packDocument('q', {}, UTF_8)}$2`)),
      'xml:root',
    ],
    ['two bodies', enveloped(good).replace(/<S:Body>.*<\/S:Body>/, '$&$&'), 'xml:twice'],
    ['a body of no SOAP', enveloped(good).replaceAll('S:Body', 't:Body'), 'soap:namespace'],
  ])('%s is refused', async (_what, text, cause) => {
    expect(await told(call(first, text))).toBe(`department-answer-invalid ${cause}`);
  });

  it.each([
    ['soap:Server', 500, 'soap-fault:Server'],
    ['S:Client.Authentication', 200, 'soap-fault:Client'],
    ['王强', 500, 'soap-fault:other'],
  ])('a fault %s is one of our own words', async (code, status, cause) => {
    const fault = `<S:Fault><faultcode>${code}</faultcode><faultstring>王强 330784198506149995</faultstring></S:Fault>`;
    expect(await told(call(first, enveloped(fault), { status }))).toBe(`department-error ${cause}`);
  });

  it('500 without a fault is 500', async () => {
    expect(await told(call(first, enveloped(good), { status: 500 }))).toBe('department-error http-500');
    expect(await told(call(first, '<a', { status: 500 }))).toBe('department-error http-500');
  });
});

test.each([
  ['GB2312', 'gbk', true],
  ['gbk', 'gb18030', true],
  ['GBK', 'gb2312', false],
  ['utf-8', 'gb18030', false],
  ['gb2312', 'utf-8', false],
  [undefined, 'gb2312', true],
] as const)('bytes labelled %s are read as %s: %s', (label, charset, fits) => {
  if (fits) expect(checkLabel(label, charset)).toBeUndefined();
  else expect(() => checkLabel(label, charset)).toThrow('department-answer-invalid');
});

test('UTF-8 that would read as other Chinese is refused, not misread', () => {
  const bytes = Buffer.from('<a>王强王强</a>');
  expect(new TextDecoder('gb18030', { fatal: true }).decode(bytes)).not.toContain('王');
  for (const charset of ['gb18030', 'gbk', 'gb2312'] as const)
    expect(() => decodeText(bytes, charset)).toThrow('department-answer-invalid');
  expect(decodeText(bytes, 'utf-8')).toContain('王强');
});

test('a document in a string keeps its charset, declared and in bytes', () => {
  const packed = packDocument('r', { a: '永康市䶮泰五金有限公司' }, UTF_8);
  const bytes = Buffer.from(packed, 'base64');
  expect(bytes.subarray(0, 40).toString('latin1')).toBe('<?xml version="1.0" encoding="GB18030"?>');
  expect(new TextDecoder('gb18030').decode(bytes)).toContain('永康市䶮泰五金有限公司');
  expect(cell(unpackDocument('r', packed, UTF_8), 'a')).toBe('永康市䶮泰五金有限公司');
  const raw = { body: 'gb2312', payload: 'gb2312', base64: false } as const;
  expect(only(readXml(packDocument('r', { a: '王' }, raw)), 'a').text).toBe('王');
  expect(() => packDocument('r', { a: '䶮' }, raw)).toThrow('unprocessable');
});
