import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeIdentifier, takeApart } from '#functions/certificates/identifier.ts';
import { keyOf } from '#functions/certificates/stored.ts';
import { subjectHandle } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import { copyBy, findBy, foundBy, issueBy, pullBy, refusal } from './calls.ts';
import {
  CASE,
  CHEN_FUYING,
  type Deps,
  depsOn,
  freshWorld,
  keys,
  LI_NA,
  MATTER,
  NOW,
  recordsOf,
  snapshotWith,
  ticket,
  type World,
} from './world.ts';

let world: World;
let deps: Deps;
let identifier: string;
const setUp = async () => {
  world = await freshWorld();
  deps = depsOn(world);
  identifier = (await issueBy(deps)).identifier;
};
beforeAll(setUp);

const setState = (state: string) =>
  world.client.send(
    new UpdateCommand({
      TableName: world.names.certificates,
      Key: keyOf.certificate(identifier),
      UpdateExpression: 'SET #s = :s ADD revision :one',
      ExpressionAttributeNames: { '#s': 'state' },
      ExpressionAttributeValues: { ':s': state, ':one': 1 },
    }),
  );

test('a pull answers what is granted, asked for and permitted, and is recorded with its case', async () => {
  const pulled = await pullBy(deps, identifier);
  expect(pulled.data).toEqual({
    valid: true,
    number: '浙(2017)永康市不动产权第0012345号',
    unitNumber: '330784001002GB00003F00010001',
  });
  expect(pulled.certificate).toMatchObject({ identifier, valid: true });
  expect(pulled.receipt).toMatchObject({ certificate: identifier, level: 'fields' });
  const record = (await recordsOf(world)).find((one) => one.id === pulled.pull);
  expect(record).toMatchObject({
    kind: 'pull',
    certificate: identifier,
    case: CASE,
    matter: MATTER,
    consumer: 'one-window',
    provider: 'real-estate',
    fields: ['/valid', '/number', '/unitNumber'],
    handle: subjectHandle(keys, CHEN_FUYING),
  });
});

test('holders come by their declared leaves only', async () => {
  const pulled = await pullBy(deps, identifier, { fields: ['/holders/*/name'] });
  expect(pulled.data).toEqual({ holders: [{ name: '陈福英' }] });
});

test('a field that is being checked is named, in a pull and in a copy, about the person whose it is; nobody else’s', async () => {
  const mark = { resource: 'certificates/real-estate-title', fields: ['/number', '/area'] };
  const doubtedOf = async (subject: string) => {
    const snapshot = snapshotWith({ openDoubts: [{ ...mark, handle: subjectHandle(keys, subject) }] });
    const doubted = depsOn(world, { snapshot });
    const said = [await pullBy(doubted, identifier), await copyBy(doubted, identifier)];
    return said.map(({ doubtful }) => doubtful?.fields);
  };
  const [pulled, copied] = await doubtedOf(CHEN_FUYING);
  expect([pulled, copied]).toEqual([['/number'], expect.arrayContaining(['/number'])]);
  expect(await doubtedOf(LI_NA)).toEqual([undefined, undefined]);
});

