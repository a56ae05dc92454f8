/** The first call and the first case of the README, and the call with a ticket of the page about departments, copied as a reader copies them. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalCity, startCity } from '#infra/local/city.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const data = mkdtempSync(join(tmpdir(), 'onetrip-first-call-'));
let city: LocalCity;
beforeAll(async () => {
  city = await startCity({ data, departments: ['real-estate', 'housing'] });
});
afterAll(async () => {
  await city?.stop();
  rmSync(data, { recursive: true, force: true });
});

const README = readFileSync(join(repository, 'README.md'), 'utf8');
const block = /<!-- first-call -->\n```sh\n([\s\S]*?)```\n<!-- \/first-call -->/.exec(README)?.[1] ?? '';
const CASE = /<!-- first-case -->\n```sh\n([\s\S]*?)```\n<!-- \/first-case -->/;
const PAGE = readFileSync(join(repository, 'docs/adding-a-department.md'), 'utf8');
const withTicket = /<!-- curl-with-ticket -->\n```sh\n([\s\S]*?)```\n<!-- \/curl-with-ticket -->/.exec(PAGE)?.[1] ?? '';

const shell = (script: string): Promise<string> => {
  const child = spawn('bash', ['-euc', script], { cwd: repository, env: { ...process.env, ONETRIP_DATA: data } });
  return text(child.stdout);
};

test('gets a token and an answer, and a refusal that says why', async () => {
  const call = block.replaceAll('http://127.0.0.1:3784', city.url);
  expect(call).not.toBe(block);
  const answered = JSON.parse(await shell(call));
  expect(answered).toMatchObject({ found: true, answer: { more: false }, grant: { id: 'housing-rental-review' } });
  expect(answered.answer.titles.length).toBeGreaterThan(0);

  const otherCode = JSON.parse(await shell(call.replace('public-rental-review', 'curiosity')));
  expect(otherCode).toMatchObject({ status: 403, denial: { rule: 'purpose-not-granted' } });
  const otherSystem = JSON.parse(await shell(call.replace('housing-system', 'health-system')));
  expect(otherSystem).toMatchObject({ status: 403, denial: { rule: 'grant-missing' } });
});

test('opens, files and accepts a case, has it decided, and shows its trip; the same in both languages', async () => {
  const script = CASE.exec(README)?.[1] ?? '';
  expect(CASE.exec(readFileSync(join(repository, 'README.zh-CN.md'), 'utf8'))?.[1]).toBe(script);
  const said = await shell(script.replaceAll('http://127.0.0.1:3784', city.url));
  const [received, accepted, decided, ...trip] = said.split('\n');
  expect([received, accepted, decided]).toEqual(['received', 'accepted', 'decided']);
  const { papers } = JSON.parse(trip.join('\n'));
  expect(papers).toMatchObject({ before: 3, after: 0 });
  expect(papers.notAskedFor.filter(({ awaited }: { awaited?: object }) => awaited)).toHaveLength(3);

  const byTheWindow = script
    .replaceAll('http://127.0.0.1:3784', city.url)
    .replace('post "$INSURANCE"', 'post "$WINDOW"');
  const alone = await shell(byTheWindow);
  expect(alone).toMatch(/^received\naccepted\n[\s\S]*status: 403,[\s\S]*approval officers of Yongkang Human Resources/);
});

test('gets an answer for a matter with a ticket of its case, and none without', async () => {
  const call = withTicket.replaceAll('http://127.0.0.1:3784', city.url);
  expect(call).not.toBe(withTicket);
  const answered = JSON.parse(await shell(call));
  expect(answered).toMatchObject({
    found: true,
    answer: { accepted: true },
    grant: { id: 'fire-building-acceptance' },
  });

  const otherParty = JSON.parse(await shell(call.replace('"role": "applicant"', '"role": "landlord"')));
  expect(otherParty).toMatchObject({ status: 403, code: 'exchange-denied' });
  const noTicket = JSON.parse(await shell(call.replace(/, "ticket": "[^,}]*"/, '')));
  expect(noTicket).toMatchObject({ status: 403, denial: { rule: 'ticket-missing' } });
});
