import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { handedIn } from '#functions/cases/archive/content.ts';
import type { CaseView } from '#schemas/case.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import { FILE_LIMITS } from '#schemas/case-file.ts';
import { casePaperRoutes } from '#schemas/routes/case-papers.ts';
import { crashPoints } from '#test/engines/crash-points.ts';
import { BODIES, LICENSED, paper, restaurant } from '../restaurant.ts';
import { XU } from '../world.ts';
import { papersWorld, pdf } from './papers-world.ts';

const zipped = async (...names: string[]): Promise<Buffer> => {
  const zip = new ZipFile();
  for (const name of names) zip.addBuffer(Buffer.from('<x/>'), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');
const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');
const START = '2017-09-25 08:50';
const electronic = (material: string, ...files: string[]) => ({ material, medium: 'electronic' as const, files });

describe('files of a case', () => {
  test('come as bytes, are told by their first bytes, and come out as they went in', async () => {
    const world = await papersWorld(START);
    const id = await world.draft();
    const sent = { pdf: pdf('租赁合同'), jpeg: JPEG, png: PNG, ofd: await zipped('OFD.xml', 'Doc_0/Document.xml') };
    const types = { pdf: 'application/pdf', jpeg: 'image/jpeg', png: 'image/png', ofd: 'application/ofd' };
    for (const [kind, bytes] of Object.entries(sent)) {
      const { status, body } = await world.upload(id, bytes);
      expect([status, body.kind, body.bytes]).toEqual([201, kind, bytes.length]);
      expect(casePaperRoutes.addCaseFile.answer.safeParse(body).error?.issues).toBeUndefined();
      const back = await world.fetched(id, body.digest);
      expect(back.bytes.equals(bytes)).toBe(true);
      expect(back.headers).toMatchObject({
        'content-type': types[kind as keyof typeof types],
        'content-security-policy': "default-src 'none'; sandbox",
      });
    }
    const { body } = await world.papers('GET /v1/cases/{case}/files', { as: XU, params: { case: id } });
    expect(body.items.map(({ kind }: { kind: string }) => kind).toSorted()).toEqual(['jpeg', 'ofd', 'pdf', 'png']);
  });

  test('are refused by name: another kind, nothing, too much, another digest than stated', async () => {
    const world = await papersWorld(START);
    const id = await world.draft();
    const rule = async (bytes: Uint8Array, headers = {}) => {
      const { body } = await world.upload(id, bytes, { headers });
      return body.errors?.[0]?.rule ?? body.code;
    };
    expect(await rule(Buffer.from('<html><script>alert(1)</script>'))).toBe('file-kind');
    expect(await rule(await zipped('word/document.xml'))).toBe('file-kind');
    expect(await rule(Buffer.from('PK\u0003\u0004 OFD.xml'))).toBe('file-kind');
    expect(await rule(Buffer.alloc(0))).toBe('not-empty');
    expect(await rule(pdf('x'.repeat(FILE_LIMITS.bytes)))).toBe('body-too-large');
    expect(await rule(pdf('x'), { 'content-digest': 'sha-256=:abc=:' })).toBe('required-sha-256');
    expect(await rule(pdf('x'), { 'content-type': 'application/pdf' })).toBe('unsupported-media-type');
  });

  test('are for who has a part in the case, and lie there sealed under names that say nothing', async () => {
    const world = await papersWorld(START);
    const id = await world.draft();
    const bytes = pdf('王强 330784');
    const { body } = await world.upload(id, bytes);
    const other = await world.upload(id, bytes, { as: 'officer-hu-min' });
    expect([other.status, (await world.fetched(id, body.digest, 'officer-hu-min')).status]).toEqual([404, 404]);
    const { Contents = [] } = await world.bucket.client.send(new ListObjectsV2Command({ Bucket: world.bucket.name }));
    expect(Contents).toHaveLength(1);
    const Key = Contents[0]?.Key ?? '';
    expect(Key).toMatch(new RegExp(`^files/${id}/[\\w-]{43}$`));
    expect(Key).not.toContain(body.digest);
    const { Body } = await world.bucket.client.send(new GetObjectCommand({ Bucket: world.bucket.name, Key }));
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).includes('%PDF')).toBe(false);
    const { Items } = await world.client.send(new ScanCommand({ TableName: world.table }));
    expect(JSON.stringify(Items)).not.toContain(body.digest);
  });

  test('the same bytes again are the same file, killed anywhere', async () => {
    const whole = crashPoints();
    const usual = await papersWorld(START, whole);
    const draft = await usual.draft();
    const from = whole.passed;
    await usual.upload(draft, pdf('one'));
    const boundaries = whole.passed - from;
    expect(boundaries).toBeGreaterThan(4);
    for (let boundary = 0; boundary < boundaries; boundary += 1) {
      const crash = crashPoints();
      const world = await papersWorld(START, crash);
      const id = await world.draft();
      crash.at(crash.passed + boundary);
      expect((await world.upload(id, pdf('one'))).status).toBeGreaterThanOrEqual(500);
      crash.at(Number.POSITIVE_INFINITY);
      const again = await world.upload(id, pdf('one'));
      const { body } = await world.papers('GET /v1/cases/{case}/files', { as: XU, params: { case: id } });
      expect(body.items).toEqual([again.body]);
      expect((await world.fetched(id, again.body.digest)).bytes.equals(pdf('one'))).toBe(true);
    }
  });

  test('what was never uploaded to this case cannot be handed in, nor what was uploaded to another', async () => {
    const world = await papersWorld(START);
    const [id, other] = [await world.draft(), await world.draft()];
    const { digest } = (await world.upload(id, pdf('章程'))).body;
    const refused = await world.act(other, {
      act: 'hand-in',
      materials: [electronic('company-setup/articles', digest)],
    });
    expect([refused.status, refused.body.errors]).toEqual([
      422,
      [{ field: '/materials/0/files/0', rule: 'file-not-uploaded' }],
    ]);
    const taken = await world.act(id, { act: 'hand-in', materials: [electronic('company-setup/articles', digest)] });
    expect(taken.status).toBe(200);
    // Who has no part learns nothing of what was uploaded.
    const stranger = await world.act(
      id,
      { act: 'hand-in', materials: [electronic('company-setup/articles', 'A'.repeat(43))] },
      { as: 'officer-hu-min' },
    );
    expect(stranger.status).toBe(404);
    await world.act(id, { act: 'withdraw', onBehalf: 'wang' });
    expect((await world.upload(id, pdf('late'))).body.code).toBe('conflict');
  });

  test('a photo and a signed commitment are files of the case too; what is checked after its end still has its photos', async () => {
    const world = await papersWorld('2024-06-03 09:00');
    const id: string = (await world.open(restaurant({ answers: LICENSED }))).body.id;
    const filed = (await world.act(id, { act: 'file', onBehalf: 'wang' })).body as CaseView;
    const { digest } = (await world.upload(id, pdf('承诺书'))).body;
    const [task, foreign] = ['fire-check', 'A'.repeat(43)];
    const unknown = (...fields: string[]) => [422, fields.map((field) => ({ field, rule: 'file-not-uploaded' }))];
    const outcome = async (body: CaseAct, as: string = XU) => {
      const answer = await world.act(id, body, { as });
      return [answer.status, answer.body.errors];
    };
    const sign = { act: 'sign-commitment', task, party: 'wang' } as const;
    expect(await outcome({ ...sign, file: foreign })).toEqual(unknown('/file'));
    expect((await outcome({ ...sign, file: digest }))[0]).toBe(200);
    const missing = filed.materials.filter(({ state }) => state === 'missing');
    await world.act(id, { act: 'hand-in', materials: missing.map(({ material }) => paper(material)) });
    await world.act(id, { act: 'accept' });
    const two = { officers: ['one', 'two'] };
    const looked = { act: 'inspect', task: 'food-licence', ...two } as const;
    const item = { item: 'site', name: '场所', found: 'passed' } as const;
    const sheet = { ...looked, items: [{ ...item, photos: [digest, foreign] }] };
    expect(await outcome(sheet, BODIES['food-licence'])).toEqual(unknown('/items/0/photos/1'));
    for (const { matter } of filed.tasks)
      await world.act(id, { act: 'decide', task: matter, decision: 'approve' }, { as: BODIES[matter as 'fire-check'] });
    await world.act(id, { act: 'choose-output', rule: 'partial' });
    for (const { matter } of filed.tasks) {
      const result = { document: { number: matter, name: { zh: '结果', en: 'result' } } };
      await world.act(id, { act: 'record-result', task: matter, result }, { as: BODIES[matter as 'fire-check'] });
    }
    await world.act(id, { act: 'put-out' });
    await world.act(id, { act: 'deliver', way: 'window', to: 'wang' });
    expect((await world.act(id, { act: 'close' })).body.state).toBe('closed');
    const check = { act: 'check-commitment', task, ...two, found: 'passed', text: '核查' } as const;
    const fire = BODIES['fire-check'];
    expect(await outcome({ ...check, photos: [foreign] }, fire)).toEqual(unknown('/photos/0'));
    const photo = await world.upload(id, JPEG, { as: fire });
    expect(photo.status).toBe(201);
    expect((await outcome({ ...check, photos: [photo.body.digest] }, fire))[0]).toBe(200);
    expect((await world.upload(id, pdf('later'), { as: fire })).body.code).toBe('conflict');
    // What its acts named is what its archive holds.
    const events = await world.deps.cases.events(id);
    const kept = handedIn(events, await world.deps.files.all(id));
    expect(kept.map((one) => one.digest).toSorted()).toEqual([digest, photo.body.digest].toSorted());
  });
});
