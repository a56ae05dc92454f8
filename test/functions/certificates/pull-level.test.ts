import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { levelOf, lowestFor } from '#functions/certificates/level.ts';
import { masterText } from '#functions/certificates/master.ts';
import { keyOf } from '#functions/certificates/stored.ts';
import { openWorkingCopy, workingCopy } from '#functions/certificates/working-copy.ts';
import { itemBytes, RECORD_BYTES } from '#functions/exchange/record.ts';
import { hubKeys, subjectHandle } from '#functions/kernel/digest.ts';
import { relayExchanges } from '#functions/relay/exchanges.ts';
import { keepUses } from '#functions/supervision/uses.ts';
import { streamRecord } from '#infra/local/scenarios/stream.ts';
import type { Envelope } from '#schemas/event.ts';
import type { PartyRole } from '#schemas/grant.ts';
import type { Level } from '#schemas/resource.ts';
import { counting } from '#test/engines/counting.ts';
import { copyBy, findBy, issueBy, pullBy, refusal } from './calls.ts';
import { operateBy } from './operations/calls.ts';
import {
  CHEN_FUYING,
  type Deps,
  depsOn,
  freshWorld,
  keys,
  LI_NA,
  MATTER,
  recordsOf,
  snapshotWith,
  ticket,
  type World,
} from './world.ts';

const HOLDERS = [
  { name: '陈福英', code: CHEN_FUYING, codeType: '111' as const },
  { name: '李娜', code: LI_NA, codeType: '111' as const },
];
let world: World;
let deps: Deps;
let identifier: string;
beforeAll(async () => {
  world = await freshWorld();
  deps = depsOn(world);
  ({ identifier } = await issueBy(deps, { holders: HOLDERS }));
});

const queue = () => {
  const sent: Envelope[] = [];
  const send = async (envelopes: readonly Envelope[]) => {
    sent.push(...envelopes);
    return new Set<string>();
  };
  return { sent, send };
};

const fields = [
  { pointer: '/valid', level: 'predicate' },
  { pointer: '/is/residential', level: 'predicate' },
  { pointer: '/number', level: 'fields' },
] as const;

describe('level', () => {
  test.each([
    [['/valid'], 'predicate'],
    [['/is/residential', '/valid'], 'predicate'],
    [['/valid', '/number'], 'fields'],
  ])('the lowest that serves %j is %s', (asked, lowest) => {
    expect(lowestFor(fields, asked)).toBe(lowest);
    expect(levelOf(fields, asked, undefined)).toBe(lowest);
  });

  test('a named level is taken, and a field above it is named', () => {
    expect(levelOf(fields, ['/valid'], 'fields')).toBe('fields');
    expect(() => levelOf(fields, ['/valid', '/number'], 'predicate')).toThrow('invalid-request');
  });

  test.each([
    [['/valid'], undefined, 'predicate'],
    [['/valid', '/number'], undefined, 'fields'],
    [['/valid'], 'fields', 'fields'],
  ] as const)('%j asked for at %s is answered and recorded at %s', async (asked, level, answered) => {
    const pulled = await pullBy(deps, identifier, { fields: [...asked], level });
    expect(pulled.level).toBe(answered);
    expect((await recordsOf(world)).find(({ id }) => id === pulled.pull)).toMatchObject({ level: answered });
  });

  test('more than a named level gives is refused before anything is read', async () => {
    const asked = pullBy(deps, identifier, { level: 'predicate', fields: ['/valid', '/number'] });
    expect(await refusal(asked)).toMatchObject({
      code: 'invalid-request',
      errors: [{ field: '/fields/1', rule: 'above-level-predicate' }],
    });
  });
});

describe('a third party', () => {
  const about = async (role: PartyRole, level: Level = 'fields') => {
    const { raw } = snapshotWith();
    const grants = raw.grants.map((grant) => ({ ...grant, parties: [{ role, ground: '租赁合同', level }] }));
    const parties = [{ role, digest: subjectHandle(keys, CHEN_FUYING), key: keys.version }];
    const use = {
      purpose: { kind: 'matter' as const, matter: MATTER, ticket: await ticket({ parties }) },
      party: { role },
    };
    return { deps: depsOn(world, { snapshot: snapshotWith({ grants }) }), use };
  };

  test.each(['landlord', 'co-owner', 'spouse', 'child', 'employee'] as const)(
    '%s: yes or no, even under a grant that gives more',
    async (role) => {
      const { deps: generous, use } = await about(role);
      const pulled = await pullBy(generous, identifier, { ...use, fields: ['/valid', '/number'] });
      expect([pulled.level, pulled.data]).toEqual(['predicate', { valid: true }]);
      expect(await refusal(pullBy(generous, identifier, { ...use, fields: ['/number'] }))).toMatchObject({
        code: 'exchange-denied',
        rule: 'no-field-granted',
      });
      expect(await findBy(generous, { purpose: use.purpose, party: use.party })).toEqual([]);
    },
  );

  test('a pull about a landlord makes a notice, one about a seller none', async () => {
    const { deps: low, use } = await about('landlord', 'predicate');
    const pulls = [await pullBy(low, identifier, { ...use, fields: ['/valid'] }), await pullBy(deps, identifier)];
    const records = (await recordsOf(world)).filter(({ id }) => pulls.some(({ pull }) => pull === id));
    const { sent: told, ...notices } = queue();
    const none = queue();
    await relayExchanges(
      records.map((record, i) => streamRecord(String(i), record)),
      { uses: none, notices, alerts: none },
    );
    expect(told.map(({ causation, data }) => [causation, (data as { kind: string }).kind])).toEqual([
      [pulls[0]?.pull, 'pull'],
    ]);
  });
});

