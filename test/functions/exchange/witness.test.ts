/** A grant that demands a signature: signed, kept as evidence, never taken twice. Over real tables. */

import type { JsonWebKey } from 'node:crypto';
import { generateKeyPairSync } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { signer } from '#client/sdk/sign.ts';
import { signatureFits } from '#functions/exchange/signature-base.ts';
import { placeOfEvidence } from '#functions/exchange/witness.ts';
import type { Message } from '#functions/kernel/request.ts';
import { open } from '#functions/kernel/sealed.ts';
import { Evidence } from '#schemas/evidence.ts';
import type { Ask } from '#schemas/exchange.ts';
import type { Snapshot } from '#schemas/snapshot.ts';
import { counting } from '#test/engines/counting.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { keepLines } from './lines.ts';
import { depsOn, instanceOf, problemOf, question, recordsIn } from './running.ts';
import { askWith, fetchWith, idOf, laterDeps, laterTables, sayWith } from './waiting.ts';
import { adapterOf, grant, keys, NOW, rawSnapshot, snapshotOf, titleOf, WANG } from './world.ts';

keepLines();
const made = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const secret = { ...made.privateKey.export({ format: 'jwk' }), kid: 'k' };
const publicKey = { ...(made.publicKey.export({ format: 'jwk' }) as JsonWebKey), kid: 'k', kty: 'EC' as const };

const change = (signature: boolean): Partial<Snapshot> => ({
  grants: [{ ...grant, signature }],
  clients: rawSnapshot().clients.map((one) => (one.id === 'housing-system' ? { ...one, keys: [publicKey] } : one)),
});
const sign = signer(secret, () => NOW);

const signed = async (body: Ask, key?: string): Promise<Message> => {
  const bytes = Buffer.from(JSON.stringify(body));
  const [method, url] = ['POST', 'https://hub.example/v1/exchange/deeds/title'];
  const headers = {
    host: 'hub.example',
    'content-type': 'application/json',
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  };
  return { method, url, body: bytes, headers: await sign({ method, url, headers, body: bytes }) };
};
const signedGet = async (id: string): Promise<Message> => {
  const [method, url] = ['GET', `https://hub.example/v1/exchange/deeds/answers/${id}`];
  return { method, url, body: Buffer.alloc(0), headers: await sign({ method, url, headers: { host: 'hub.example' } }) };
};

const world = async (demands = true) => {
  const { names, client, endpoint } = await freshTables('exchanges', 'breakers');
  let [snapshot, asked] = [snapshotOf(change(demands)), 0];
  const department = adapterOf(async (holder) => {
    asked += 1;
    return titleOf(holder);
  });
  const count = counting(client);
  const tables = { names, client: documentClient(endpoint) };
  const evidence = async (id: string) => {
    const Key = { pk: placeOfEvidence(id), sk: 'evidence' };
    const { Item } = await tables.client.send(new GetCommand({ TableName: names.exchanges, Key }));
    const { pk: _pk, sk: _sk, ...rest } = Item ?? {};
    return Evidence.parse(rest);
  };
  return {
    count,
    evidence,
    records: () => recordsIn(tables),
    asked: () => asked,
    turn: (to: Partial<Snapshot>) => {
      snapshot = snapshotOf(to);
    },
    send: instanceOf(department, depsOn({ names, client }, { snapshots: { current: async () => snapshot } })),
  };
};

