/** 证照副本 in the package of a case: what it issued, what was released for it as a copy, and a reason for each that is not there. */
import { createHash } from 'node:crypto';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { CHEN_FUYING, CHEN_HOME, LI_NA } from '#city/cast.ts';
import { checkArchives } from '#functions/cases/archive/check.ts';
import type { Library } from '#functions/cases/archive/copies.ts';
import { fileKey } from '#functions/certificates/files.client.ts';
import { makeIdentifier, takeApart } from '#functions/certificates/identifier.ts';
import { keyedUuid } from '#functions/kernel/digest.ts';
import { receiptFor } from '#functions/kernel/receipt.ts';
import { broughtAll, decided, officerOf } from '#infra/local/scenarios/bodies.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import type { Level } from '#schemas/resource.ts';
import { type CrashPoints, crashPoints, sampled } from '#test/engines/crash-points.ts';
import { issueBy } from '../certificates/calls.ts';
import { type Deps, depsOn, freshWorld, type World } from '../certificates/world.ts';
import { archiveRoom } from './archive-room.ts';
import { restaurant } from './restaurant.ts';
import { KEYS, XU } from './world.ts';

const TYPE = 'real-estate-title';
const MATTER = 'proof-of-title';

let world: World;
let deps: Deps;
/** Of Chen Fuying three, of Li Na, who has no part in the case, one. */
let titles: string[];
let others: string;
beforeAll(async () => {
  world = await freshWorld();
  deps = { ...depsOn(world), keys: async () => KEYS };
  const one = async (key: string, change = {}) =>
    (await issueBy(deps, { key, number: `证${key}`, ...change })).identifier;
  titles = [await one('1'), await one('2'), await one('3')];
  others = await one('4', { holders: [{ name: '李娜', code: LI_NA, codeType: '111' }] });
});

const filesOf = async (identifier: string) => {
  const entry = await deps.certificates.get(identifier);
  if (!entry) throw new Error('no entry');
  return entry.files;
};
const hex = (bytes: Uint8Array | undefined): string =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');

interface Pull {
  readonly certificate: string;
  readonly level?: Level;
}

/** A proof of title with this result, for which these were pulled; closed. */
const closed = async (
  {
    result,
    pulls = [],
    library = deps,
    matter = MATTER,
  }: { result?: string; pulls?: readonly Pull[]; library?: Library; matter?: string },
  crash: CrashPoints = crashPoints(),
) => {
  const room = await archiveRoom('2023-09-25 09:00', { crash, library });
  const { world: cases } = room;
  const parties = [{ id: 'chen', role: 'applicant', code: CHEN_FUYING, name: '陈福英' }] as const;
  const form = { 'house.unitNumber': CHEN_HOME };
  const over = { subject: { matter }, answers: {}, parties: [...parties], form, onBehalf: 'chen' };
  const { id } = await taken(cases.open(restaurant(over)));
  await taken(cases.act(id, { act: 'file', onBehalf: 'chen' }));
  await broughtAll(cases, id, 'chen');
  await taken(cases.act(id, { act: 'accept' }));
  for (const [i, { certificate, level }] of pulls.entries()) {
    const answer = { valid: true };
    const receipt = receiptFor(
      KEYS,
      {
        ...{ exchange: keyedUuid(KEYS, `${id} ${i}`), case: id, matter, consumer: 'one-window' },
        ...{ resource: `certificates/${TYPE}`, resourceVersion: 1, party: 'applicant', found: true, certificate },
        ...{ fields: ['/valid'], answeredAt: new Date(cases.now()).toISOString() },
        ...(level ? { level } : {}),
      },
      { subject: CHEN_FUYING, answer },
    );
    await taken(cases.act(id, { act: 'add-fact', party: 'chen', receipt, answer }, { as: XU }));
  }
  await decided(cases, id, matter);
  const document = { number: '永房证2023', name: { zh: '证明', en: 'proof' } };
  const as = officerOf(await cases.get(id), matter);
  const outcome = result ? { certificate: result } : { document };
  await taken(cases.act(id, { act: 'record-result', task: matter, result: outcome }, { as }));
  await taken(cases.act(id, { act: 'put-out' }));
  await taken(cases.act(id, { act: 'deliver', way: 'window', to: 'chen' }));
  await taken(cases.act(id, { act: 'close' }));
  return { ...room, id };
};
const libraryIn = (content: ReadonlyMap<string, Buffer>) => JSON.parse(String(content.get('library.json')));

