/** The hash that ties an answer to its question, against one computed by hand, and everything that it must notice. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type HashedRequest, requestHash } from '#client/xroad/hash.ts';

const request = (over: Partial<HashedRequest> = {}): HashedRequest => ({
  method: 'POST',
  target: '/r1/YK/GOV/1/land/title?x=1',
  rawHeaders: ['X-Road-Client', 'YK/GOV/2/homes', 'X-Road-Id', 'm-1', 'Content-Type', 'application/json'],
  body: Buffer.from('{}'),
  id: 'made-here',
  requestId: 'r-1',
  ...over,
});
const sha = (data: string | Buffer) => createHash('sha512').update(data).digest();
const HEAD = [
  'POST /r1/YK/GOV/1/land/title?x=1'.replace(' ', '\r\n'),
  'X-Road-Client:YK/GOV/2/homes',
  'X-Road-Id:m-1',
  'Content-Type:application/json',
  'X-Road-Request-Id:r-1',
  '',
].join('\r\n');

test('with a body and without', () => {
  const both = sha(Buffer.concat([sha(HEAD), sha('{}')]));
  expect(requestHash(request())).toBe(both.toString('base64'));
  expect(requestHash(request({ body: Buffer.of() }))).toBe(sha(HEAD).toString('base64'));
});

test('what is hop by hop, of the host or forged does not count', () => {
  const left = ['Host', 'h', 'connection', 'close', 'User-Agent', 'x', 'Content-Length', '2', 'Expect', '100-continue'];
  const forged = ['X-Road-Request-Hash', 'AAAA', 'X-Road-Request-Id', 'forged'];
  const more = request({ rawHeaders: [...left, ...request().rawHeaders, ...forged] });
  expect(requestHash(more)).toBe(requestHash(request()));
});

test('of a repeated client the last counts, and an id that was not sent is written behind', () => {
  const twice = ['X-Road-Client', 'YK/GOV/9/other', ...request().rawHeaders];
  expect(requestHash(request({ rawHeaders: twice }))).toBe(requestHash(request()));
  const [client, who] = request().rawHeaders as [string, string];
  expect(requestHash(request({ rawHeaders: [client, who] }))).toBe(
    requestHash(request({ rawHeaders: [client, who, 'X-Road-Id', 'made-here'] })),
  );
});

test.each([
  ['method', { method: 'PUT' }],
  ['address', { target: '/r1/YK/GOV/1/land/title?x=2' }],
  ['body', { body: Buffer.from('{ }') }],
  ['answer', { requestId: 'r-2' }],
  [
    'order',
    { rawHeaders: ['X-Road-Id', 'm-1', 'X-Road-Client', 'YK/GOV/2/homes', 'Content-Type', 'application/json'] },
  ],
])('another %s is another hash', (_what, over) => {
  expect(requestHash(request(over))).not.toBe(requestHash(request()));
});