describe('a grant that demands a signature', () => {
  test('unsigned is refused and explained; nobody is asked', async () => {
    const { send, asked } = await world();
    const refused = await problemOf(send());
    expect(refused).toMatchObject({ code: 'exchange-denied', rule: 'signature-missing' });
    expect(asked()).toBe(0);
  });

  test('signed is answered; the record names the evidence, and the evidence verifies by itself', async () => {
    const { send, records, evidence, count } = await world();
    const body = question();
    const message = await signed(body);
    count.reset();
    await send({ body, message });
    expect(count.calls).toMatchObject({ PutItem: 2 });
    const [record] = await records();
    const kept = await evidence(String(record?.signature));
    const { base, signature } = JSON.parse(open(keys.kept, placeOfEvidence(kept.id), kept.sealed));
    expect(signatureFits(JSON.parse(kept.key), base, Buffer.from(signature, 'base64'))).toBe(true);
    expect(base).toContain(`"content-digest": ${message.headers['content-digest']}`);
    expect(JSON.stringify({ ...kept, sealed: '' })).not.toContain(WANG);
  });

  test('a replay is refused before anybody is asked, whoever sends it again', async () => {
    const { send, asked, records } = await world();
    const body = question();
    const message = await signed(body);
    await send({ body, message });
    for (const again of [message, { ...message }])
      expect(await problemOf(send({ body, message: again, now: NOW + 60_000 }))).toMatchObject({
        rule: 'signature-replayed',
      });
    expect([asked(), (await records()).length]).toEqual([1, 1]);
  });

  test('of the same signed question sent sixteen times at once, one is answered', async () => {
    const { send, asked } = await world();
    const body = question();
    const message = await signed(body);
    const all = await Promise.allSettled(Array.from({ length: 16 }, () => send({ body, message })));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(asked()).toBe(1);
  });

  test('a repeat under the same key is signed anew and released under the first record', async () => {
    const { send, records } = await world();
    const body = question();
    const first = await send({ body, key: 'k-1', message: await signed(body, 'k-1') });
    const second = await send({ body, key: 'k-1', message: await signed(body, 'k-1') });
    expect(second.exchange).toBe(first.exchange);
    expect(await records()).toHaveLength(1);
  });

  test('a lost acknowledgement of the evidence is no replay', async () => {
    const { send, count } = await world();
    const body = question();
    count.fault({ operation: 'PutItem', kind: 'lose', nth: 1 });
    expect(await send({ body, message: await signed(body) })).toMatchObject({ found: true });
  });

  test('evidence that cannot be kept: nobody is asked, and the same signature may be sent again', async () => {
    const { send, count, asked } = await world();
    const body = question();
    const message = await signed(body);
    count.fault({ operation: 'PutItem', kind: 'refuse', final: true });
    expect(await problemOf(send({ body, message }))).toMatchObject({ code: 'hub-not-ready' });
    expect(asked()).toBe(0);
    count.clear();
    expect(await send({ body, message })).toMatchObject({ found: true });
  });

  test('a key that leaves the registry while the department is asked releases nothing', async () => {
    const { names, client } = await freshTables('exchanges', 'breakers');
    let snapshot = snapshotOf(change(true));
    const department = adapterOf(async (holder) => {
      snapshot = snapshotOf({ grants: [{ ...grant, signature: true }] });
      return titleOf(holder);
    });
    const send = instanceOf(department, depsOn({ names, client }, { snapshots: { current: async () => snapshot } }));
    const body = question();
    expect(await problemOf(send({ body, message: await signed(body) }))).toMatchObject({
      rule: 'signature-key-unknown',
    });
  });
});

test('where none is demanded a good signature leaves no trace, and a bad one is refused', async () => {
  const { send, records, count } = await world(false);
  const body = question();
  const message = await signed(body);
  count.reset();
  await send({ body, message });
  expect(count.calls).toMatchObject({ PutItem: 1 });
  expect((await records())[0]).not.toHaveProperty('signature');
  expect(await problemOf(send({ body, message: { ...message, body: Buffer.from('{}') } }))).toMatchObject({
    rule: 'signature-digest',
  });
});

test('what is asked later is signed when it is asked, and again when its answer is fetched', async () => {
  const tables = await laterTables();
  const deps = { ...laterDeps(tables), snapshots: { current: async () => snapshotOf(change(true)) } };
  const [ask, fetch, say] = [askWith(deps), fetchWith(deps), sayWith(deps)];
  const body = question();
  expect(await problemOf(ask({ body }))).toMatchObject({ rule: 'signature-missing' });
  const id = idOf(await ask({ body, message: await signed(body) }));
  await say(id);
  expect(await problemOf(fetch(id))).toMatchObject({ rule: 'signature-missing' });
  const message = await signedGet(id);
  const at = { message, now: NOW + 60_000 };
  expect((await fetch(id, at)).body).toMatchObject({ found: true });
  expect(await problemOf(fetch(id, at))).toMatchObject({ rule: 'signature-replayed' });
});
