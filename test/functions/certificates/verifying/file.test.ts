import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { sealBatch } from '#functions/certificates/seal/batch.ts';
import { offlineCode } from '#functions/certificates/seal/offline-code.ts';
import { keyOf } from '#functions/certificates/stored.ts';
import { pdfSignature } from '#functions/certificates/verifying/pdf-signature.ts';
import { copiedFile, failed, issueBy, verifyBy } from '../calls.ts';
import { CASE, type Deps, depsOn, freshWorld, NOW, type World } from '../world.ts';
import { hasOpenssl, resigned } from './openssl.ts';

const DAY = 86_400_000;
let world: World;
let deps: Deps;
let identifier: string;
let page: Buffer;
beforeAll(async () => {
  world = await freshWorld();
  deps = depsOn(world);
  ({ identifier } = await issueBy(deps));
  const { type, files } = (await deps.certificates.get(identifier))!;
  page = Buffer.from(await deps.files.get(type, identifier, 'pdf', files.pdf));
});

const check = (file: Buffer, more: { identifier?: string; now?: number } = {}) => {
  const { now = NOW, ...asked } = more;
  return verifyBy(deps, { file: file.toString('base64'), ...asked }, { now });
};
const say = (verdict: Awaited<ReturnType<typeof check>>, name: string) =>
  verdict.checks.find((one) => one.name === name)?.says;
const change = async (id: string, set: Record<string, unknown>) =>
  world.client.send(
    new UpdateCommand({
      TableName: world.names.certificates,
      Key: keyOf.certificate(id),
      UpdateExpression: `SET ${Object.keys(set).map((_, i) => `#n${i} = :v${i}`)}`,
      ExpressionAttributeNames: Object.fromEntries(Object.keys(set).map((name, i) => [`#n${i}`, name])),
      ExpressionAttributeValues: Object.fromEntries(Object.values(set).map((value, i) => [`:v${i}`, value])),
    }),
  );

test('the page as it was issued: every result is right, in both languages, and nothing in it is personal', async () => {
  const verdict = await check(page);
  expect(verdict).toMatchObject({ genuine: true, valid: true, identifier });
  expect(verdict.checks.map(({ name }) => name)).toEqual([
    ...['signature', 'signer', 'key', 'coverage', 'file'],
    ...['state', 'dates', 'version'],
  ]);
  for (const { says } of verdict.checks) expect(says).toMatch(/^[\u4e00-\u9fff].* [A-Z][^\u4e00-\u9fff]*$/);
  expect(JSON.stringify(verdict)).not.toMatch(/陈福英|3307841962|0012345/);
});

describe('one flipped byte', () => {
  /** Where in the file, by what stands there. */
  const regions = () => {
    const { content } = pdfSignature(Uint8Array.from(page))!;
    const gap = page.indexOf('/Contents <') + '/Contents <'.length;
    const used = page.subarray(gap).toString('latin1').indexOf('0'.repeat(64));
    return {
      header: [0, 16],
      objects: [16, page.indexOf('/ByteRange')],
      range: [page.indexOf('/ByteRange'), gap - 11],
      signature: [gap, gap + used],
      padding: [gap + used + 128, gap + used + 512],
      rest: [gap + page.length - content.length, page.length],
    } as const;
  };

  test.each(['header', 'objects', 'range', 'signature', 'padding', 'rest'] as const)(
    'in the %s is never genuine, and its own result says so',
    async (name) => {
      const [from, to] = regions()[name];
      expect(to).toBeGreaterThan(from);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: from, max: to - 1 }), fc.integer({ min: 0, max: 7 }), async (at, bit) => {
          const altered = Buffer.from(page);
          altered[at] = (altered[at] ?? 0) ^ (1 << bit);
          const verdict = await check(altered);
          expect([verdict.genuine, verdict.valid]).toEqual([false, false]);
          const wrong = failed(verdict);
          expect(wrong).toContain('file');
          // A header that is none, or a hex digit written otherwise: nothing else is wrong then.
          if (name === 'objects' || name === 'rest') expect(wrong).toContain('signature');
        }),
        { numRuns: process.env.ONETRIP_FULL === '1' ? 200 : 12 },
      );
    },
  );

  test('in what was signed: signature and file are wrong, all else is right', async () => {
    const altered = Buffer.from(page);
    const middle = page.length - 5000;
    altered[middle] = (altered[middle] ?? 0) ^ 1;
    const verdict = await check(altered);
    expect(failed(verdict)).toEqual(['signature', 'file']);
    expect(say(verdict, 'signature')).toContain('已被改动');
    expect(verdict.identifier).toBe(identifier);
  });
});

