/** The interface of the room: who may begin, how the file comes, what is refused, who fetches what, and how it all ends. */
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { look } from '#functions/batches/look.ts';
import { subjectHandle } from '#functions/kernel/digest.ts';
import { BATCH_SECONDS, type Refusal } from '#schemas/batch.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { problemOf } from '#test/functions/exchange/running.ts';
import {
  adapterOf,
  keys,
  NOW,
  officerCaller,
  snapshotOf,
  systemCaller,
  titleOf,
} from '#test/functions/exchange/world.ts';
import {
  batchGrant,
  callerOn,
  fileOf,
  type Ground,
  ground,
  holder,
  linesOf,
  type Parts,
  processOn,
  pump,
  submitted,
  wish,
} from './world.ts';

keepLines();
const day = 86_400_000;
/** What a call is refused for, by field and rule. */
const errorsOf = async (call: Promise<unknown>) =>
  ((await problemOf(call)).extra as { errors?: object[] } | undefined)?.errors;
let on: Ground;
beforeAll(async () => {
  on = await ground();
});

const answering = adapterOf(async (who) => titleOf(who));
const processWith = (change: Partial<Parts> = {}) => processOn(on, { adapter: answering, ...change });
const granted = (change: object) => () => snapshotOf({ grants: [{ ...batchGrant, ...change }] });
/** Once, because it is looked at often. */
const still = (make: ReturnType<typeof granted>) => {
  const made = make();
  return () => made;
};

describe('beginning', () => {
  test.each([
    ['a grant that does not name batches', { uses: undefined }, {}, 'use-not-granted'],
    ['a grant that names events only', { uses: ['events'] }, {}, 'use-not-granted'],
    ['a grant that is revoked', { state: 'revoked' }, {}, 'grant-revoked'],
    ['a grant that demands a signature under each question', { signature: true }, {}, 'signature-missing'],
    ['another purpose', {}, { purpose: { kind: 'standing', code: 'other' } }, 'purpose-not-granted'],
    ['another party', {}, { party: { role: 'spouse' } }, 'party-not-granted'],
  ] as const)('%s is denied before anything is uploaded', async (_name, grant, change, rule) => {
    const caller = callerOn(processWith({ snapshot: still(granted(grant)) }));
    expect(await problemOf(caller.create({ ...wish(), ...change } as never))).toMatchObject({
      code: 'exchange-denied',
      rule,
    });
  });

  test('what is asked later, changes something, or is a certificate is refused by rule', async () => {
    const hub = processWith();
    const refusing = callerOn({ api: { ...hub.api, askedNow: () => false } });
    expect(await errorsOf(refusing.create())).toEqual([{ field: '/resource', rule: 'only-what-is-asked-now' }]);
  });

  test('a field that is not declared is named', async () => {
    expect(await errorsOf(callerOn(processWith()).create(wish({ fields: ['/unit', '/nobody'] })))).toEqual([
      { field: '/fields/1', rule: 'not-a-declared-leaf' },
    ]);
  });

  test('the same key begins one batch, and another wish under it is refused', async () => {
    const caller = callerOn(processWith());
    const [a, b] = [await caller.create(wish(), 'same'), await caller.create(wish(), 'same', NOW + 5)];
    expect(b).toEqual(a);
    expect(await problemOf(caller.create(wish({ format: 'ndjson' }), 'same'))).toMatchObject({
      code: 'idempotency-key-reused',
    });
  });
});

