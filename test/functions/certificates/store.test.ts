import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { StoredCopyItem } from '#functions/certificates/copies/stored-copy.ts';
import { fileKey } from '#functions/certificates/files.client.ts';
import { getType, listTypes, look } from '#functions/certificates/look.ts';
import { StoredLocks } from '#functions/certificates/retention/locks.store.ts';
import { Retention } from '#functions/certificates/retention/retention.ts';
import {
  keyOf,
  StoredCertificate,
  StoredCopyKey,
  StoredFile,
  StoredKey,
  StoredMaster,
} from '#functions/certificates/stored.ts';
import { counting } from '#test/engines/counting.ts';
import { copyBy, findBy, issueBy, pullBy, refusal } from './calls.ts';
import { type Deps, depsOn, freshWorld, NOW, type World, window } from './world.ts';

const IDENTIFIER = '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U';
const hex = 'ab'.repeat(32);

describe('items of version 1, as they were first written, are still read', () => {
  test.each([
    [
      StoredCertificate,
      {
        v: 1,
        identifier: IDENTIFIER,
        revision: 1,
        state: '01',
        type: 'real-estate-title',
        typeVersion: 1,
        issuer: 'real-estate',
        version: 1,
        issuedOn: '2017-05-08',
        validFrom: '2017-05-08',
        files: { json: hex, jws: hex, pdf: hex },
        holders: ['x'.repeat(43)],
        keyVersion: 1,
        at: 1_795_140_000_000,
      },
    ],
    [
      StoredCertificate,
      {
        v: 1,
        identifier: IDENTIFIER,
        revision: 1,
        state: '01',
        type: 'real-estate-title',
        typeVersion: 1,
        issuer: 'real-estate',
        version: 1,
        issuedOn: '2017-05-08',
        validFrom: '2017-05-08',
        files: { json: hex, seal: hex, pdf: hex },
        status: { list: 7, index: 817_203 },
        holders: ['x'.repeat(43)],
        keyVersion: 1,
        at: 1_795_140_000_000,
      },
    ],
    [Retention, { years: 30, until: '2056-12-31' }],
    [StoredLocks, { v: 1, to: '2056-12-31T16:00:00.000Z', after: 'certificates/a', objects: 100, done: false }],
    [StoredKey, { v: 1, identifier: IDENTIFIER, request: 'x' }],
    [StoredFile, { v: 1, kind: 'page', identifier: IDENTIFIER }],
    [
      StoredFile,
      {
        v: 1,
        kind: 'copy',
        identifier: IDENTIFIER,
        copy: '0b0e9a5e-2c1c-4a8e-9f1b-3f1d2c4b5a69',
        case: 'c',
        matter: 'm',
        department: 'd',
        madeAt: 1,
        expiresAt: 2,
      },
    ],
    [StoredMaster, { v: 1, keyVersion: 1, sealed: 'x' }],
    [
      StoredCopyItem,
      {
        ...{ v: 1, copy: '0b0e9a5e-2c1c-4a8e-9f1b-3f1d2c4b5a69', identifier: IDENTIFIER, type: 'real-estate-title' },
        ...{ case: 'c', matter: 'm', department: 'd', role: 'seller', madeAt: 1, expiresAt: 3, redeemBy: 2 },
        madeBy: { client: 'onetrip-console', officer: 'officer-xu-qing' },
        ...{ master: hex, files: { pdf: hex, ofd: hex } },
        ...{ token: 'x'.repeat(43), keyVersion: 1, sealed: 'x' },
        redeemed: { by: { client: 'one-window-system' }, at: 2 },
      },
    ],
    [StoredCopyKey, { v: 1, request: 'x', copy: '0b0e9a5e-2c1c-4a8e-9f1b-3f1d2c4b5a69', madeAt: 1 }],
  ])('%#', (schema, item) => {
    expect(schema.parse(item)).toEqual(item);
  });

  test('and their keys are where they were', () => {
    expect([
      keyOf.certificate('i'),
      keyOf.master('i'),
      keyOf.holder('h', 't', 'i'),
      keyOf.only('h', 't'),
      keyOf.number('n', 1),
      keyOf.request('k'),
      keyOf.copy('k'),
      keyOf.copyItem('k'),
      keyOf.file('f'),
      keyOf.slot({ list: 1, index: 5 }),
      keyOf.sealKey('k'),
    ]).toEqual([
      { pk: 'i', sk: 'certificate' },
      { pk: 'i', sk: 'master' },
      { pk: 'h', sk: 't#i' },
      { pk: 'h', sk: '@t' },
      { pk: 'number#n', sk: '001' },
      { pk: 'key#k', sk: 'issue' },
      { pk: 'key#k', sk: 'copy' },
      { pk: 'copy#k', sk: 'copy' },
      { pk: 'file#f', sk: 'file' },
      { pk: 'slot#1#5', sk: 'slot' },
      { pk: 'keys', sk: 'k' },
    ]);
    expect(fileKey('t', IDENTIFIER, 'pdf', hex)).toBe(`certificates/t/11430000006122244L/20230000403/001/${hex}.pdf`);
  });
});

