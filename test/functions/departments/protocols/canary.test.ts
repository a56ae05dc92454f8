import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { decode, encode } from '#functions/departments/protocols/charset.ts';
import { readLink } from '#functions/departments/protocols/ferry/link.ts';
import { unpack } from '#functions/departments/protocols/ferry/parcel.ts';
import { readSheet, writeSheet } from '#functions/departments/protocols/ferry/sheet.ts';
import { jsonRecord } from '#functions/departments/protocols/json-record.ts';
import { code, date, decimal, flag, named, serial } from '#functions/departments/protocols/normalise.ts';
import { readPostgresSettings } from '#functions/departments/protocols/postgres-settings.ts';
import { readJson, restClient } from '#functions/departments/protocols/rest.client.ts';
import { SignatureSettings, signer, verifier } from '#functions/departments/protocols/signatures.ts';
import { signedRest } from '#functions/departments/protocols/signed-rest.client.ts';
import { readSignedRestSettings } from '#functions/departments/protocols/signed-rest-settings.ts';
import { soapClient } from '#functions/departments/protocols/soap.client.ts';
import { soapSettings } from '#functions/departments/protocols/soap-settings.ts';
import { packDocument, refuseUnwritable, unpackDocument } from '#functions/departments/protocols/soap-text.ts';
import { cell, only, readXml } from '#functions/departments/protocols/xml.ts';
import { writeXml } from '#functions/departments/protocols/xml-write.ts';
import { HERE } from '#infra/local/departments/stand-in.ts';
import { CANARY, leaks, spoilt } from './canary.ts';
import { drafted, linkText } from './ferry/other-side.ts';

const RUNS = { numRuns: process.env.ONETRIP_FULL === '1' ? 2_000 : 150 };
const { id, name, phone, secret } = CANARY;
const row = { zjh: id, xm: name, dh: phone };
const GB = { body: 'utf-8', payload: 'gb18030', base64: true } as const;
const [json, document] = [JSON.stringify({ code: 200, msg: `${name} ${id}`, data: row }), writeXml({ r: row })];
const soap =
  '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="urn:t"><S:Body>' +
  `<t:cxResponse><t:return>${packDocument('r', row, GB)}</t:return></t:cxResponse></S:Body></S:Envelope>`;
const fault = soap.replace(
  /<t:cx.*cxResponse>/,
  `<S:Fault><faultcode>${id}</faultcode><faultstring>${name} ${phone}</faultstring></S:Fault>`,
);

const cellsOf = (given: (column: string) => string | null | undefined) =>
  Object.keys(row).flatMap((column) => [code, serial, named].map((read) => read(given(column))));

test('a leak would be seen, in an error of any kind or on the terminal', async () => {
  for (const work of [
    () => JSON.parse(`x${secret}`),
    () => Promise.reject(Object.assign(new Error('x'), { rows: [{ xm: name }] })),
    () => process.stdout.write(`asked about ${id}`),
  ])
    expect(await leaks(work)).not.toEqual([]);
});

