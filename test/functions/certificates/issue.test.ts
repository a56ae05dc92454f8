import { beforeAll, describe, expect, test } from 'vitest';
import { keyOf } from '#functions/certificates/stored.ts';
import { CertificateIdentifier } from '#schemas/identifier.ts';
import { issueBy, refusal } from './calls.ts';
import {
  CHEN_FUYING,
  caller,
  depsOn,
  freshWorld,
  issueRequest,
  itemsIn,
  LI_NA,
  recordsOf,
  singleType,
  snapshotWith,
  type World,
  window,
} from './world.ts';

let world: World;
beforeAll(async () => {
  world = await freshWorld();
});

test('an issue answers public facts, stores three files and writes index and record at once', async () => {
  const fresh = await freshWorld();
  const deps = depsOn(fresh);
  const summary = await issueBy(deps);
  expect(CertificateIdentifier.safeParse(summary.identifier).success).toBe(true);
  expect(summary).toMatchObject({
    type: 'real-estate-title',
    issuer: 'real-estate',
    state: '01',
    valid: true,
    version: 1,
  });
  const stored = await deps.certificates.get(summary.identifier);
  for (const kind of ['json', 'seal', 'pdf'] as const)
    expect(
      (await deps.files.get('real-estate-title', summary.identifier, kind, stored!.files[kind] ?? '')).length,
    ).toBeGreaterThan(100);
  expect(await recordsOf(fresh)).toMatchObject([
    { kind: 'issue', certificate: summary.identifier, provider: 'real-estate', consumer: 'real-estate', sequence: 1 },
  ]);
});

test('nothing personal stands in the table: no code, no name, no number', async () => {
  const fresh = await freshWorld();
  await issueBy(depsOn(fresh));
  const text = JSON.stringify([await itemsIn(fresh.client, fresh.names.certificates), await recordsOf(fresh)]);
  expect(text).not.toMatch(/330784196205099980|陈福英|0012345|GB00003/);
});

