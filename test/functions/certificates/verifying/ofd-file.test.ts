/** Issued OFD pages as a stranger hands them in. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { drawSealedOfd } from '#functions/certificates/ofd/draw.ts';
import { packed } from '#functions/certificates/ofd/package.ts';
import { sm2Root } from '#functions/certificates/ofd/seal/make-seal.ts';
import { sealers } from '#functions/certificates/ofd/seal/sealers.ts';
import { keepSeal } from '#functions/certificates/ofd/seal/seals.client.ts';
import { electronicSealsStore } from '#functions/certificates/ofd/seal/seals.store.ts';
import { keepKey } from '#functions/certificates/seal/keys.client.ts';
import { sealing } from '#functions/certificates/seal/sealing.ts';
import { sm2Keys, sm2Signer } from '#functions/certificates/seal/sm2-signer.ts';
import { copyBy, failed, issueBy, redeemBy, refusal, verifyBy } from '../calls.ts';
import { inputOf, unzipped } from '../ofd/opened.ts';
import { library } from '../ofd/sealed.ts';
import { CASE, type Deps, depsOn, fonts, freshWorld, NOW, type World } from '../world.ts';

const DAY = 86_400_000;
const PAGE = 'Doc_0/Pages/Page_0/Content.xml';
const VALUE = 'Doc_0/Signs/Sign_0/SignedValue.dat';

/** The library whose SM2 key stands in its dated list, as it does where the function runs. */
const withSm2 = (world: World): Deps => {
  const { client, names, bucket } = world;
  const deps = depsOn(world);
  const keys = sm2Keys(JSON.stringify({ master: 'of a library that is only for tests' }));
  const authority = sealing({
    signer: () => sm2Signer(keys('authority')),
    certify: sm2Root,
    sealKeys: deps.sealKeys,
    keepKey: keepKey(bucket.client, bucket.name),
  });
  const seals = electronicSealsStore(client, names.certificates);
  const keep = keepSeal(bucket.client, bucket.name);
  return { ...deps, sealers: sealers({ fonts, authority, keys: async () => keys, seals, keepSeal: keep }) };
};

let deps: Deps;
let identifier: string;
let other: string;
let page: Buffer;
let files: Map<string, Buffer>;
let theirs: Map<string, Buffer>;

const issued = async (id: string): Promise<Buffer> => {
  const { type, files: kept } = (await deps.certificates.get(id))!;
  return Buffer.from(await deps.files.get(type, id, 'ofd', kept.ofd ?? ''));
};
beforeAll(async () => {
  deps = withSm2(await freshWorld());
  ({ identifier } = await issueBy(deps));
  other = (await issueBy(deps, { key: 'k2', number: '第2号' })).identifier;
  page = await issued(identifier);
  [files, theirs] = await Promise.all([unzipped(page), unzipped(await issued(other))]);
});

const check = (file: Uint8Array, { now = NOW, ...asked }: { identifier?: string; now?: number } = {}) =>
  verifyBy(deps, { file: Buffer.from(file).toString('base64'), ...asked }, { now });
const say = ({ checks }: Awaited<ReturnType<typeof check>>, name: string) =>
  checks.find((one) => one.name === name)?.says;
const changed = (path: string, bytes: Buffer) => packed(new Map([...files, [path, bytes] as const]));
const flipped = (bytes: Buffer, at: number, bit = 0): Buffer => {
  const altered = Buffer.from(bytes);
  altered[at] = (altered[at] ?? 0) ^ (1 << bit);
  return altered;
};

test('as it was issued: every result is right, and nothing in it is personal', async () => {
  const verdict = await check(page);
  expect(verdict).toMatchObject({ genuine: true, valid: true, identifier });
  expect(verdict.checks.map(({ name }) => name)).toEqual([
    ...['signature', 'signer', 'key', 'coverage', 'file'],
    ...['state', 'dates', 'version'],
  ]);
  expect(JSON.stringify(verdict)).not.toMatch(/陈福英|3307841962|0012345/);
});

test('packed anew without any change: only the file is not the library’s', async () => {
  const renamed = new Map([...files].reverse());
  expect(failed(await check(await packed(renamed)))).toEqual(['file']);
});