describe('what a department sends, spoilt anyhow, is said nowhere by', () => {
  const READERS: Readonly<Record<string, [Buffer, (bytes: Buffer) => unknown]>> = {
    charsets: [iconv.encode(`${name}?${id}`, 'gb18030'), (bytes) => named(decode(bytes, 'gb18030'))],
    'charset labels': [Buffer.from(`${name}□${id}`), (bytes) => named(decode(bytes, 'utf-8'))],
    cells: [
      Buffer.from(`${id}${phone}${name}`),
      (bytes) => [date, decimal, flag, code].map((read) => read(String(bytes))),
    ],
    JSON: [
      Buffer.from(json),
      async (bytes) => {
        const answer = { status: 200, headers: { 'content-type': 'application/json' }, bytes: async () => bytes };
        const data = (await readJson(answer)) as { data: unknown };
        return cellsOf((column) => jsonRecord(data.data).cell(column));
      },
    ],
    XML: [Buffer.from(document), (bytes) => cellsOf((column) => cell(readXml(decode(bytes, 'utf-8')), column))],
    'a document in a string': [
      Buffer.from(packDocument('r', row, { ...GB, base64: false })),
      (bytes) => only(unpackDocument('r', bytes.toString(), { ...GB, base64: false }), 'zjh'),
    ],
    'a sheet': [
      writeSheet(['zjh', 'xm', 'dh'], [row]),
      (bytes) => cellsOf((column) => readSheet(bytes, ['zjh', 'xm', 'dh'], 1)[0]?.[column as 'zjh']),
    ],
    'a signature': [
      Buffer.from(`${id}${name}`),
      (bytes) =>
        verifier(SignatureSettings.parse({ kind: 'md5-concat', secret, charset: 'gbk' }))([name], bytes.toString()),
    ],
  };

  it.each(Object.keys(READERS))('%s', async (what) => {
    const [bytes, read] = READERS[what] as (typeof READERS)[string];
    await fc.assert(
      fc.asyncProperty(spoilt(bytes), async (given) => {
        expect(await leaks(() => read(given))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('a parcel', async () => {
    const label = { kind: 'answers', answers: { parcel: crypto.randomUUID(), sha256: 'b'.repeat(64) } };
    const parcel = drafted({ label, sheets: new Map([['identity.csv', [Object.keys(row), Object.values(row)]]]) });
    const { verify } = readLink(linkText());
    const part = fc.constantFrom('manifest', 'archive');
    await fc.assert(
      fc.asyncProperty(
        part,
        spoilt(Buffer.from(parcel.manifest)),
        spoilt(Buffer.from(parcel.archive, 'base64')),
        async (which, manifest, archive) => {
          const given =
            which === 'manifest'
              ? { ...parcel, manifest: manifest.toString() }
              : { ...parcel, archive: archive.toString('base64') };
          expect(await leaks(() => unpack(given, verify, 'public-security'))).toEqual([]);
        },
      ),
      RUNS,
    );
  });
});

describe('what a caller asks with, beyond the one character that cannot be written, is said nowhere', () => {
  test.each([
    () => encode(`${id}王\ue000`, 'gb18030'),
    () => encode(`${phone}王镕`, 'gb2312'),
    () => writeXml({ r: { zjh: `${id}\u0000` } }),
    () => refuseUnwritable({ ...row, xm: `${phone}\u0001` }, { ...GB, payload: 'gb2312' }),
    () => signer(SignatureSettings.parse({ kind: 'md5-concat', secret, charset: 'gb2312' }))([id, '镕']),
  ])('%#', async (work) => {
    expect(work).toThrow('unprocessable');
    expect(await leaks(work)).toEqual([]);
  });
});

describe('what stands in a secret, spoilt anyhow, is said nowhere by', () => {
  const SECRETS: Readonly<Record<string, [object, (text: string) => unknown]>> = {
    'signed REST': [
      { base: 'https://a.invalid', appKey: secret, appSecret: secret, signature: { kind: 'hmac-sm3', key: secret } },
      readSignedRestSettings,
    ],
    SOAP: [
      { address: 'https://a.invalid', caller: '枢纽', signature: { kind: 'md5-concat', secret }, services: { a: GB } },
      soapSettings('a'),
    ],
    PostgreSQL: [{ host: 'a.invalid', user: 'u', password: secret, database: 'd' }, readPostgresSettings],
    'the ferry': [{ hubKey: secret, departmentKey: `04${secret}${secret}` }, readLink],
  };

  it.each(Object.keys(SECRETS))('%s', async (what) => {
    const [given, read] = SECRETS[what] as (typeof SECRETS)[string];
    await fc.assert(
      fc.asyncProperty(spoilt(Buffer.from(JSON.stringify(given))), async (bytes) => {
        expect(await leaks(() => read(bytes.toString()))).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe('what comes over a real socket, spoilt anyhow, is said nowhere by', () => {
  let sent: Buffer = Buffer.of();
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(sent));
  });
  let base = '';
  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const answer = (status: string, type: string, body: string): Buffer =>
    Buffer.from(
      `HTTP/1.1 ${status} ${phone}\r\ncontent-type: ${type}\r\nx-person: ${id}\r\nconnection: close\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  const port = {
    path: '/S',
    namespace: 'urn:t',
    argument: 'bw',
    result: 'return',
    style: 'document',
    charsets: GB,
  } as const;
  const context = () => ({ signal: AbortSignal.timeout(500), deadline: performance.now() + 500 });

  it.each(['REST', 'signed REST', 'SOAP'])('%s', async (what) => {
    const clients: Readonly<Record<string, () => Promise<unknown>>> = {
      REST: () => restClient({ base, networks: [HERE] }).post('/x', row, context()),
      'signed REST': () =>
        signedRest(
          async () =>
            readSignedRestSettings(
              JSON.stringify({ base, appKey: 'k', appSecret: secret, signature: { kind: 'hmac-sha256', key: secret } }),
            ),
          {
            now: () => 0,
          },
        ).ask('/x', row, context()),
      SOAP: () => soapClient({ base, networks: [HERE] }).call(port, 'cx', 'r', row, context()),
    };
    const answers =
      what === 'SOAP'
        ? [answer('200', 'text/xml', soap), answer('500', 'text/xml', fault)]
        : [
            answer('200', 'application/json', json),
            answer('500', 'application/json', json),
            answer('200', 'application/json', '{"code":200,"data":{"token":"t"}}'),
          ];
    await fc.assert(
      fc.asyncProperty(fc.oneof(...answers.map(spoilt)), async (bytes) => {
        sent = bytes;
        expect(await leaks(clients[what] as () => Promise<unknown>)).toEqual([]);
      }),
      RUNS,
    );
  });
});