describe('over real engines', () => {
  let world: World;
  let deps: Deps;
  let identifier: string;
  beforeAll(async () => {
    world = await freshWorld();
    deps = depsOn(world);
    ({ identifier } = await issueBy(deps));
  });

  test('what each operation costs in calls of the table and the bucket', async () => {
    const [table, bucket] = [counting(world.client), counting(world.bucket.client)];
    const cost = async (call: () => Promise<unknown>) => {
      table.reset();
      bucket.reset();
      await call();
      return { ...table.calls, ...bucket.calls };
    };
    expect(await cost(() => pullBy(deps, identifier))).toEqual({ BatchGetItem: 1, TransactWriteItems: 1 });
    expect(await cost(() => copyBy(deps, identifier))).toEqual({
      BatchGetItem: 1,
      PutObject: 3,
      TransactWriteItems: 1,
    });
    expect(await cost(() => findBy(deps))).toEqual({ Query: 1, GetItem: 1, PutItem: 1 });
    const again = { key: 'cost', number: '价1' };
    expect(await cost(() => issueBy(deps, again))).toEqual({
      GetItem: 1,
      BatchGetItem: 1,
      PutObject: 4,
      TransactWriteItems: 1,
    });
    expect(await cost(() => issueBy(deps, again))).toEqual({ GetItem: 2 });
  });

  test('a file that is not what its name says is not read', async () => {
    const stored = await deps.certificates.get(identifier);
    const { name, client } = world.bucket;
    const Key = fileKey('real-estate-title', identifier, 'json', stored!.files.json);
    await client.send(new PutObjectCommand({ Bucket: name, Key, Body: '{"v":1}' }));
    const place = { TableName: world.names.certificates, Key: keyOf.master(identifier) };
    await world.client.send(new DeleteCommand(place));
    await expect(pullBy(deps, identifier)).rejects.toThrow('differs from its digest');
  });

  test('looking tells public facts and types, and nothing of what is not there', async () => {
    const input = { query: undefined, body: undefined, caller: window, now: NOW, requestId: 'r' };
    const seen = (await look(deps)({ ...input, params: { identifier } })).body;
    expect(JSON.stringify(seen)).not.toMatch(/陈福英|0012345|3307841962/);
    expect(await refusal(look(deps)({ ...input, params: { identifier: IDENTIFIER } }))).toMatchObject({
      code: 'not-found',
    });
    const types = (await listTypes(deps)({ ...input, params: undefined })).body as { items: { id: string }[] };
    expect(types.items.map((type) => type.id)).toEqual(certificateTypes.map(({ id }) => id));
    expect(await getType(deps)({ ...input, params: { type: 'real-estate-title' } })).toMatchObject({
      headers: { etag: '"1"' },
    });
    expect(await refusal(getType(deps)({ ...input, params: { type: 'other' } }))).toMatchObject({ code: 'not-found' });
  });
});
