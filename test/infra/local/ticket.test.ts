import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importJWK, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHEN_FUYING, WANG_QIANG } from '#city/cast.ts';
import { hubKeys, subjectHandle } from '#functions/kernel/digest.ts';
import { publicHalf, type SignInKeys, signInKeys, writeSignIn } from '#infra/local/oidc/keys.ts';
import { run } from '#infra/local/ticket.ts';

const NOW = Date.parse('2026-03-02T01:00:00Z');
const HUB_SECRET = JSON.stringify({ version: 3, master: 'x'.repeat(32) });
const RESOURCE = 'housing/building-fire-acceptance';
const words = (...more: string[]) => ['fire', 'fire-check', RESOURCE, ...more];

let folder: string;
let keys: SignInKeys;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onetrip-ticket-'));
  keys = await signInKeys([]);
  writeSignIn(folder, keys);
  const kept = (text: string) => [{ id: 'a', text, made: 1 }];
  const secrets = { 'onetripdata-housingsecret': kept('{}'), 'onetripdata-hubsecret': kept(HUB_SECRET) };
  writeFileSync(join(folder, 'secrets.json'), JSON.stringify(secrets));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('is signed with the keys that the running city keeps, for the parties that were named', async () => {
  const ticket = await run(words(`applicant=${WANG_QIANG}`, `landlord=${CHEN_FUYING}`), folder, NOW);
  const { payload } = await jwtVerify(ticket, await importJWK(publicHalf(keys.tickets), 'ES256'), {
    currentDate: new Date(NOW),
  });
  const digest = (code: string) => subjectHandle(hubKeys(HUB_SECRET), code);
  expect(payload).toMatchObject({
    matter: 'fire-check',
    department: 'fire',
    resources: [RESOURCE],
    level: 'fields',
    parties: [
      { role: 'applicant', digest: digest(WANG_QIANG), key: 3 },
      { role: 'landlord', digest: digest(CHEN_FUYING), key: 3 },
    ],
  });
});

test.each([
  [[], /^Usage:/],
  [words(), /^Usage:/],
  [
    ['fire-brigade', ...words(`applicant=${WANG_QIANG}`).slice(1)],
    /^No department "fire-brigade"; known are one-window/,
  ],
  [['fire', 'fire-drill', RESOURCE, `applicant=${WANG_QIANG}`], /^No matter "fire-drill"; known are existing-house/],
  [words('owner=x'), /^A role is one of applicant/],
  [words(`applicant=${WANG_QIANG.slice(1)}`), /^The code of the applicant is none/],
  [words(`applicant=${WANG_QIANG}`, '--level', 'all'), /^A level is one of/],
])('%j is refused in one line, without a code', async (typed, says) => {
  const said = await run(typed, folder, NOW).catch(({ message }: Error) => message);
  expect(said).toMatch(says);
  expect(said).not.toMatch(/\n|\d{15}/);
});

test('without a city that was started there, it says so', async () => {
  const nowhere = join(folder, 'nowhere');
  await expect(run(words(`applicant=${WANG_QIANG}`), nowhere, NOW)).rejects.toThrow(/^No running city in/);
});