test('an appended update: coverage, while the signature itself is still right', async () => {
  const updated = Buffer.concat([page, Buffer.from('\n1 0 obj\n<< >>\nendobj\nxref\n0 0\ntrailer\n<< >>\n%%EOF\n')]);
  const verdict = await check(updated);
  expect([verdict.genuine, failed(verdict)]).toEqual([false, ['coverage', 'file']]);
  expect(say(verdict, 'signature')).toContain('签章有效');
});

test('a second signature over all of it: coverage', async () => {
  const verdict = await check(Buffer.concat([page, Buffer.from(`\n/ByteRange [0 10 20 ${page.length}]`)]));
  expect(failed(verdict)).toEqual(['coverage', 'file']);
});

describe('a swapped page', () => {
  test('of another certificate: match', async () => {
    const other = await issueBy(deps, { key: 'k9', number: '第9号' });
    const verdict = await check(page, { identifier: other.identifier });
    expect([verdict.genuine, failed(verdict)]).toEqual([false, ['match']]);
    expect(failed(await check(page, { identifier }))).toEqual([]);
  });

  test('content of another certificate under this one’s seal: signature', async () => {
    const other = await issueBy(deps, { key: 'k10', number: '第10号' });
    const { type, files } = (await deps.certificates.get(other.identifier))!;
    const theirs = Buffer.from(await deps.files.get(type, other.identifier, 'pdf', files.pdf));
    const [mine, their] = [page.indexOf('/Contents <'), theirs.indexOf('/Contents <')];
    const swapped = Buffer.concat([
      theirs.subarray(0, their),
      page.subarray(mine, mine + 8200),
      theirs.subarray(their + 8200),
    ]);
    const verdict = await check(swapped);
    expect(verdict.genuine).toBe(false);
    expect(failed(verdict)).toEqual(['signature', 'file']);
  });
});

test.skipIf(!hasOpenssl).each(['ec', 'rsa'] as const)(
  'signed by somebody else with a key of kind %s: signer, while the signature itself is right',
  async (kind) => {
    const verdict = await check(resigned(page, kind));
    expect([verdict.genuine, failed(verdict)]).toEqual([false, ['signer', 'file']]);
    expect(say(verdict, 'signature')).toContain('签章有效');
    expect(say(verdict, 'signer')).toContain('由他人的密钥签章');
  },
);

describe('a copy', () => {
  test('says for which case, until when and whether it was fetched; after its end: copy, and nothing else', async () => {
    const copy = Buffer.from(await copiedFile(deps, identifier), 'base64');
    const live = await check(copy);
    expect([live.genuine, live.valid, say(live, 'copy')]).toEqual([
      true,
      true,
      expect.stringContaining(`为办件 ${CASE} 制作`),
    ]);
    expect(say(live, 'copy')).toContain('2026-11-20 10:00 领取');
    const late = await check(copy, { now: NOW + 7 * DAY });
    expect([late.genuine, late.valid, failed(late)]).toEqual([true, false, ['copy']]);
    expect(say(late, 'copy')).toContain('已于 2026-11-27 10:00 失效');
  });
});