describe('held together', () => {
  test('the record of the issue names each holder, and that of a refusal those who hold it beside the party', async () => {
    const own = await issueBy(deps, { holders: HOLDERS, key: 'together', number: '共有1' });
    const together = { handle: subjectHandle(keys, CHEN_FUYING), coHolders: [subjectHandle(keys, LI_NA)] };
    const of = async (kind: string) =>
      (await recordsOf(world)).filter((one) => one.kind === kind && one.certificate === own.identifier);
    expect(await of('issue')).toMatchObject([together]);
    const alone = await issueBy(deps, { key: 'alone', number: '单独1' });
    const records = await recordsOf(world);
    expect(records.find(({ certificate }) => certificate === alone.identifier)).not.toHaveProperty('coHolders');

    await operateBy(deps, own.identifier);
    expect(await refusal(pullBy(deps, own.identifier))).toMatchObject({ code: 'unprocessable' });
    expect(await refusal(copyBy(deps, own.identifier))).toMatchObject({ code: 'unprocessable' });
    expect(await of('pull')).toMatchObject([{ ...together, found: true, fields: [] }]);
    expect(await of('copy')).toMatchObject([{ ...together, found: true, fields: [] }]);
  });

  test('who does not hold it is refused without a word of those who do', async () => {
    const other = await issueBy(deps, { key: 'other', number: '他人1', holders: [HOLDERS[1]!] });
    expect(await refusal(pullBy(deps, other.identifier))).toMatchObject({ code: 'not-found' });
    const records = (await recordsOf(world)).filter(({ certificate }) => certificate === other.identifier);
    const refused = records.find(({ kind }) => kind === 'pull');
    expect(refused).toMatchObject({ found: false, handle: subjectHandle(keys, CHEN_FUYING) });
    expect(refused).not.toHaveProperty('coHolders');
  });

  test('the uses of each holder show the pull, and its record fits into one write unit with a co-holder', async () => {
    const pulled = await pullBy(deps, identifier, { key: 'k'.repeat(60) });
    const record = (await recordsOf(world)).find(({ id }) => id === pulled.pull);
    expect(record).toMatchObject({
      handle: subjectHandle(keys, CHEN_FUYING),
      coHolders: [subjectHandle(keys, LI_NA)],
    });
    const bytes = itemBytes({ pk: `${record?.client}#${record?.request}`, sk: '0', ...record });
    console.log(
      `record of a pull with one co-holder: ${bytes} bytes, ${Math.floor((RECORD_BYTES - bytes) / 44)} more fit`,
    );
    expect(bytes).toBeLessThanOrEqual(RECORD_BYTES);

    const { sent, ...uses } = queue();
    const none = queue();
    await relayExchanges([streamRecord('1', record as never)], { uses, notices: none, alerts: none });
    const kept: string[] = [];
    const keep = keepUses({
      uses: { put: async (_line, handle) => void kept.push(handle) },
      cases: { note: async () => {} },
      progress: { arrive: async () => {} },
      late: async () => {},
    });
    for (const envelope of sent) await keep(envelope, record?.at ?? 0);
    expect(kept).toEqual([subjectHandle(keys, CHEN_FUYING), subjectHandle(keys, LI_NA)]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(2);
    expect(JSON.stringify(sent.map(({ data }) => data))).not.toContain(subjectHandle(keys, LI_NA));
  });
});

describe('the master beside its index entry', () => {
  const cost = async (by: Deps, call: (by: Deps) => Promise<unknown>) => {
    const [table, bucket] = [counting(world.client), counting(world.bucket.client)];
    await call(by);
    return { ...table.calls, ...bucket.calls };
  };
  const place = () => ({ TableName: world.names.certificates, Key: keyOf.master(identifier) });

  test('nothing of it can be read without the key, and it opens only in its place, under its version and digest', async () => {
    const { certificate, master } = await deps.certificates.getWithMaster(identifier);
    const sha256 = certificate?.files.json ?? '';
    expect(JSON.stringify(master)).not.toMatch(/陈福英|3307/);
    expect(openWorkingCopy(keys, identifier, master, sha256)).toContain('陈福英');
    expect(openWorkingCopy(keys, `${identifier}x`, master, sha256)).toBeUndefined();
    expect(openWorkingCopy(keys, identifier, master, 'f'.repeat(64))).toBeUndefined();
    const later = hubKeys(JSON.stringify({ version: 2, master: 'another secret, long enough for a test' }));
    expect(openWorkingCopy(later, identifier, master, sha256)).toBeUndefined();
  });

  test('two data calls with it; without it, or with a wrong one, the file is read', async () => {
    const pull = (by: Deps) => pullBy(by, identifier);
    const { master } = await deps.certificates.getWithMaster(identifier);
    expect(await cost(deps, pull)).toEqual({ BatchGetItem: 1, TransactWriteItems: 1 });
    const wrong = workingCopy(keys, identifier, masterText({ v: 1 } as never));
    await world.client.send(
      new PutCommand({ TableName: world.names.certificates, Item: { ...keyOf.master(identifier), ...wrong } }),
    );
    expect(await cost(deps, pull)).toEqual({ BatchGetItem: 1, GetObject: 1, TransactWriteItems: 1 });
    await world.client.send(new DeleteCommand(place()));
    expect((await pull(deps)).data).toMatchObject({ valid: true });
    await world.client.send(
      new PutCommand({ TableName: world.names.certificates, Item: { ...keyOf.master(identifier), ...master } }),
    );
  });
});