describe('the file', () => {
  test('parts come in any order and again; other bytes under a number are refused; nothing readable stands in the bucket', async () => {
    const hub = processWith();
    const caller = callerOn(hub);
    const file = fileOf(12);
    const { id } = await caller.create(wish(), 'parts');
    const [a, b] = [file.subarray(0, 50), file.subarray(50)];
    await caller.part(id, 2, b);
    await caller.part(id, 1, a);
    await caller.part(id, 2, b);
    expect(await problemOf(caller.part(id, 2, a))).toMatchObject({ code: 'conflict', cause: 'other-part' });
    const { Contents = [] } = await on.bucket.client.send(
      new ListObjectsV2Command({ Bucket: on.bucket.name, Prefix: `uploads/${id}/` }),
    );
    expect(Contents).toHaveLength(2);
    for (const { Key = '' } of Contents) {
      expect(Key).not.toMatch(/H0000/);
      const { Body } = await on.bucket.client.send(new GetObjectCommand({ Bucket: on.bucket.name, Key }));
      expect(Buffer.from((await Body?.transformToByteArray()) ?? []).toString('latin1')).not.toMatch(/H0000/);
    }
    await caller.submit(id, file, 2);
    await pump(hub);
    expect(await caller.get(id)).toMatchObject({ state: 'done', rows: 12 });
    const after = await on.bucket.client.send(
      new ListObjectsV2Command({ Bucket: on.bucket.name, Prefix: `uploads/${id}/` }),
    );
    expect(after.KeyCount).toBe(0);
    // Nor in the table: rows and answers are sealed.
    const { Items = [] } = await on.tables.client.send(new ScanCommand({ TableName: on.tables.names.batches }));
    const texts = Items.map((item) =>
      JSON.stringify(item, (_k, v) => (v instanceof Uint8Array ? Buffer.from(v).toString('latin1') : v)),
    );
    expect(texts.length).toBeGreaterThan(12);
    expect(texts.filter((text) => /H0000|王强/.test(text))).toEqual([]);
    // The same part once more, its answer having been lost; a new one comes too late.
    await caller.part(id, 1, a);
    expect(await problemOf(caller.part(id, 3, a))).toMatchObject({ code: 'conflict' });
  });

  test('submitting says which parts are missing or too many, and counts the bytes; again it is answered as it stands', async () => {
    const hub = processWith();
    const caller = callerOn(hub);
    const { id } = await caller.create(wish(), 'submit');
    const file = fileOf(2);
    await caller.part(id, 2, file);
    const errors = (parts: number) => errorsOf(caller.submit(id, file, parts));
    expect(await errors(3)).toEqual([
      { field: '/parts/1', rule: 'missing' },
      { field: '/parts/3', rule: 'missing' },
    ]);
    expect(await errors(1)).toEqual([
      { field: '/parts/1', rule: 'missing' },
      { field: '/parts/2', rule: 'one-too-many' },
    ]);
    await caller.part(id, 1, file);
    expect(await errors(2)).toEqual([{ field: '/bytes', rule: 'as-many-as-uploaded' }]);
    const both = Buffer.concat([file, file]);
    const first = await caller.submit(id, both, 2, NOW + 1);
    expect(await caller.submit(id, both, 2, NOW + 9)).toEqual(first);
    expect(await problemOf(caller.submit(id, both, 2, NOW, 7))).toMatchObject({ code: 'conflict' });
  });

  test.each<[string, { digest?: true; rows?: number; file?: string }, Refusal]>([
    ['a digest that is not the file’s', { digest: true }, { rule: 'digest-of-the-whole' }],
    ['another number of rows than stated', { rows: 9 }, { rule: 'as-many-rows-as-stated' }],
    ['a column nobody knows', { file: 'name\nx\n' }, { row: 0, rule: 'no-member-of-the-request:column-1' }],
    ['a ragged row', { file: 'holder,ticket\na,\nb\n' }, { row: 2, rule: 'as-many-cells-as-the-heading' }],
    [
      'a ticket for a standing purpose',
      { file: 'holder,ticket\na,\nb,t\n' },
      { row: 2, rule: 'no-ticket-for-a-standing-purpose' },
    ],
  ])(
    '%s refuses it whole: nothing is asked, the file goes, and it says why',
    async (name, { digest, rows, file }, refusal) => {
      const asked: string[] = [];
      const hub = processWith({ adapter: adapterOf(async (who) => asked.push(who)) });
      const caller = callerOn(hub);
      const { id } = await caller.create(wish(), name);
      const whole = file === undefined ? fileOf(3) : Buffer.from(file);
      await caller.part(id, 1, whole);
      const other = Buffer.from(whole);
      if (digest) other[0] = 0x48;
      await caller.submit(id, other, 1, NOW, rows);
      await pump(hub);
      const seen = await caller.get(id);
      expect(seen).toMatchObject({ state: 'failed', reason: 'file-refused', refusals: [refusal] });
      expect(asked).toEqual([]);
      expect(await problemOf(caller.result(id, 1))).toMatchObject({ code: 'conflict' });
      const left = await on.bucket.client.send(
        new ListObjectsV2Command({ Bucket: on.bucket.name, Prefix: `uploads/${id}/` }),
      );
      expect(left.KeyCount).toBe(0);
    },
  );
});

describe('whose it is', () => {
  test('another system and another department know nothing of it; a colleague fetches it; lists are one’s own, by page', async () => {
    const hub = processWith();
    const officer = callerOn(hub, officerCaller('officer-hu'));
    const ids: string[] = [];
    for (const key of ['a', 'b', 'c']) ids.push((await submitted(officer, fileOf(2), wish(), key)).id);
    await pump(hub);
    const [id = ''] = ids;
    const system = callerOn(hub, systemCaller);
    expect(await problemOf(system.get(id))).toMatchObject({ code: 'not-found' });
    expect(await problemOf(system.result(id, 1))).toMatchObject({ code: 'not-found' });
    const colleague = callerOn(hub, officerCaller('officer-xu'));
    expect(linesOf(await colleague.result(id, 1))).toHaveLength(2);
    expect((await officer.pickups(id)).items).toEqual([
      expect.objectContaining({ part: 1, officer: 'officer-xu', released: 2, format: 'ndjson' }),
    ]);
    const first = await colleague.list({ limit: 2 });
    const second = await colleague.list({ limit: 2, cursor: first.next });
    expect([...first.items, ...second.items].map((batch) => batch.id).toSorted()).toEqual(ids.toSorted());
    expect(await problemOf(officer.list({ limit: 2, cursor: first.next }))).toMatchObject({ code: 'invalid-request' });
  });
});

