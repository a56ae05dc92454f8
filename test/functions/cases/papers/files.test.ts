import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { FILE_LIMITS } from '#schemas/case-file.ts';
import { casePaperRoutes } from '#schemas/routes/case-papers.ts';
import { crashPoints } from '#test/engines/crash-points.ts';
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
});
