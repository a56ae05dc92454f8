/** A back-fill from its beginning to its end in its own room: what is issued, what is not and why, and whether it is what its issuer counts. */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { LI_NA } from '#city/cast.ts';
import { certificateLifecycle } from '#functions/certificates/lifecycle.ts';
import { relayCertificates } from '#functions/certificates/relay/relay.ts';
import { entryKey } from '#functions/certificates/status/entry.ts';
import { type BackFillLine, BackFillRow, PAST_OPERATIONS } from '#schemas/back-fill.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { issueBy } from '../calls.ts';
import { everyOperation, operateBy } from '../operations/calls.ts';
import { queues, relayDeps, saidOf } from '../relay/queues.ts';
import { streamOf } from '../relay/stream-of.ts';
import { depsOn, issueRequest, itemsIn, NOW, recordsOf, singleType } from '../world.ts';
import { callerOn, ground, processOn, pump, snapshotWithSingle, titleRow, titleRows } from './world.ts';

const written = keepLines();
const outcomesOf = (lines: readonly BackFillLine[]) => lines.map(({ outcome }) => outcome);
const handedIn = async (
  hub: ReturnType<typeof processOn>,
  rows: readonly object[],
  how: Parameters<ReturnType<typeof callerOn>['handIn']>[1] = {},
) => {
  const mine = callerOn(hub);
  const { id } = await mine.handIn(rows, how);
  await pump(hub);
  return { id, lines: await mine.lines(id), whole: await mine.get(id) };
};

