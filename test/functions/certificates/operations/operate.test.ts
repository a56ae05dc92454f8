import { beforeAll, describe, expect, test } from 'vitest';
import { fileKey } from '#functions/certificates/files.client.ts';
import { OperationFile, operationKey, StoredOperation } from '#functions/certificates/operations/stored-operation.ts';
import { entryKey } from '#functions/certificates/status/entry.ts';
import { keyOf } from '#functions/certificates/stored.ts';
import type { CertificateType } from '#schemas/certificate.ts';
import { OperationRequest } from '#schemas/certificate-operation.ts';
import { counting } from '#test/engines/counting.ts';
import { failed, issueBy, pullBy, refusal, verifyBy } from '../calls.ts';
import {
  caller,
  type Deps,
  depsOn,
  freshWorld,
  itemsIn,
  LI_NA,
  NOW,
  recordsOf,
  singleType,
  snapshotWith,
  type World,
  window,
} from '../world.ts';
import { everyOperation, historyOf, operateBy, REASON } from './calls.ts';
import { itemOf, operationFiles, putItem } from './stored.ts';

let world: World;
let deps: Deps;
let serial = 0;
beforeAll(async () => {
  world = await freshWorld();
  deps = depsOn(world, { snapshot: everyOperation() });
});
const fresh = async (with_: Deps = deps, change: object = {}) => {
  serial += 1;
  return issueBy(with_, { key: `i${serial}`, number: `证${serial}`, ...change });
};
const stateOf = async (identifier: string) => (await deps.certificates.get(identifier))?.state;
const files = (identifier: string) => operationFiles(world, 'real-estate-title', identifier);

describe('an operation', () => {
  test('changes the state, is recorded, kept as a file, and answered with its line', async () => {
    const { identifier } = await fresh();
    const line = await operateBy(deps, identifier, { legalBasis: '《不动产登记暂行条例》第十七条', now: NOW + 1000 });
    expect(line).toEqual({
      identifier,
      ...{ revision: 2, operation: 'hold', code: '03', from: '01', to: '02' },
      at: new Date(NOW + 1000).toISOString(),
      ...{ department: 'real-estate', by: 'real-estate-system', record: expect.any(String) },
      ...{ reason: REASON, legalBasis: '《不动产登记暂行条例》第十七条' },
    });
    expect(await deps.certificates.get(identifier)).toMatchObject({ state: '02', revision: 2 });
    const record = (await recordsOf(world)).find(({ id }) => id === line.record);
    expect(record).toMatchObject({ kind: 'operation', operation: 'hold', certificate: identifier, fields: [] });
    const kept = await files(identifier);
    expect(kept).toHaveLength(1);
    expect(OperationFile.parse(kept[0])).toMatchObject({ reason: REASON, revision: 2, record: line.record });
  });

  test('verify and pull see it at once', async () => {
    const { identifier } = await fresh();
    await operateBy(deps, identifier);
    expect(failed(await verifyBy(deps, { identifier }))).toContain('state');
    expect(await refusal(pullBy(deps, identifier))).toMatchObject({ code: 'unprocessable' });
    await operateBy(deps, identifier, { operation: 'release', ifMatch: 2 });
    expect((await pullBy(deps, identifier)).data).toMatchObject({ valid: true });
  });

  test('costs one read, one transaction and the file; its repeat reads what it led to and writes the same file', async () => {
    const { identifier } = await fresh();
    const [table, bucket] = [counting(world.client), counting(world.bucket.client)];
    await operateBy(deps, identifier, { key: 'cost' });
    expect({ ...table.calls, ...bucket.calls }).toEqual({
      ...{ GetItem: 1, TransactWriteItems: 1 },
      ...{ GetObject: 1, PutObject: 1 },
    });
    table.reset();
    bucket.reset();
    await operateBy(deps, identifier, { key: 'cost' });
    expect({ ...table.calls, ...bucket.calls }).toEqual({
      ...{ GetItem: 3, PutObject: 1 },
      // The file is there: that its lock is long enough is made sure of.
      PutObjectRetention: 1,
    });
    expect(await files(identifier)).toHaveLength(1);
  });

  test('says nothing personal in the table or the record: its words lie sealed', async () => {
    const { identifier } = await fresh();
    await operateBy(deps, identifier, { operation: 'other', reason: '陈福英申请', text: '0012345号书证遗失' });
    const text = JSON.stringify([await itemsIn(world.client, world.names.certificates), await recordsOf(world)]);
    expect(text).not.toMatch(/陈福英|0012345|遗失/);
    expect((await historyOf(deps, identifier)).items[0]).toMatchObject({ text: '0012345号书证遗失', to: '99' });
  });
});