describe('what became of the certificate', () => {
  test('revoked: state', async () => {
    const { identifier: id } = await issueBy(deps, { key: 'k2', number: '第2号' });
    await change(id, { state: '07' });
    const verdict = await verifyBy(deps, { identifier: id });
    expect([verdict.genuine, verdict.valid, failed(verdict)]).toEqual([true, false, ['state']]);
    expect(say(verdict, 'state')).toContain('吊销');
  });

  test('an older version: version, and which one came after it', async () => {
    const { identifier: id } = await issueBy(deps, { key: 'k3', number: '第3号' });
    await change(id, { supersededBy: identifier });
    const verdict = await verifyBy(deps, { identifier: id });
    expect([verdict.genuine, verdict.valid, failed(verdict)]).toEqual([true, false, ['version']]);
    expect(say(verdict, 'version')).toContain(identifier);
  });

  test('run out: dates', async () => {
    const { identifier: id } = await issueBy(deps, { key: 'k4', number: '第4号', validUntil: '2026-11-30' });
    const verdict = await verifyBy(deps, { identifier: id }, { now: NOW + 30 * DAY });
    expect(failed(verdict)).toEqual(['dates']);
  });
});

describe('the key', () => {
  const at = (set: Record<string, unknown>) => {
    const list = async () => (await deps.sealKeys.list()).map((key) => ({ ...key, ...set }));
    return verifyBy({ ...deps, sealKeys: { ...deps.sealKeys, list } }, { file: page.toString('base64') });
  };

  test.each([
    ['retired before', { retiredAt: NOW - 1 }, ['key']],
    ['retired since', { retiredAt: NOW + 1 }, []],
    ['known to others before', { compromisedAt: NOW - 1 }, ['key']],
    ['known to others since', { compromisedAt: NOW + 1 }, []],
    ['not in use yet', { validFrom: NOW + 1 }, ['key']],
  ])('%s: a signature is judged by when it was made', async (_, set, wrong) => {
    const verdict = await at(set);
    expect([verdict.genuine, failed(verdict)]).toEqual([wrong.length === 0, wrong]);
  });
});

test('the code on the page: certificate and data; a code of other data is not ours', async () => {
  const { files } = (await deps.certificates.get(identifier))!;
  const code = (digest: string) => ({ qr: `https://hub.example/verify#${identifier}~${digest}` });
  expect(await verifyBy(deps, code(files.json.slice(0, 16)))).toMatchObject({ genuine: true, valid: true, identifier });
  const wrong = await verifyBy(deps, code('0'.repeat(16)));
  expect([wrong.genuine, failed(wrong)]).toEqual([false, ['digest']]);
  await expect(verifyBy(deps, { qr: 'https://elsewhere.example' })).rejects.toMatchObject({ code: 'invalid-request' });
});

test('the code for checks without a network: signature, signer, key; altered, its signature', async () => {
  const master = Buffer.from(JSON.stringify({ identifier }));
  const batch = await sealBatch(await deps.sealing(NOW), { name: '颁发机构', code: 'X' }, [master], NOW);
  const statement = { v: 1 as const, identifier, typeName: '不动产权证书', fields: { '/number': '第1号' } };
  const qr = offlineCode(batch, statement);
  const verdict = await verifyBy(deps, { qr });
  expect(verdict).toMatchObject({ genuine: true, valid: true, identifier });
  expect(verdict.checks.slice(0, 3).map(({ name }) => name)).toEqual(['signature', 'signer', 'key']);
  const altered = await verifyBy(deps, { qr: `${qr.slice(0, -9)}${qr.at(-9) === 'A' ? 'B' : 'A'}${qr.slice(-8)}` });
  expect([altered.genuine, failed(altered)[0]]).toEqual([false, 'signature']);
});

test('what is neither PDF nor OFD, a PDF without a seal, and anything at all: a verdict, never an error', async () => {
  expect(failed(await check(Buffer.from('GIF89a')))).toEqual(['file']);
  expect(failed(await check(Buffer.from('%PDF-1.7\n%%EOF')))).toEqual(['signature', 'file']);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('%PDF-1.7\n', 'PK\x03\x04'),
      fc.uint8Array({ maxLength: 400 }),
      async (head, rest) => {
        const verdict = await check(Buffer.concat([Buffer.from(head, 'latin1'), rest]));
        expect(verdict.genuine).toBe(false);
        expect(failed(verdict)).toContain('file');
      },
    ),
    { numRuns: 20 },
  );
});
