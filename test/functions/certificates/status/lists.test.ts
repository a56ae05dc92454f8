import { readFileSync } from 'node:fs';
import { compactVerify, importJWK } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { listFiles } from '#functions/certificates/status/lists.client.ts';
import { listsStore } from '#functions/certificates/status/lists.store.ts';
import { serveList } from '#functions/certificates/status/serve.ts';
import { LISTS } from '#functions/certificates/status/slot.ts';
import { statusChanged } from '#functions/certificates/status/status-changed.ts';
import { renew, takeChanges } from '#functions/certificates/status/work.ts';
import { checkProofs } from '#functions/credentials/proof/check.ts';
import { bitAt, decodeBitstring, decodeTokenList, encodeTokenList, statusAt } from '#functions/kernel/bitstring.ts';
import type { Envelope } from '#schemas/event.ts';
import { LIST_ENTRIES } from '#schemas/status.ts';
import { counting } from '#test/engines/counting.ts';
import { issueBy, refusal } from '../calls.ts';
import { everyOperation, operateBy } from '../operations/calls.ts';
import { type Deps, depsOn, freshWorld, NOW, signer, type World } from '../world.ts';

interface Vectors {
  readonly lists: readonly {
    readonly name: string;
    readonly bits: 1 | 2 | 4 | 8;
    readonly entries: number;
    readonly values: readonly (readonly [number, number])[];
    readonly json: string;
    readonly cbor: string;
  }[];
}
const vectors: Vectors = JSON.parse(
  readFileSync('test/functions/certificates/status/vectors/token-status-lists.json', 'utf8'),
);

describe('the examples of the IETF draft', () => {
  test.each(vectors.lists)('$name, in JSON and in CBOR', ({ bits, entries, values, json, cbor }) => {
    for (const lst of [json, Buffer.from(cbor, 'hex').toString('base64url')]) {
      const bytes = decodeTokenList(lst);
      expect(bytes.length).toBe(Math.ceil((entries * bits) / 8));
      const said = new Map(values);
      const wrong = Array.from({ length: entries }, (_, i) => i).filter(
        (i) => statusAt(bytes, bits, i) !== (said.get(i) ?? 0),
      );
      expect(wrong).toEqual([]);
    }
    expect(decodeTokenList(encodeTokenList(entries, bits, values))).toEqual(decodeTokenList(json));
  });
});

test('a million entries, one in a hundred set, stay under 20 KB', () => {
  let seed = 1;
  const draw = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed;
  };
  const set = new Map(Array.from({ length: 10_000 }, () => [draw() % 1_000_000, 1 + (draw() % 2)] as const));
  const { length } = encodeTokenList(1_000_000, 2, set);
  console.log(
    `1,000,000 entries of 2 bits, ${set.size} set at random: ${Math.ceil((length * 3) / 4)} bytes, ${length} characters in the token`,
  );
  expect((length * 3) / 4).toBeLessThan(20_000);
});

let world: World;
let deps: Deps;
const listDeps = ({ client, names, bucket }: World) => ({
  lists: listsStore(client, names.certificates),
  files: listFiles(bucket.client, bucket.name),
  signer: async () => signer,
  publicUrl: 'https://hub.example',
});
const messages = (...envelopes: Envelope[]) =>
  envelopes.map((envelope, i) => ({
    messageId: String(i),
    body: JSON.stringify(envelope),
    attributes: { SentTimestamp: String(envelope.at) },
  })) as never;
const serving = (own = world) => {
  const asked: Envelope[] = [];
  const queue = {
    send: async (envelopes: readonly Envelope[]) => {
      asked.push(...envelopes);
      return new Set<string>();
    },
  };
  const input = (params: object, headers: Record<string, string> = {}, now = NOW) => ({
    ...{ params, query: undefined, body: undefined, requestId: 'r', now },
    caller: { clientId: '', subject: '', scopes: [] },
    message: () => ({ method: 'GET', url: '', headers, body: Buffer.alloc(0) }),
  });
  const bodies = serveList({ ...listDeps(own), queue });
  return {
    asked,
    token: (list: number, headers = {}, now = NOW) => bodies.getStatusList(input({ list }, headers, now) as never),
    credential: (list: number, purpose: string) => bodies.getStatusListCredential(input({ list, purpose }) as never),
  };
};
beforeAll(async () => {
  world = await freshWorld();
  deps = depsOn(world, { snapshot: everyOperation() });
});

const claimsOf = async (token: unknown) => {
  const { payload, protectedHeader } = await compactVerify(String(token), await importJWK(signer.publicKey, 'ES256'));
  return { header: protectedHeader, claims: JSON.parse(new TextDecoder().decode(payload)) };
};