describe('fetching', () => {
  const ready = async (key: string, file = fileOf(3), body = wish()) => {
    const hub = processWith();
    const { id } = await submitted(callerOn(hub), file, body, key);
    await pump(hub);
    return id;
  };

  test('each time by today’s grant: narrowed it gives less, revoked it gives nothing, and says why', async () => {
    const id = await ready('today');
    const by = (change: object) => callerOn(processWith({ snapshot: still(granted(change)) }));
    const [line] = linesOf(await by({ revision: 2, fields: ['/unit'] }).result(id, 1));
    expect(line?.answer).toEqual({ unit: 'U1' });
    const csv = await by({ revision: 2, fields: ['/unit'] }).result(id, 1, 'csv');
    expect(csv.split('\r\n')[1]).toMatch(/^1,found,,,[0-9a-f-]{36},[^,]+,,,U1,,$/);
    for (const [change, rule] of [
      [{ state: 'revoked' }, 'grant-revoked'],
      [{ uses: [] }, 'use-not-granted'],
      [{ until: '2026-11-20T01:00:00Z' }, 'grant-expired'],
    ] as const)
      expect(await problemOf(by(change).result(id, 1))).toMatchObject({ code: 'exchange-denied', rule });
    expect((await by({}).pickups(id)).items).toHaveLength(2);
  });

  test('by today’s doubts: a row says which of its fields are being checked', async () => {
    const id = await ready('doubts');
    const openDoubts = [
      { resource: 'deeds/title', fields: ['/unit', '/seized'], handle: subjectHandle(keys, holder(2)) },
      { resource: 'deeds/other', fields: ['/unit'], handle: subjectHandle(keys, holder(1)) },
    ];
    const caller = callerOn(processWith({ snapshot: still(() => snapshotOf({ grants: [batchGrant], openDoubts })) }));
    const lines = linesOf(await caller.result(id, 1));
    expect(lines.map(({ doubtful }) => doubtful)).toEqual([undefined, ['/unit', '/seized'], undefined]);
    expect(await caller.result(id, 1, 'csv')).toContain(',"[""/unit"",""/seized""]",');
  });

  test('a part that is not there, and one that is not done', async () => {
    const hub = processWith({ chunkRows: 3 });
    const caller = callerOn(hub);
    const { id } = await submitted(caller, fileOf(5), wish(), 'parts-done');
    expect(await problemOf(caller.result(id, 1))).toMatchObject({ code: 'conflict', cause: 'no-result' });
    const cut = hub.room.sent.shift();
    if (cut) await look(hub.looking, id, NOW);
    expect(await problemOf(caller.result(id, 1))).toMatchObject({ code: 'conflict', cause: 'part-not-done' });
    expect(await problemOf(caller.result(id, 3))).toMatchObject({ code: 'not-found' });
    await pump(hub);
    expect(linesOf(await caller.result(id, 2)).map(({ row }) => row)).toEqual([4, 5]);
  });

  test('after a week nothing can be fetched any more, and nothing can be read any more either: its key is gone', async () => {
    const id = await ready('week');
    const hub = processWith();
    const caller = callerOn(hub);
    const end = NOW + BATCH_SECONDS.kept * 1000;
    expect(linesOf(await caller.result(id, 1, 'ndjson', end - 60_000))).toHaveLength(3);
    // By the clock alone, before anybody has looked after it.
    expect(await problemOf(caller.result(id, 1, 'ndjson', end + 60_000))).toMatchObject({ code: 'answer-expired' });
    await look(hub.looking, id, end + 60_000);
    expect(await caller.get(id, end + 60_000)).toMatchObject({ state: 'expired', rows: 3 });
    expect((await hub.api.batches.get(id))?.key).toBeUndefined();
    expect(await problemOf(caller.result(id, 1, 'ndjson', end + 120_000))).toMatchObject({ code: 'answer-expired' });
  });

  test('a file that is never submitted is given up after a day, and its parts go', async () => {
    const hub = processWith();
    const caller = callerOn(hub);
    const { id } = await caller.create(wish(), 'never');
    await caller.part(id, 1, fileOf(1));
    expect(await problemOf(caller.part(id, 2, fileOf(1), NOW + day + 1))).toMatchObject({
      code: 'conflict',
      cause: 'too-late',
    });
    await look(hub.looking, id, NOW + day + 1);
    expect(await caller.get(id)).toMatchObject({ state: 'expired' });
    const left = await on.bucket.client.send(
      new ListObjectsV2Command({ Bucket: on.bucket.name, Prefix: `uploads/${id}/` }),
    );
    expect(left.KeyCount).toBe(0);
  });
});