describe('the copies of certificates', () => {
  test('what the case issued lies there as data, proof and pages; what was released as a copy as its pages; of every other the identifier alone', async () => {
    const [result = '', copied = '', asFields = ''] = titles;
    const pulls: Pull[] = [
      { certificate: copied, level: 'fields' },
      { certificate: copied, level: 'copy' },
      { certificate: asFields, level: 'fields' },
      // From before receipts said as what it was released.
      { certificate: others },
      { certificate: result, level: 'copy' },
    ];
    const { id, archive, content, whole, store } = await closed({ result, pulls });
    await archive(id);
    const files = await content(id);
    const { json, seal, pdf, ofd } = await filesOf(result);
    expect(libraryIn(files)).toEqual([
      {
        ...{ certificate: result, of: 'issued', matters: [MATTER] },
        files: [
          { path: 'certificates/000001/master.json', sha256: json },
          { path: 'certificates/000001/seal.json', sha256: seal },
          { path: 'certificates/000001/page.pdf', sha256: pdf },
          { path: 'certificates/000001/page.ofd', sha256: ofd },
        ],
      },
      {
        ...{ certificate: copied, of: 'pulled', level: 'copy', matters: [MATTER] },
        files: [expect.objectContaining({ sha256: (await filesOf(copied)).pdf }), expect.objectContaining({})],
      },
      {
        ...{ certificate: asFields, of: 'pulled', level: 'fields', matters: [MATTER], files: [] },
        ...{
          without: 'released-as-fields',
          why: expect.objectContaining({ zh: '只共享了字段或是否，见 answers.json' }),
        },
      },
      {
        ...{ certificate: others, of: 'pulled', level: 'predicate', matters: [MATTER], files: [] },
        ...{ without: 'released-as-fields', why: expect.anything() },
      },
    ]);
    expect(hex(files.get('certificates/000001/page.pdf'))).toBe(pdf);
    expect(hex(files.get('certificates/000001/master.json'))).toBe(json);
    expect([...files.keys()].filter((path) => path.startsWith('certificates/'))).toHaveLength(6);
    // Closed like everything else, and its manifests hold.
    const bytes = await whole(id);
    for (const word of ['陈福英', '%PDF', 'OFD.xml']) expect(bytes.includes(word)).toBe(false);
    expect((await checkArchives(store, id, () => undefined)).differences).toEqual([]);
  });

  test('of what was not released as a copy nothing is even read', async () => {
    const refusing = async () => {
      throw new Error('read');
    };
    const library = { certificates: { get: refusing }, files: { get: refusing } };
    const { id, archive, content } = await closed({ pulls: [{ certificate: others, level: 'fields' }], library });
    await archive(id);
    expect(libraryIn(await content(id))).toMatchObject([{ without: 'released-as-fields' }]);
  });

  test('what is no result of this case, or nowhere, is named and not copied', async () => {
    const unknown = makeIdentifier({ ...takeApart(titles[0] ?? ''), serial: '0'.repeat(20) });
    for (const [result, without, matter] of [
      [unknown, 'not-in-library', MATTER],
      // Of Li Na, by the office of real estate: nobody in this case holds it, and another body decided.
      [others, 'not-of-this-case', 'senior-card'],
    ] as const) {
      const { id, archive, content } = await closed({ result, matter });
      await archive(id);
      const files = await content(id);
      expect(libraryIn(files)).toMatchObject([{ certificate: result, files: [], without }]);
      expect([...files.keys()].filter((path) => path.startsWith('certificates/'))).toEqual([]);
    }
  });

  test('a file that has vanished, is another or whose key was deleted is named; the package is made with the rest', async () => {
    const lost = (await issueBy(deps, { key: 'lost', number: '证遗失' })).identifier;
    const { pdf, ofd = '' } = await filesOf(lost);
    const at = (kind: 'pdf' | 'ofd', sha256: string) => ({
      ...{ Bucket: world.bucket.name, Key: fileKey(TYPE, lost, kind, sha256) },
    });
    await world.bucket.client.send(new DeleteObjectCommand(at('pdf', pdf)));
    await world.bucket.client.send(new PutObjectCommand({ ...at('ofd', ofd), Body: 'another' }));
    const keyGone = async (...[type, identifier, kind, sha256]: Parameters<Library['files']['get']>) => {
      if (kind === 'seal') throw Object.assign(new Error('pending deletion'), { name: 'KMS.KMSInvalidStateException' });
      return deps.files.get(type, identifier, kind, sha256);
    };
    const library = { certificates: deps.certificates, files: { get: keyGone } };
    const { id, archive, content, deps: room } = await closed({ result: lost, library });
    await archive(id);
    const [{ files }] = libraryIn(await content(id));
    expect(files.map((one: { without?: string }) => one.without)).toEqual([
      ...[undefined, 'key-gone', 'file-gone', 'file-differs'],
    ]);
    expect((await room.archives.get(id))?.state).toBe('kept');
  });

  test.each(['TimeoutError', 'AccessDenied', 'KMS.DisabledException', 'SlowDown'])(
    'after %s nothing is kept, and the next time the copy is there',
    async (name) => {
      const [result = ''] = titles;
      let fails = true;
      const get = async (...asked: Parameters<Library['files']['get']>) => {
        if (fails) throw Object.assign(new Error('not now'), { name });
        return deps.files.get(...asked);
      };
      const library = { certificates: deps.certificates, files: { get } };
      const { id, archive, content, keys } = await closed({ result, library });
      await expect(archive(id)).rejects.toThrow('not now');
      expect(await keys()).toEqual([]);
      fails = false;
      await archive(id);
      expect((await content(id)).get('certificates/000001/page.pdf')?.subarray(0, 5).toString()).toBe('%PDF-');
    },
  );

  test('killed at any boundary, the library’s among them, it is one package of the same bytes', async () => {
    const [result = '', copied = ''] = titles;
    const pulls: Pull[] = [{ certificate: copied, level: 'copy' }];
    const whole = await closed({ result, pulls });
    const from = whole.crash.passed;
    await whole.archive(whole.id);
    const boundaries = whole.crash.passed - from;
    expect(boundaries).toBeGreaterThan(26);
    for (const boundary of sampled(boundaries)) {
      const { id, archive, keys, crash, deps: room, store } = await closed({ result, pulls });
      crash.at(crash.passed + boundary);
      await expect(archive(id)).rejects.toThrow();
      crash.at(Number.POSITIVE_INFINITY);
      const before = await room.archives.get(id);
      await archive(id);
      await archive(id);
      const kept = await room.archives.get(id);
      expect([kept?.state, (await keys()).length]).toEqual(['kept', 1]);
      if (before) expect(kept?.sha256).toBe(before.sha256);
      expect((await checkArchives(store, undefined, () => undefined)).differences).toEqual([]);
    }
  });
});