describe('a file of titles', () => {
  test('every row becomes a certificate with its record, as a single issue makes it; one signature seals all', async () => {
    const on = await ground();
    const hub = processOn(on);
    const { lines, whole } = await handedIn(hub, titleRows(7));
    expect(outcomesOf(lines)).toEqual(Array(7).fill('issued'));
    expect(hub.signatures.count).toBe(1);
    const library = depsOn(on);
    for (const { identifier = '', row } of lines) {
      const stored = await library.certificates.get(identifier);
      if (!stored) throw new Error('not there');
      expect(stored).toMatchObject({ state: '01', revision: 1, version: 1, issuer: 'real-estate' });
      const bytes = (kind: 'json' | 'seal' | 'pdf' | 'ofd') =>
        library.files.get('real-estate-title', identifier, kind, stored.files[kind] ?? '');
      expect(JSON.parse(Buffer.from(await bytes('json')).toString()).number).toBe(titleRow(row).number);
      for (const kind of ['seal', 'pdf', 'ofd'] as const) expect((await bytes(kind)).length).toBeGreaterThan(100);
    }
    const records = await recordsOf(on);
    expect(records.map((one) => one.certificate).sort()).toEqual(lines.map(({ identifier }) => identifier).sort());
    expect(new Set(records.map(({ kind, consumer, client }) => `${kind} ${consumer} ${client}`))).toEqual(
      new Set(['issue real-estate real-estate-system']),
    );
    expect(records.map(({ sequence }) => sequence).sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(whole).toMatchObject({
      ...{ state: 'done', rows: 7, parts: 1, progress: { done: 7, outcomes: { issued: 7 } } },
      reconciliation: {
        stated: { rows: 7 },
        handedIn: { rows: 7, repeated: 0, states: { '01': 7 } },
        inLibrary: { rows: 7, states: { '01': 7 } },
        ...{ missing: 0, equal: true },
      },
    });
    const kept = JSON.stringify([await itemsIn(on.client, on.names['back-fills']), records, written(), lines, whole]);
    expect(kept).not.toMatch(/330784196205099980|陈福英|李娜|不动产权第/);
  });

  test('handed in again it issues nothing, seals nothing, and says that all of it is there', async () => {
    const on = await ground();
    const hub = processOn(on);
    const first = await handedIn(hub, titleRows(5));
    const again = await handedIn(hub, titleRows(5), { key: 'b2' });
    expect(outcomesOf(again.lines)).toEqual(Array(5).fill('duplicate'));
    expect(again.lines.map(({ identifier }) => identifier)).toEqual(first.lines.map(({ identifier }) => identifier));
    expect(again.whole.reconciliation).toMatchObject({ inLibrary: { rows: 5 }, missing: 0, equal: true });
    expect([hub.signatures.count, (await recordsOf(on)).length]).toEqual([1, 5]);
  });

  test('versions of one number share their serial; each is a certificate of its own', async () => {
    const { lines } = await handedIn(processOn(await ground()), [titleRow(1), titleRow(1, { version: 2 })]);
    expect(outcomesOf(lines)).toEqual(['issued', 'issued']);
    const [first, second] = lines.map(({ identifier = '' }) => identifier.split('.').slice(5));
    expect([first?.[2], first?.[3], second?.[3]]).toEqual([second?.[2], '001', '002']);
  });
});

describe('rows that are not issued', () => {
  const [{ holders: [holder] = [] } = titleRow(1)] = titleRows(1);
  if (!holder) throw new Error('a title has a holder');
  const ROWS = {
    there: titleRow(1, { holders: issueRequest().holders }),
    other: titleRow(2, { issuedOn: '2016-01-01' }),
    code: titleRow(3, { holders: [{ ...holder, code: '330784196205099981' }] }),
    glyph: titleRow(4, { holders: [{ ...holder, name: '李\u{3fffd}' }] }),
    field: titleRow(5, { data: { ...titleRow(5).data, area: 'a lot' } }),
    good: titleRow(6),
    twice: titleRow(6),
    twiceOther: titleRow(6, { issuedOn: '2016-01-01' }),
    future: titleRow(7, { issuedOn: '2030-01-01', validFrom: '2030-01-01' }),
    release: { ...titleRow(8), later: { operation: 'release', reason: '不是往事' } },
    spaced: titleRow(9, { number: '浙(2017)永康市不动产权第 0000006 号' }),
    holderTwice: titleRow(10, { holders: [holder, holder] }),
    unknown: { ...titleRow(11), colour: 'red' },
  };
  const names = Object.keys(ROWS) as (keyof typeof ROWS)[];
  const found = {} as Record<keyof typeof ROWS, BackFillLine>;
  let single: string;
  let signatures: number;
  let text: string;
  let missing: number | undefined;
  beforeAll(async () => {
    const on = await ground();
    single = (await issueBy(depsOn(on), { number: titleRow(1).number })).identifier;
    await issueBy(depsOn(on), { number: titleRow(2).number, key: 'k2' });
    const hub = processOn(on);
    const { id, lines, whole } = await handedIn(hub, Object.values(ROWS));
    for (const [i, name] of names.entries()) found[name] = lines[i] as BackFillLine;
    signatures = hub.signatures.count;
    text = await callerOn(hub).result(id, 1, 'csv');
    missing = whole.reconciliation?.missing;
  });
  const row = (name: keyof typeof ROWS): number => names.indexOf(name) + 1;

  test('what was issued singly is a duplicate with the same content, a conflict with other content; each is named', () => {
    expect(found.there).toEqual({ row: row('there'), outcome: 'duplicate', identifier: single, state: '01' });
    expect(found.other).toMatchObject({ outcome: 'conflict', state: '01' });
  });

  const REFUSED: readonly (readonly [string, keyof typeof ROWS, RegExp])[] = [
    ['a wrong check digit', 'code', /^\/holders\/0\/code subject-code$/],
    ['a character that no font has', 'glyph', /^\/holders.* no-glyph/],
    ['a value of another kind', 'field', /^\/data\/area number$/],
    ['a date to come', 'future', /^\/issuedOn in-the-future$/],
    ['an operation that is not of the past', 'release', /^\/later\/operation not-of-the-past$/],
    ['a holder who stands there twice', 'holderTwice', /^\/holders.* (holder-twice|at-most)/],
    ['a member that nobody knows', 'unknown', /^\/colour unknown-field$/],
  ];
  test.each(REFUSED)('%s is refused by field and rule', (_, name, rule) => {
    expect(found[name].outcome).toBe('refused');
    expect(found[name].rules?.join('\n')).toMatch(new RegExp(rule.source, 'm'));
  });

  test('a number that stands there twice, and one that reads alike: the first counts, and the others name its row', () => {
    expect(found.good.outcome).toBe('issued');
    const sameAs = row('good');
    expect(found.twice).toEqual({ row: row('twice'), outcome: 'duplicate', sameAs });
    expect(found.twiceOther).toEqual({ row: row('twiceOther'), outcome: 'conflict', sameAs });
    expect(found.spaced).toEqual({ row: row('spaced'), outcome: 'conflict', sameAs });
  });

  test('they cost no signature, and the reconciliation says how many the library lacks', () => {
    expect(signatures).toBe(1);
    expect(missing).toBe(names.length - 2);
  });

  test('a spreadsheet opens the list, which says nothing about anybody', () => {
    const lines = text.split('\r\n');
    expect(lines[0]).toBe('\ufeffrow,outcome,identifier,state,sameAs,rules');
    expect(lines[row('twice')]).toBe(`${row('twice')},duplicate,,,${row('good')},`);
    expect(text).not.toMatch(/永康市不动产权第|陈福英|李娜|33078419/);
  });
});

describe('what has become of a certificate since', () => {
  test('it comes in the state that it is in, never valid before, with its operation, both records and its entry in the list', async () => {
    const on = await ground();
    const rows = [
      titleRow(1),
      titleRow(2, { later: { operation: 'cancel', reason: '权利人申请注销' } }),
      titleRow(3, { later: { operation: 'hold', reason: '司法查封' } }),
    ];
    const states = { '01': 1, '02': 1, '04': 1 } as const;
    const { lines, whole } = await handedIn(processOn(on), rows, { states });
    expect(lines.map(({ outcome, state }) => [outcome, state])).toEqual([
      ['issued', '01'],
      ['issued', '04'],
      ['issued', '02'],
    ]);
    expect(whole.reconciliation).toMatchObject({ inLibrary: { rows: 3, states }, missing: 0, equal: true });
    const { certificates, operations } = depsOn(on);
    const stored = await certificates.get(lines[1]?.identifier ?? '');
    expect(stored).toMatchObject({ state: '04', revision: 2 });
    const operation = await operations.get(lines[1]?.identifier ?? '', 2);
    expect(operation).toMatchObject({ operation: 'cancel', from: '01', to: '04', department: 'real-estate' });
    expect(JSON.stringify(operation)).not.toContain('注销');
    const records = await recordsOf(on);
    expect(records.map(({ kind }) => kind).sort()).toEqual(['issue', 'issue', 'issue', 'operation', 'operation']);
    expect(records.some(({ id }) => id === operation?.record)).toBe(true);
    if (!stored?.status) throw new Error('no place');
    const entry = new GetCommand({ TableName: on.names.certificates, Key: entryKey(stored.status) });
    expect((await on.client.send(entry)).Item).toMatchObject({ entry: 1 });
  });

  test('a state that changed in the library since is told, and the counts are not equal', async () => {
    const hub = processOn(await ground());
    await handedIn(hub, [titleRow(1), titleRow(2, { later: { operation: 'cancel', reason: '权利人申请注销' } })]);
    const { lines, whole } = await handedIn(hub, titleRows(2), { key: 'b2' });
    expect(lines.map(({ outcome, state }) => [outcome, state])).toEqual([
      ['duplicate', '01'],
      ['duplicate', '04'],
    ]);
    expect(whole.reconciliation).toMatchObject({
      missing: 0,
      inLibrary: { states: { '01': 1, '04': 1 } },
      equal: false,
    });
  });

  test('what was loaded, and what had become of it, is no news to subscribers; what happens to it afterwards is', async () => {
    const on = await ground();
    const hub = processOn(on);
    const later = { operation: 'cancel', reason: '权利人申请注销' } as const;
    const { lines } = await handedIn(hub, [titleRow(1), titleRow(2, { later })]);
    const library = depsOn(on, { snapshot: everyOperation() });
    const told = async () => {
      const { taken, of } = queues();
      expect(await relayCertificates(await streamOf(on), relayDeps(of, on, library))).toEqual({
        batchItemFailures: [],
      });
      return { said: saidOf(taken.events).map(({ type, data }) => [type, data.number]), lists: taken.status.size };
    };
    // Who reads the status list must learn of it all the same.
    expect(await told()).toEqual({ said: [], lists: 1 });
    await operateBy(library, lines[0]?.identifier ?? '', { now: NOW + 5000 });
    expect((await told()).said).toEqual([['certificate.changed', titleRow(1).number]]);
  });

  test('every operation of a row is one that the lifecycle knows from the beginning', () => {
    const reason = '往事';
    for (const operation of PAST_OPERATIONS) {
      expect(certificateLifecycle.events[operation].moves).toHaveProperty('01');
      expect(BackFillRow.safeParse(titleRow(1, { later: { operation, reason, text: '其他状态' } })).success).toBe(true);
    }
    expect(BackFillRow.safeParse(titleRow(1, { later: { operation: 'other', reason } })).success).toBe(false);
  });
});

describe('a type of which everybody may have one', () => {
  const { data: _data, ...facts } = titleRow(1);
  const row = (number: string, code: string, change: object = {}) => ({
    ...facts,
    ...{ number, holders: [{ name: '某人', code, codeType: '111' as const }] },
    data: Object.fromEntries(singleType.fields.map(({ pointer }) => [pointer.slice(1), '永康市东城街道'])),
    ...change,
  });
  const CHEN = issueRequest().holders[0]?.code ?? '';
  const how = { type: singleType.id } as const;

  test('who has one is named: by the row of the file, or by the certificate that he has; what ended takes no place', async () => {
    const on = await ground();
    const hub = processOn(on, { snapshot: snapshotWithSingle });
    const later = { operation: 'cancel', reason: '迁出注销' };
    const first = await handedIn(
      hub,
      [row('一', CHEN, { later }), row('二', CHEN), row('三', CHEN), row('四', LI_NA)],
      how,
    );
    const rules = ['/holders holder-has-one-already'];
    expect(first.lines).toMatchObject([
      { outcome: 'issued', state: '04' },
      { outcome: 'issued', state: '01' },
      { outcome: 'refused', sameAs: 2, rules },
      { outcome: 'issued' },
    ]);
    const second = await handedIn(hub, [row('五', CHEN), row('六', CHEN, { later })], { ...how, key: 'b2' });
    expect(second.lines).toMatchObject([
      { outcome: 'refused', identifier: first.lines[1]?.identifier, rules },
      { outcome: 'issued', state: '04' },
    ]);
  });
});

test('a chunk holds 256 rows and costs one signature; progress is what is done', async () => {
  const hub = processOn(await ground(), { chunkRows: 3 });
  const mine = callerOn(hub);
  const { id } = await mine.handIn(titleRows(8));
  expect((await mine.get(id)).progress).toBeUndefined();
  await pump(hub, NOW, undefined);
  expect(hub.signatures.count).toBe(3);
  expect(await mine.get(id)).toMatchObject({ state: 'done', progress: { done: 8, outcomes: { issued: 8 } } });
});