describe('one flipped byte', () => {
  test('in the middle of any entry: signature, and which certificate it claims to be is still said', async () => {
    expect(files.size).toBeGreaterThanOrEqual(8);
    for (const [path, bytes] of files) {
      const verdict = await check(await changed(path, flipped(bytes, bytes.length >> 1)));
      const wrong = failed(verdict);
      expect([path, verdict.genuine, wrong[0], wrong.at(-1)]).toEqual([path, false, 'signature', 'file']);
      expect(say(verdict, 'signature')).toContain('已被改动');
      expect(verdict.identifier).toBe(identifier);
    }
  });

  test('anywhere in any entry is never genuine, and signature or file says so', async () => {
    const place = fc.constantFrom(...files.keys()).chain((path) =>
      fc.record({
        path: fc.constant(path),
        at: fc.integer({ min: 0, max: (files.get(path)?.length ?? 1) - 1 }),
        bit: fc.integer({ min: 0, max: 7 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(place, async ({ path, at, bit }) => {
        const verdict = await check(await changed(path, flipped(files.get(path) as Buffer, at, bit)));
        expect([verdict.genuine, verdict.valid]).toEqual([false, false]);
        const wrong = failed(verdict);
        // Where it is no OFD any more, that is what is said.
        if (wrong[0] !== 'signature') expect(wrong).toEqual(['file', ...wrong.slice(1)]);
        else expect(wrong).toContain('file');
      }),
      { numRuns: process.env.ONETRIP_FULL === '1' ? 200 : 20 },
    );
  });

  test('of the archive itself: file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: page.length - 1 }),
        fc.integer({ min: 0, max: 7 }),
        async (at, bit) => {
          const verdict = await check(flipped(page, at, bit));
          expect(verdict.genuine).toBe(false);
          expect(failed(verdict)).toContain('file');
        },
      ),
      {
        numRuns: process.env.ONETRIP_FULL === '1' ? 200 : 20,
        examples: [
          [0, 0],
          [page.length - 1, 0],
        ],
      },
    );
  });

  test('around the seal’s signature, where no signature reaches: signature, and nobody is named as its signer', async () => {
    const verdict = await check(await changed(VALUE, flipped(files.get(VALUE) as Buffer, 0)));
    expect([verdict.genuine, failed(verdict)]).toEqual([false, ['signature', 'file']]);
    expect(say(verdict, 'signer')).toBeUndefined();
  });
});

test('an added file: coverage, while the signature itself is still right', async () => {
  const verdict = await check(await changed('Doc_0/Annots/Page_0.xml', Buffer.from('<a/>')));
  expect([verdict.genuine, failed(verdict)]).toEqual([false, ['coverage', 'file']]);
  expect(say(verdict, 'signature')).toContain('签章有效');
});

test('a second seal beside the first: signature and coverage', async () => {
  const path = 'Doc_0/Signs/Signatures.xml';
  const list = (files.get(path) as Buffer).toString();
  const second = list.replace('<ofd:Signature ID="s001"', '<ofd:Signature ID="s002" BaseLoc="/x"/>$&');
  expect(second).not.toBe(list);
  expect(failed(await check(await changed(path, Buffer.from(second))))).toEqual(['signature', 'coverage', 'file']);
});

test('a file taken away: signature; the seal taken away: that there is none', async () => {
  const without = (path: string) => packed(new Map([...files].filter(([name]) => name !== path)));
  expect(failed(await check(await without(PAGE)))).toEqual(['signature', 'file']);
  const bare = await check(await without(VALUE));
  expect(failed(bare)).toEqual(['signature', 'file']);
  expect(say(bare, 'signature')).toContain('没有签章');
});

describe('pages of two certificates exchanged', () => {
  test('the drawn page of the one in the other: signature', async () => {
    expect(theirs.get(PAGE)).not.toEqual(files.get(PAGE));
    const verdict = await check(await changed(PAGE, theirs.get(PAGE) as Buffer));
    expect([verdict.genuine, failed(verdict)]).toEqual([false, ['signature', 'file']]);
    expect(say(verdict, 'coverage')).toContain('覆盖整个文件');
  });

  test('with the seal that belongs to it: signature, for the seal stands over the whole', async () => {
    const signs = [...theirs].filter(([path]) => path.startsWith('Doc_0/Signs/') || path === PAGE);
    const verdict = await check(await packed(new Map([...files, ...signs])));
    expect([verdict.genuine, failed(verdict)]).toEqual([false, ['signature', 'file']]);
  });

  test('the whole file of the one for the other: match, and nothing else', async () => {
    const verdict = await check(page, { identifier: other });
    expect([verdict.genuine, failed(verdict)]).toEqual([false, ['match']]);
    expect(failed(await check(page, { identifier }))).toEqual([]);
  });
});

test('sealed by another library under the same names: signer, while the signature itself is right', async () => {
  const foreign = await library('of another library, with another key');
  const drawn = inputOf();
  const claiming = { ...drawn, identifier, master: { ...drawn.master, identifier } };
  const forged = await drawSealedOfd(fonts, claiming, await foreign.sealer(), NOW);
  const verdict = await check(forged);
  expect([verdict.genuine, failed(verdict), verdict.identifier]).toEqual([false, ['signer', 'file'], identifier]);
  expect(say(verdict, 'signature')).toContain('签章有效');
  expect(say(verdict, 'signer')).toContain('由他人的密钥签章');
});

test('an archive of something else: no OFD', async () => {
  const verdict = await check(await packed(new Map([['a.txt', Buffer.from('a')]])));
  expect([verdict.genuine, verdict.checks.map(({ name }) => name)]).toEqual([false, ['file']]);
  expect(say(verdict, 'file')).toContain('不是版式文件');
});

describe('a copy', () => {
  test('made, redeemed as an OFD, verified, expired; altered, it is not genuine at all', async () => {
    const { copy } = await copyBy(deps, identifier);
    const redeemed = await redeemBy(deps, copy.token, { format: 'ofd' });
    expect(redeemed.contentType).toBe('application/ofd');
    const bytes = Buffer.from(redeemed.content, 'base64');
    const live = await check(bytes);
    expect([live.genuine, live.valid, failed(live), live.identifier]).toEqual([true, true, [], identifier]);
    expect(live.checks.slice(0, 5).map(({ name }) => name)).toEqual(['signature', 'signer', 'key', 'coverage', 'file']);
    expect(say(live, 'copy')).toContain(`为办件 ${CASE} 制作`);
    expect(say(live, 'copy')).toContain('2026-11-20 10:00 领取');
    const late = await check(bytes, { now: NOW + 7 * DAY });
    expect([late.genuine, late.valid, failed(late)]).toEqual([true, false, ['copy']]);
    expect(say(late, 'copy')).toContain('已于 2026-11-27 10:00 失效');
    expect(await refusal(redeemBy(deps, copy.token, { format: 'ofd', now: NOW + 7 * DAY }))).toMatchObject({
      code: 'copy-expired',
    });
    const parts = await unzipped(bytes);
    // The page of the certificate itself bears no word of the case.
    const unmarked = await packed(new Map([...parts, [PAGE, files.get(PAGE) as Buffer] as const]));
    expect(failed(await check(unmarked))).toEqual(['signature', 'file']);
  });
});