describe('refused', () => {
  const liTicket = () => ticket({ parties: [{ role: 'seller', digest: subjectHandle(keys, LI_NA), key: 1 }] });
  const matter = async (claims: Record<string, unknown> = {}) => ({
    purpose: { kind: 'matter' as const, matter: MATTER, ticket: await ticket(claims) },
  });

  test('a party who is not a holder learns nothing: as if the certificate were not there', async () => {
    const stranger = { holder: LI_NA, purpose: { kind: 'matter' as const, matter: MATTER, ticket: await liTicket() } };
    const { typeCode, issuer } = takeApart(identifier);
    const absent = makeIdentifier({ typeCode, issuer, serial: 'NOTTHERE', version: 1 });
    const wrong = await refusal(pullBy(deps, identifier, stranger));
    expect(wrong).toEqual(await refusal(pullBy(deps, absent)));
    expect(wrong.code).toBe('not-found');
  });

  test('the ticket must name the party', async () => {
    expect(await refusal(pullBy(deps, identifier, { holder: LI_NA }))).toMatchObject({
      code: 'exchange-denied',
      rule: 'ticket-other-party',
    });
  });

  test.each([
    ['without a ticket', async () => ({ purpose: { kind: 'matter' as const, matter: MATTER } }), 'ticket-missing'],
    ['for another department', () => matter({ department: 'housing' }), 'ticket-other-department'],
    ['for another type', () => matter({ resources: ['certificates/other'] }), 'ticket-other-resource'],
    ['too late', () => matter({ iat: NOW / 1000 - 700, exp: NOW / 1000 - 100 }), 'ticket-expired'],
  ])('%s', async (_, change, rule) => {
    expect(await refusal(pullBy(deps, identifier, await change()))).toMatchObject({ code: 'exchange-denied', rule });
  });

  test('a matter that the type does not permit, and one that permits less', async () => {
    const type = snapshotWith().raw.certificateTypes[0]!;
    const none = depsOn(world, { snapshot: snapshotWith({ certificateTypes: [{ ...type, permittedUse: [] }] }) });
    expect(await refusal(pullBy(none, identifier))).toMatchObject({
      code: 'exchange-denied',
      rule: 'use-not-permitted',
    });
    const little = depsOn(world, {
      snapshot: snapshotWith({
        certificateTypes: [{ ...type, permittedUse: [{ matter: MATTER, level: 'predicate' }] }],
      }),
    });
    expect((await pullBy(little, identifier)).data).toEqual({ valid: true });
    expect(await refusal(pullBy(little, identifier, { fields: ['/number'] }))).toMatchObject({
      rule: 'use-not-permitted',
    });
  });

  test('an undeclared field, an unknown type', async () => {
    expect(await refusal(pullBy(deps, identifier, { fields: ['/data'] }))).toMatchObject({ code: 'invalid-request' });
    const { issuer } = takeApart(identifier);
    const other = makeIdentifier({ typeCode: 'X'.repeat(21), issuer, serial: '1', version: 1 });
    expect(await refusal(pullBy(deps, other))).toMatchObject({ code: 'not-found' });
  });
});

test('a grant revoked between decision and release stops the release; the record stays', async () => {
  const before = (await recordsOf(world)).length;
  const good = snapshotWith();
  const bad = snapshotWith({ grants: good.raw.grants.map((grant) => ({ ...grant, state: 'revoked' as const })) });
  let reads = 0;
  const changing = { ...deps, snapshots: { current: async () => (reads++ === 0 ? good : bad) } };
  expect(await refusal(pullBy(changing, identifier))).toMatchObject({ code: 'exchange-denied', rule: 'grant-revoked' });
  expect(await recordsOf(world)).toHaveLength(before + 1);
});

test('a repeat under the same key is released under the same record; another question is refused', async () => {
  const first = await pullBy(deps, identifier, { key: 'p1' });
  expect((await pullBy(deps, identifier, { key: 'p1', now: NOW + 5000 })).pull).toBe(first.pull);
  expect(await refusal(pullBy(deps, identifier, { key: 'p1', fields: ['/number'] }))).toMatchObject({
    code: 'idempotency-key-reused',
  });
});

test('a certificate that changes between read and record is read again', async () => {
  let changed = false;
  const racing = {
    ...deps,
    certificates: {
      ...deps.certificates,
      getWithMaster: async (id: string) => {
        const read = await deps.certificates.getWithMaster(id);
        if (!changed) await setState('02');
        changed = true;
        return read;
      },
    },
  };
  expect(await refusal(pullBy(racing, identifier))).toMatchObject({ code: 'unprocessable' });
  await setState('01');
});

test('a certificate that is not valid gives no fields, but says that it is not valid; released again when it is', async () => {
  await setState('03');
  const refused = await refusal(pullBy(deps, identifier));
  expect(refused).toMatchObject({
    code: 'unprocessable',
    errors: [{ field: '/identifier', rule: 'certificate-not-valid' }],
  });
  expect(refused.detail).toMatch(/撤销（03），\d{4}-\d\d-\d\d 至 长期 The/);
  expect((await pullBy(deps, identifier, { fields: ['/valid'] })).data).toEqual({ valid: false });
  await setState('01');
  expect((await pullBy(deps, identifier)).certificate.valid).toBe(true);
});