describe('who may, and when', () => {
  test('only the department that issued it, with the scope of issuing', async () => {
    const { identifier } = await fresh();
    const other = caller('market-supervision-system');
    expect(await refusal(operateBy(deps, identifier, { caller: other }))).toMatchObject({
      code: 'forbidden',
      rule: 'not-the-issuer',
    });
    expect(await refusal(operateBy(deps, identifier, { caller: window }))).toMatchObject({ rule: 'scope-not-held' });
    expect(await refusal(operateBy(deps, identifier.replace(/\.001\.\w$/, '.002.A')))).toMatchObject({
      code: 'not-found',
    });
    expect(await stateOf(identifier)).toBe('01');
  });

  test('what the state does not allow, and what the type does not know, is refused by name', async () => {
    const { identifier } = await fresh();
    expect(await refusal(operateBy(deps, identifier, { operation: 'release' }))).toMatchObject({
      code: 'conflict',
      detail: '当前状态下不能进行该操作 certificate: release is not possible in state 01',
    });
    const [type, ...types] = snapshotWith().raw.certificateTypes;
    const certificateTypes = [{ ...type, operations: ['hold', 'release'] } as CertificateType, ...types];
    const limited = depsOn(world, { snapshot: snapshotWith({ certificateTypes }) });
    expect(await refusal(operateBy(limited, identifier, { operation: 'cancel' }))).toMatchObject({
      code: 'unprocessable',
      errors: [{ field: '/operation', rule: 'type-does-not-know-it' }],
    });
    expect(await operateBy(limited, identifier)).toMatchObject({ to: '02' });
  });

  test('a request without reason, or 其他 without its text, is none', () => {
    const errors = (body: object) => OperationRequest.safeParse(body).error?.issues.map(({ path }) => path.join('/'));
    expect(errors({ operation: 'hold' })).toEqual(['reason']);
    expect(errors({ operation: 'hold', reason: ' ' })).toEqual(['reason']);
    expect(errors({ operation: 'other', reason: REASON })).toEqual(['text']);
    expect(errors({ operation: 'extend', reason: REASON })).toEqual(['operation']);
  });
});

describe('two at once, and twice', () => {
  test('of two operations on one revision one wins, the other hears that it came second', async () => {
    const { identifier } = await fresh();
    const all = await Promise.allSettled(
      (['hold', 'cancel', 'annul', 'lapse'] as const).map((operation) =>
        operateBy(deps, identifier, { operation, key: operation }),
      ),
    );
    const won = all.filter(({ status }) => status === 'fulfilled');
    expect(won).toHaveLength(1);
    const lost = all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    for (const error of lost)
      expect(error).toMatchObject({
        code: 'precondition-failed',
        extra: { errors: [{ field: '/headers/if-match', rule: 'another-came-first' }] },
      });
    expect((await historyOf(deps, identifier)).items).toHaveLength(2);
  });

  test('ten at once under one key are one operation; another body under it is refused', async () => {
    const { identifier } = await fresh();
    const all = await Promise.all(Array.from({ length: 10 }, () => operateBy(deps, identifier, { key: 'ten' })));
    expect(new Set(all.map(({ record }) => record)).size).toBe(1);
    expect((await deps.certificates.get(identifier))?.revision).toBe(2);
    const other = operateBy(deps, identifier, { key: 'ten', operation: 'cancel' });
    expect(await refusal(other)).toMatchObject({ code: 'idempotency-key-reused' });
    const next = operateBy(deps, identifier, { key: 'ten', operation: 'release', ifMatch: 2 });
    expect(await refusal(next)).toMatchObject({ code: 'idempotency-key-reused' });
  });

  test('a repeat is answered as it was, whatever has happened since', async () => {
    const { identifier } = await fresh();
    const first = await operateBy(deps, identifier, { key: 'a' });
    await operateBy(deps, identifier, { key: 'b', operation: 'cancel', ifMatch: 2 });
    expect(await operateBy(deps, identifier, { key: 'a' })).toEqual(first);
    expect(await refusal(operateBy(deps, identifier, { key: 'c' }))).toMatchObject({
      code: 'precondition-failed',
      detail: expect.stringContaining('state 04, revision 3'),
    });
  });
});

