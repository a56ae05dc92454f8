/** A certificate on two pages: what becomes of its seal when they change places. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failed, issueBy, verifyBy } from '../calls.ts';
import { type Deps, depsOn, freshWorld, issueRequest } from '../world.ts';

const hasQpdf = ((): boolean => {
  try {
    return execFileSync('qpdf', ['--version']).length > 0;
  } catch {
    return false;
  }
})();

describe.skipIf(!hasQpdf)('pages exchanged within one PDF', () => {
  let folder: string;
  let deps: Deps;
  let identifier: string;
  let page: Buffer;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'two-pages-'));
    deps = depsOn(await freshWorld());
    const data = { ...issueRequest().data, notes: '附记内容很长，'.repeat(90) };
    ({ identifier } = await issueBy(deps, { data }));
    const { type, files } = (await deps.certificates.get(identifier))!;
    page = Buffer.from(await deps.files.get(type, identifier, 'pdf', files.pdf));
    writeFileSync(join(folder, 'in.pdf'), page);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const qpdf = (...args: string[]) => execFileSync('qpdf', args, { cwd: folder, encoding: 'utf8' });
  /** Object numbers of the pages, as they follow each other. */
  const order = (file: string) =>
    [...qpdf('--show-pages', file).matchAll(/^page \d+: (\d+) 0 R/gm)].map(([, id]) => id);
  const content = (file: string, n: number) =>
    qpdf('--empty', '--pages', file, `${n}`, '--', '--static-id', '--qdf', '-');
  const check = (file: Buffer) => verifyBy(deps, { file: file.toString('base64') });
  const say = ({ checks }: Awaited<ReturnType<typeof check>>, name: string) =>
    checks.find((one) => one.name === name)?.says;
  const opened = (bytes: Buffer) => {
    writeFileSync(join(folder, 'out.pdf'), bytes);
    return order('out.pdf');
  };
  const KIDS = /\/Kids \[(\d+ 0 R) (\d+ 0 R)\]/;

  test('as it was issued it is valid', async () => {
    expect(order('in.pdf')).toHaveLength(2);
    expect(await check(page)).toMatchObject({ genuine: true, valid: true, identifier });
  });

  test('by a program that writes the file anew and keeps the seal in it: signature and coverage', async () => {
    qpdf('in.pdf', '--pages', '.', '2,1', '--', 'out.pdf');
    expect([content('out.pdf', 1), content('out.pdf', 2)]).toEqual([content('in.pdf', 2), content('in.pdf', 1)]);
    const verdict = await check(readFileSync(join(folder, 'out.pdf')));
    expect([verdict.genuine, failed(verdict)]).toEqual([false, ['signature', 'coverage', 'file']]);
    expect(say(verdict, 'signature')).toContain('已被改动');
    expect(verdict.identifier).toBe(identifier);
  });

  test('into a new file: the seal goes along with its page and fits no more; without that page there is none', async () => {
    qpdf('--empty', '--pages', 'in.pdf', '2,1', '--', 'out.pdf');
    const both = await check(readFileSync(join(folder, 'out.pdf')));
    expect([both.genuine, failed(both)]).toEqual([false, ['signature', 'coverage', 'file']]);
    expect(say(both, 'signature')).toContain('已被改动');
    qpdf('--empty', '--pages', 'in.pdf', '1', '--', 'out.pdf');
    const first = await check(readFileSync(join(folder, 'out.pdf')));
    expect([first.genuine, failed(first)]).toEqual([false, ['signature', 'file']]);
    expect(say(first, 'signature')).toContain('没有签章');
  });

  test('in their place, without a byte more or less: signature, for all is still covered', async () => {
    const swapped = Buffer.from(page.toString('latin1').replace(KIDS, '/Kids [$2 $1]'), 'latin1');
    expect([swapped.length, opened(swapped)]).toEqual([page.length, order('in.pdf').reverse()]);
    const verdict = await check(swapped);
    expect([verdict.genuine, failed(verdict)]).toEqual([false, ['signature', 'file']]);
    expect(say(verdict, 'coverage')).toContain('覆盖整个文件');
  });

  test('by an update that is appended: coverage, while the signature itself is still right', async () => {
    const said = page.toString('latin1');
    const [, first, second] = KIDS.exec(said) ?? [];
    const [, id] = /(\d+) 0 obj\n<<\n\/Type \/Pages/.exec(said) ?? [];
    const start = said.lastIndexOf('startxref');
    const trailer = said.slice(said.lastIndexOf('trailer'), start).trimEnd();
    const previous = /\d+/.exec(said.slice(start))?.[0];
    const pages = `\n${id} 0 obj\n<< /Type /Pages /Count 2 /Kids [${second} ${first}] >>\nendobj\n`;
    const table = `xref\n${id} 1\n${`${page.length + 1}`.padStart(10, '0')} 00000 n \n`;
    const end = `${trailer.replace(/>>$/, `/Prev ${previous}\n>>`)}\nstartxref\n${page.length + pages.length}\n%%EOF\n`;
    const updated = Buffer.concat([page, Buffer.from(pages + table + end, 'latin1')]);
    expect(opened(updated)).toEqual(order('in.pdf').reverse());
    const verdict = await check(updated);
    expect([verdict.genuine, failed(verdict)]).toEqual([false, ['coverage', 'file']]);
    expect(say(verdict, 'signature')).toContain('签章有效');
  });
});