test('a refusal that says something about the party is recorded, and withheld when it cannot be', async () => {
  const { typeCode, issuer } = takeApart(identifier);
  const absent = makeIdentifier({ typeCode, issuer, serial: 'NOTTHERE', version: 1 });
  const refusals = async () => (await recordsOf(world)).filter((one) => one.fields.length === 0 && one.kind !== 'find');
  const before = (await refusals()).map(({ id }) => id);
  const after = async () => (await refusals()).filter(({ id, kind }) => kind !== 'issue' && !before.includes(id));
  expect(await refusal(pullBy(deps, absent, { key: 'r1' }))).toMatchObject({ code: 'not-found' });
  expect(await after()).toMatchObject([
    { kind: 'pull', found: false, certificate: absent, case: CASE, handle: subjectHandle(keys, CHEN_FUYING) },
  ]);
  await setState('02');
  expect(await refusal(pullBy(deps, identifier))).toMatchObject({ code: 'unprocessable' });
  expect(await refusal(copyBy(deps, identifier))).toMatchObject({ code: 'unprocessable' });
  await setState('01');
  expect((await after()).map(({ kind, found }) => `${kind} ${found}`).toSorted()).toEqual([
    'copy true',
    'pull false',
    'pull true',
  ]);
  const full = { ...deps, records: { put: () => Promise.reject(problem('hub-not-ready')) } };
  expect(await refusal(pullBy(full, absent))).toMatchObject({ code: 'hub-not-ready' });
  expect(await refusal(pullBy(deps, absent, { holder: LI_NA }))).toMatchObject({ rule: 'ticket-other-party' });
  expect(await after()).toHaveLength(3);
});

describe('find', () => {
  test('answers what the party holds, newest first, and is recorded', async () => {
    const newer = await issueBy(deps, { key: 'k2', number: '第2号', issuedOn: '2020-01-01' });
    const before = (await recordsOf(world)).length;
    expect((await findBy(deps)).map((one) => one.identifier)).toEqual([newer.identifier, identifier]);
    const records = await recordsOf(world);
    expect(records).toHaveLength(before + 1);
    expect(records.filter((one) => one.kind === 'find')).toMatchObject([
      { found: true, level: 'predicate', fields: [] },
    ]);
  });

  test('of one day the one that was issued last stands first', async () => {
    const older = (await findBy(deps)).map((one) => one.identifier);
    const issued: string[] = [];
    for (const n of [1, 2, 3, 4, 5]) {
      const of = { key: `day-${n}`, number: `同日第${n}号`, issuedOn: '2021-01-01', now: NOW + n * 1_000 };
      issued.unshift((await issueBy(deps, of)).identifier);
    }
    expect((await findBy(deps)).map((one) => one.identifier)).toEqual([...issued, ...older]);
  });

  test('a party who is not in the ticket is refused whether or not he holds any', async () => {
    expect(await refusal(findBy(deps, { holder: LI_NA }))).toMatchObject({
      code: 'exchange-denied',
      rule: 'ticket-other-party',
    });
  });

  test('about a third party the answer is yes or no, however many it holds', async () => {
    const good = snapshotWith();
    const grants = good.raw.grants.map((grant) => ({
      ...grant,
      parties: grant.parties.map((party) => ({ ...party, level: 'predicate' as const })),
    }));
    const low = depsOn(world, { snapshot: snapshotWith({ grants }) });
    expect(await foundBy(low)).toEqual({ holds: true, items: [] });
    const purpose = {
      kind: 'matter' as const,
      matter: MATTER,
      ticket: await ticket({ parties: [{ role: 'seller', digest: subjectHandle(keys, LI_NA), key: 1 }] }),
    };
    expect(await foundBy(low, { holder: LI_NA, purpose })).toEqual({ holds: false, items: [] });
    const whole = await foundBy(deps);
    expect([whole.holds, whole.items.map((one) => one.identifier)]).toEqual([
      true,
      expect.arrayContaining([identifier]),
    ]);
  });
});

test('looks into the library count under the quota of the grant: find, pull and copy alike, and what is denied does not', async () => {
  const [grant] = snapshotWith().grantsOf('one-window', 'certificates/real-estate-title');
  const limited = snapshotWith({ grants: [{ ...grant!, quota: { perDay: 3, perSecond: 10 } }] });
  const counted = depsOn(world, { snapshot: limited });
  expect((await refusal(pullBy(counted, identifier, { party: { role: 'buyer' } }))).code).toBe('exchange-denied');
  await findBy(counted);
  await pullBy(counted, identifier);
  await pullBy(counted, identifier);
  for (const look of [pullBy, copyBy, (by: Deps) => findBy(by)])
    expect(await refusal(look(counted, identifier))).toMatchObject({ code: 'too-many-requests', rule: 'quota-day' });
  await findBy(counted, {
    now: NOW + 86_400_000,
    purpose: {
      kind: 'matter',
      matter: MATTER,
      ticket: await ticket({ iat: Math.floor(NOW / 1000) + 86_390, exp: Math.floor(NOW / 1000) + 86_900 }),
    },
  });
});