describe('a type of which everybody may have one', () => {
  const single = () => depsOn(world, { snapshot: everyOperation([singleType]) });
  const request = (key: string) => ({ key, number: `单${key}`, type: singleType.id, data: { ownership: '单独所有' } });

  test('frees its holder when it ends or leaves, and finds the place taken when it wants to come back', async () => {
    const own = single();
    const { identifier } = await issueBy(own, request('1'));
    await operateBy(own, identifier, { key: 's1' });
    expect(await refusal(issueBy(own, request('2')))).toMatchObject({ code: 'conflict' });
    await operateBy(own, identifier, { key: 's2', operation: 'transfer-out', ifMatch: 2 });
    const second = await issueBy(own, request('3'));
    const undo = { operation: 'undo-transfer-out', ifMatch: 3 } as const;
    expect(await refusal(operateBy(own, identifier, { ...undo, key: 's3' }))).toMatchObject({
      code: 'conflict',
      errors: [{ field: '/operation', rule: 'holder-has-one-already' }],
    });
    await operateBy(own, second.identifier, { key: 's4', operation: 'cancel' });
    expect(await operateBy(own, identifier, { ...undo, key: 's3' })).toMatchObject({ to: '01', revision: 4 });
    expect(await refusal(issueBy(own, request('4')))).toMatchObject({ code: 'conflict' });
  });

  test('leaves alone the place of another: a type may have become single after both were issued', async () => {
    const many = depsOn(world, {
      snapshot: everyOperation([{ ...singleType, holding: 'multiple' }]),
    });
    const holders = [{ name: '李娜', code: LI_NA, codeType: '111' as const }];
    const first = await issueBy(many, { ...request('m1'), holders });
    const own = single();
    const second = await issueBy(own, { ...request('m2'), holders });
    expect(await operateBy(own, first.identifier, { key: 'm3', operation: 'cancel' })).toMatchObject({ to: '04' });
    const { holders: handles } = (await deps.certificates.get(second.identifier))!;
    expect(await itemOf(world, keyOf.only(handles[0]!, singleType.id))).toMatchObject({
      identifier: second.identifier,
    });
  });
});

test('a status list follows: held is suspended, released is valid, ended is invalid', async () => {
  const { identifier } = await fresh();
  const slot = { list: 3, index: 77 };
  const stored = (await deps.certificates.get(identifier))!;
  await putItem(world, { ...keyOf.certificate(identifier), ...stored, status: slot });
  await operateBy(deps, identifier, { key: 'l1' });
  expect(await itemOf(world, entryKey(slot))).toMatchObject({ entry: 2 });
  await operateBy(deps, identifier, { key: 'l2', operation: 'release', ifMatch: 2 });
  expect(await itemOf(world, entryKey(slot))).toBeUndefined();
  await operateBy(deps, identifier, { key: 'l3', operation: 'annul', ifMatch: 3 });
  expect(await itemOf(world, entryKey(slot))).toEqual({ pk: 'status#3', sk: '0000077', v: 1, entry: 1, index: 77 });
});

describe('the history', () => {
  test('is whole, newest first, page by page, and ends where it began', async () => {
    const { identifier } = await fresh();
    for (let i = 0; i < 4; i += 1)
      await operateBy(deps, identifier, { key: `h${i}`, operation: i % 2 ? 'release' : 'hold', ifMatch: i + 1 });
    const pages: (readonly number[])[] = [];
    let cursor: string | undefined;
    do {
      const page = await historyOf(deps, identifier, { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      pages.push(page.items.map(({ revision }) => revision));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(pages).toEqual([[5, 4], [3, 2], [1]]);
    expect((await historyOf(deps, identifier)).items.map(({ operation }) => operation)).toEqual([
      ...['release', 'hold', 'release', 'hold', 'new'],
    ]);
  });

  test('tells reasons to the issuer and the data authority, to others what happened', async () => {
    const { identifier } = await fresh();
    await operateBy(deps, identifier);
    const seen = async (by: string) => (await historyOf(deps, identifier, { caller: caller(by) })).items[0];
    expect(await seen('real-estate-system')).toMatchObject({ reason: REASON, by: 'real-estate-system' });
    expect(await seen('one-window-system')).toMatchObject({ operation: 'hold', to: '02' });
    expect(JSON.stringify(await seen('one-window-system'))).not.toMatch(/登记簿|system/);
  });
});

test('items as they were first written are still read', () => {
  const item = {
    ...{ v: 1, identifier: '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U' },
    ...{ type: 'real-estate-title', status: { list: 1, index: 5 } },
    ...{ revision: 2, operation: 'hold', from: '01', to: '02', at: NOW, department: 'real-estate' },
    ...{ client: 'onetrip-console', officer: 'officer-xia-yu', record: '0b0e9a5e-2c1c-4a8e-9f1b-3f1d2c4b5a69' },
    ...{ said: 'x', keyVersion: 1 },
  };
  expect(StoredOperation.parse(item)).toEqual(item);
  expect(operationKey('i', 12)).toEqual({ pk: 'i', sk: 'operation#000012' });
  expect(fileKey('t', item.identifier, 'operation', 'ab')).toBe(
    'certificates/t/11430000006122244L/20230000403/001/ab.operation',
  );
});