describe('Idempotency-Key', () => {
  test('a repeat answers the same certificate, another body is refused', async () => {
    const deps = depsOn(world);
    const first = await issueBy(deps, { key: 'same', number: '甲1' });
    expect(await issueBy(deps, { key: 'same', number: '甲1' })).toEqual(first);
    expect(await refusal(issueBy(deps, { key: 'same', number: '甲2' }))).toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  test('ten at once make one certificate and one record', async () => {
    const fresh = await freshWorld();
    const deps = depsOn(fresh);
    const all = await Promise.all(Array.from({ length: 10 }, () => issueBy(deps, { key: 'same' })));
    expect(new Set(all.map((one) => one.identifier)).size).toBe(1);
    expect(await recordsOf(fresh)).toHaveLength(1);
  });

  test('two officers never meet on a key', async () => {
    const officer = (id: string) => caller('onetrip-console', id);
    const snapshot = snapshotWith();
    const issuers = snapshot.raw.officers.filter(
      (o) => o.department === 'real-estate' && o.roles.includes('certificate-issuer'),
    );
    const double = snapshotWith({
      officers: [...snapshot.raw.officers, { ...issuers[0]!, id: 'officer-second' }],
    });
    const deps = depsOn(world, { snapshot: double });
    const a = await issueBy(deps, { key: 'k', number: '乙1', caller: officer(issuers[0]!.id) });
    const b = await issueBy(deps, { key: 'k', number: '乙2', caller: officer('officer-second') });
    expect(a.identifier).not.toBe(b.identifier);
  });
});

test('the same number of a type is issued once', async () => {
  const deps = depsOn(world);
  await issueBy(deps, { key: 'n1', number: '丙1' });
  // Full-width and spaced, it reads as the same number.
  for (const number of ['丙1', '丙１', '丙 1'])
    expect(await refusal(issueBy(deps, { key: `n2${number.length}`, number }))).toMatchObject({
      code: 'conflict',
      errors: [{ field: '/number', rule: 'number-taken' }],
    });
});

test('of two issues of a single-holding type at once one wins, and the other leaves nothing', async () => {
  const fresh = await freshWorld();
  const deps = depsOn(fresh, { snapshot: snapshotWith({ certificateTypes: [singleType] }) });
  const results = await Promise.all(
    ['a', 'b', 'c'].map((key) =>
      refusal(issueBy(deps, { key, number: key, type: singleType.id, data: { ownership: '单独所有' } })),
    ),
  );
  expect(results.map((result) => result.code ?? 'issued').sort()).toEqual(['conflict', 'conflict', 'issued']);
  expect(await recordsOf(fresh)).toHaveLength(1);
  expect(
    (await itemsIn(fresh.client, fresh.names.certificates)).filter((item) => item.sk === 'certificate'),
  ).toHaveLength(1);
});

describe('refused before anything is made', () => {
  const data = issueRequest().data;
  const { use: _use, ...withoutUse } = data;
  test.each([
    ['an unknown type', { type: 'unknown' }, '/type', 'unknown-type'],
    ['an unknown field', { data: { ...data, colour: 'red' } }, '/data/colour', 'unknown-field'],
    ['a field whose name might say something', { data: { ...data, 陈福英: 1 } }, '/data/?', 'unknown-field'],
    ['a missing field', { data: withoutUse }, '/data/use', 'missing'],
    ['a wrong type', { data: { ...data, area: '118.62' } }, '/data/area', 'number'],
    ['an object for a text', { data: { ...data, use: { a: 1 } } }, '/data/use/a', 'unknown-field'],
    ['an empty text', { data: { ...data, use: '' } }, '/data/use', 'string'],
    ['a date in the future', { issuedOn: '2026-11-21' }, '/issuedOn', 'in-the-future'],
    ['an end before the beginning', { validUntil: '2017-05-07' }, '/validUntil', 'before-valid-from'],
    [
      'a code type that is not the code’s',
      { holders: [{ name: '陈福英', code: CHEN_FUYING, codeType: '001' as const }] },
      '/holders/0/codeType',
      'holder-code-type',
    ],
    [
      'a holder named twice',
      { holders: [1, 2].map(() => ({ name: '李娜', code: LI_NA, codeType: '111' as const })) },
      '/holders/1/code',
      'holder-twice',
    ],
    [
      'a name that the font cannot print',
      { holders: [{ name: '徐𪛟', code: CHEN_FUYING, codeType: '111' as const }] },
      '/holders/0/name',
      'no-glyph U+2A6DF',
    ],
    ['an invisible character', { number: '浙\u202e1' }, '/number', 'no-glyph U+202E'],
    ['a line break in a field', { data: { ...data, notes: '一\n二' } }, '/data/notes', 'no-glyph U+000A'],
  ])('%s', async (_, change, field, rule) => {
    const result = await refusal(issueBy(depsOn(world), { key: 'refused', ...change }));
    expect(result.code).toBe('unprocessable');
    expect(result.errors).toContainEqual({ field, rule });
    expect(await depsOn(world).certificates.issuedUnder('refused')).toBeUndefined();
  });
});

test('an optional field may be left out', async () => {
  const { notes: _notes, ...data } = issueRequest().data;
  expect((await issueBy(depsOn(world), { key: 'optional', number: '己1', data })).valid).toBe(true);
});

test('rare characters that the fonts have are printed: 䶮, 㛃 and 𠮷', async () => {
  const holders = [{ name: '胡䶮㛃𠮷', code: CHEN_FUYING, codeType: '111' as const }];
  expect((await issueBy(depsOn(world), { key: 'rare', number: '丁1', holders })).valid).toBe(true);
});

test('only the department that the type names issues it', async () => {
  expect(await refusal(issueBy(depsOn(world), { caller: caller('housing-system') }))).toMatchObject({
    code: 'forbidden',
  });
  expect(await refusal(issueBy(depsOn(world), { caller: window }))).toMatchObject({
    code: 'forbidden',
    rule: 'scope-not-held',
  });
});

test('forty holders fit one transaction', async () => {
  const { citizenIdCheck } = await import('#schemas/identifier.ts');
  const holders = Array.from({ length: 40 }, (_, i) => {
    const body = `3307841990${String(1 + (i % 12)).padStart(2, '0')}${String(1 + (i % 28)).padStart(2, '0')}999`;
    return { name: `共有人${i}`, code: body + citizenIdCheck(body), codeType: '111' as const };
  });
  const unique = holders.filter((holder, i) => holders.findIndex((other) => other.code === holder.code) === i);
  const deps = depsOn(world);
  const { identifier } = await issueBy(deps, { key: 'forty', number: '戊1', holders: unique });
  expect((await deps.certificates.get(identifier))?.holders).toHaveLength(unique.length);
  expect(keyOf.certificate(identifier).sk).toBe('certificate');
});
