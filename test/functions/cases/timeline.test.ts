import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACT_WORDS } from '#functions/cases/archive/act-words.ts';
import { makePackage } from '#functions/cases/archive/make.ts';
import { timelineOf } from '#functions/cases/archive/timeline.ts';
import { drawTimeline } from '#functions/cases/archive/timeline-page.ts';
import { unzipped } from '#functions/cases/archive/unzip.ts';
import { replay } from '#functions/cases/replay.ts';
import * as a01 from '#infra/local/scenarios/a01-restaurant.ts';
import { fonts } from '../certificates/world.ts';
import { opened } from './archive-room.ts';
import { type CasesWorld, casesWorld, KEYS, snapshot } from './world.ts';

const has = (tool: string): boolean => spawnSync(tool, ['-v']).error === undefined;
const [pdftotext, qpdf] = [has('pdftotext'), has('qpdf')];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'timeline-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const written = (bytes: Uint8Array): string => {
  const path = join(folder, 'timeline.pdf');
  writeFileSync(path, bytes);
  return path;
};
const read = (bytes: Uint8Array): string =>
  spawnSync('pdftotext', ['-layout', written(bytes), '-'], { encoding: 'utf8' }).stdout;
const flat = (text: string): string => text.replaceAll(/\s/g, '');

const partsOf = async (world: CasesWorld, id: string) => {
  const events = await world.deps.cases.events(id);
  const found = replay(events);
  if (!found) throw new Error('no case');
  const telling = { matters: world.matters, calendars: snapshot.clocks.calendars, snapshot };
  return { found, events, files: [], copies: [], telling, fonts };
};
describe('the timeline', () => {
  test('says of each event when it was, what it was, and by which post of which body, never by name', async () => {
    const world = await casesWorld(a01.BEGINS);
    const [id = ''] = await a01.playInFull(world);
    const { events, telling } = await partsOf(world, id);
    const lines = timelineOf(events, telling);
    expect(lines.map(({ n, what }) => [n, what])).toEqual(events.map(({ n, type }) => [n, ACT_WORDS[type]]));
    const accepted = lines.find(({ what }) => what.en === 'accepted');
    expect(accepted).toMatchObject({
      at: '2017-09-25 09:00',
      by: { zh: '永康市行政服务中心 综合窗口受理员', en: expect.stringContaining('officer-xu-qing') },
    });
    expect(accepted?.told).toContainEqual(expect.stringContaining('承诺期限：2017-10-13'));
    expect(lines.find(({ what }) => what.en === 'decided')?.told).toContainEqual(
      expect.stringContaining('公司设立登记 Company set-up'),
    );
    expect(lines.find(({ what }) => what.en === 'no answer came')?.told).toContain('health/health-certificate');
    expect(lines.filter(({ by }) => /徐晴|王强/.test(by.zh))).toEqual([]);
  });

  test.skipIf(!(pdftotext && qpdf))('lies in the package as a PDF that reads back, page for page', async () => {
    const world = await casesWorld(a01.BEGINS);
    const [id = ''] = await a01.playInFull(world);
    const parts = await partsOf(world, id);
    const { bytes } = await makePackage(parts, KEYS);
    const closed = (await unzipped(id, Buffer.from(bytes))).get('data/timeline.pdf.aes');
    if (!closed) throw new Error('no timeline');
    const pdf = opened(id, 'timeline.pdf', closed);
    expect(spawnSync('qpdf', ['--check', written(pdf)]).status).toBe(0);
    const text = flat(read(pdf));
    for (const { n, at, what, by, told } of timelineOf(parts.events, parts.telling))
      for (const said of [`${n}. ${at}`, what.zh, what.en, by.zh, ...told]) expect(text).toContain(flat(said));
    const pages = Number(
      /\d+$/.exec(spawnSync('qpdf', ['--show-npages', written(pdf)], { encoding: 'utf8' }).stdout.trim()),
    );
    expect(pages).toBeGreaterThan(1);
    expect(text).toContain(flat(`${id} ${pages} / ${pages}`));
    const again = await makePackage(parts, KEYS);
    expect(Buffer.compare(again.bytes, bytes)).toBe(0);
  });

  test.skipIf(!pdftotext)('names a character that no font has, and goes on', async () => {
    const said = { zh: '提交材料', en: 'papers handed in' };
    const line = { n: 1, at: '2017-09-25 09:00', what: said, by: { zh: '窗口', en: 'window' }, told: ['徐𪛟、徐𠮷'] };
    const input = { case: '330784-20170925-W1', name: said, endedAt: 1_506_300_000_000, lines: [line] };
    expect(flat(read(await drawTimeline(fonts, input)))).toContain('徐〔U+2A6DF〕、徐𠮷');
  });
});