describe('a list', () => {
  test('says of each certificate what its state says, in all three forms, signed', async () => {
    const make = async (key: string, operation?: 'hold' | 'cancel') => {
      const { identifier } = await issueBy(deps, { key, number: key });
      if (operation) await operateBy(deps, identifier, { operation });
      return (await deps.certificates.get(identifier))!.status!;
    };
    const [valid, held, ended] = [await make('v'), await make('h', 'hold'), await make('c', 'cancel')];
    const numbers = [...new Set([valid.list, held.list, ended.list])];
    expect(await takeChanges(listDeps(world), messages(...numbers.map((n) => statusChanged(n, 'x', NOW))))).toEqual({
      batchItemFailures: [],
    });
    const { token, credential } = serving();
    for (const [slot, entry] of [
      [valid, 0],
      [held, 2],
      [ended, 1],
    ] as const) {
      const answer = await token(slot.list);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/statuslist+jwt',
        'cache-control': 'public, max-age=60',
        'access-control-allow-origin': '*',
      });
      const { header, claims } = await claimsOf(answer.body);
      expect(header).toEqual({ alg: 'ES256', kid: signer.keyId, typ: 'statuslist+jwt' });
      expect(claims).toMatchObject({
        sub: `https://hub.example/v1/status-lists/${slot.list}`,
        ...{ iat: NOW / 1000, exp: NOW / 1000 + 86_400, ttl: 300 },
        status_list: { bits: 2 },
      });
      expect(statusAt(decodeTokenList(claims.status_list.lst), 2, slot.index)).toBe(entry);
      for (const [purpose, value] of [
        ['revocation', 1],
        ['suspension', 2],
      ] as const) {
        const list = await credential(slot.list, purpose);
        expect(list.headers).toMatchObject({ 'content-type': 'application/vc' });
        const document = JSON.parse(String(list.body));
        expect(document).toMatchObject({
          type: ['VerifiableCredential', 'BitstringStatusListCredential'],
          id: `https://hub.example/v1/status-lists/${slot.list}/${purpose}`,
          credentialSubject: { type: 'BitstringStatusList', statusPurpose: purpose },
          proof: { cryptosuite: 'ecdsa-jcs-2019' },
        });
        expect((await checkProofs(document, { purpose: 'assertionMethod', now: NOW })).broken).toEqual([]);
        const altered = { ...document, validUntil: '2099-01-01T00:00:00Z' };
        expect((await checkProofs(altered, { purpose: 'assertionMethod', now: NOW })).broken).not.toEqual([]);
        const bits = decodeBitstring(document.credentialSubject.encodedList);
        expect(bits.length * 8).toBe(LIST_ENTRIES);
        expect(bitAt(bits, slot.index)).toBe(entry === value ? 1 : 0);
      }
    }
  });

  test('what waits together makes a list once; what is older than it makes none', async () => {
    const own = await freshWorld();
    const [table, bucket] = [counting(own.client), counting(own.bucket.client)];
    const many = Array.from({ length: 20 }, (_, i) => statusChanged(31, `c${i}`, NOW + i));
    await takeChanges(listDeps(own), messages(...many));
    expect({ ...table.calls, ...bucket.calls }).toEqual({ GetItem: 1, Query: 1, PutItem: 1, PutObject: 1 });
    table.reset();
    bucket.reset();
    await takeChanges(listDeps(own), messages(statusChanged(31, 'late', NOW + 5)));
    expect({ ...table.calls, ...bucket.calls }).toEqual({ GetItem: 1 });
  });

  test('one made of older entries never stands in the place of a newer one', async () => {
    const { lists } = listDeps(await freshWorld());
    const [old, young] = ['a', 'b'].map((digit, i) => ({ v: 1 as const, at: NOW + i, sha256: digit.repeat(64) }));
    await lists.publish(30, young!);
    await lists.publish(30, old!);
    expect(await lists.made(30)).toEqual(young);
  });

  test('that fails is delivered again, and keeps no other from being made', async () => {
    const broken = listDeps(await freshWorld());
    const failing = {
      ...broken,
      lists: {
        ...broken.lists,
        entries: (list: number) => (list === 28 ? Promise.reject(new Error('no')) : broken.lists.entries(list)),
      },
    };
    const three = messages(statusChanged(28, 'a', NOW), statusChanged(29, 'a', NOW), statusChanged(28, 'b', NOW));
    expect(await takeChanges(failing, three)).toEqual({
      batchItemFailures: [{ itemIdentifier: '0' }, { itemIdentifier: '2' }],
    });
    expect(await broken.lists.made(29)).toMatchObject({ at: NOW });
    await expect(renew(failing, NOW)).rejects.toThrow('1 status lists');
  });

  test('is made anew before it is too old, and made where there is none', async () => {
    const own = listDeps(await freshWorld());
    expect(await renew(own, NOW)).toBe(LISTS);
    expect(await renew(own, NOW + 5 * 3_600_000)).toBe(0);
    expect(await renew(own, NOW + 7 * 3_600_000)).toBe(LISTS);
  });
});

describe('who reads a list', () => {
  test('that he has already is told so, without its bytes', async () => {
    const own = await freshWorld();
    await takeChanges(listDeps(own), messages(statusChanged(27, 'x', NOW)));
    const { token, credential } = serving(own);
    const { etag = '' } = (await token(27)).headers ?? {};
    const bucket = counting(own.bucket.client);
    for (const seen of [etag, `W/${etag}`, `"other", ${etag}`, '*'])
      expect(await token(27, { 'if-none-match': seen })).toMatchObject({ status: 304, headers: { etag } });
    expect(bucket.total).toBe(0);
    expect((await token(27, { 'if-none-match': '"other"' })).status).toBeUndefined();
    expect((await credential(27, 'revocation')).headers?.etag).not.toBe(etag);
    await token(27);
    expect(bucket.total).toBe(0);
  });

  test('that is not made, or too old, hears so, and it is made; a number that no certificate has is not found', async () => {
    const own = await freshWorld();
    const { token, asked } = serving(own);
    expect(await refusal(token(26))).toMatchObject({ code: 'hub-not-ready' });
    expect(asked).toMatchObject([{ type: 'status.changed', data: { list: 26 } }]);
    await takeChanges(listDeps(own), messages(...asked));
    expect((await token(26)).body).toBeDefined();
    expect(await refusal(token(26, {}, NOW + 25 * 3_600_000))).toMatchObject({ code: 'hub-not-ready' });
    expect(await refusal(token(LISTS + 1))).toMatchObject({ code: 'not-found' });
  });
});
