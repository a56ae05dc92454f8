/** The command line for people: an officer signs in with his browser, asks who looked at somebody's data, and a dispute goes its way. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LI_NA } from '#city/cast.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { browse } from '#infra/local/oidc/tokens.ts';
import { command } from './command.ts';
import { boot, call, HOMES, review } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'onetrip-officer-'));
let city: LocalCity;
beforeAll(async () => {
  city = await boot();
  const names = ['fire-system', 'real-estate-system', 'housing-system'];
  const clients = Object.fromEntries(names.map((id) => [id, city.oidc.clientKeys(id)]));
  writeFileSync(join(folder, 'sign-in.json'), JSON.stringify({ issuer: city.issuer, clients }), { mode: 0o600 });
});
afterAll(() => rmSync(folder, { recursive: true }));

const env = () => ({ HOME: folder, XDG_CONFIG_HOME: folder, ONETRIP_HUB: city.url, ONETRIP_DATA: folder });
const onetrip = (words: readonly string[], input = '') => command(words, { env: env(), input });

/** Opens what the person is told to open, and comes back to the program. */
const login = (officer: string, words: readonly string[] = []) => {
  const visited: Promise<unknown>[] = [];
  const opens = async (text: string): Promise<void> => {
    const url = /http\S+/.exec(text)?.[0];
    if (url) await fetch(await browse(new URL(url), new URL(url).searchParams.get('redirect_uri') ?? '', officer));
  };
  const where = ['--hub', city.url, '--issuer', city.issuer, '--client', 'onetrip-console'];
  const said = command(['login', '--officer', ...where, ...words], {
    env: env(),
    onNote: (text) => void visited.push(opens(text)),
  });
  return said.finally(() => Promise.all(visited).then(() => undefined));
};

test('an officer signs in with his browser; his token is kept for himself alone and gives what his roles give', async () => {
  const done = await login('officer-shen-yue', ['--name', 'window']);
  expect([done.code, done.err]).toEqual([0, expect.stringMatching(/^请在浏览器中打开/)]);
  const kept = join(folder, 'onetrip/signed-in.json');
  expect(statSync(kept).mode & 0o777).toBe(0o600);
  const { token } = JSON.parse(readFileSync(kept, 'utf8')).window;
  for (const text of [done.out, done.err, readFileSync(join(folder, 'onetrip/profiles.json'), 'utf8')])
    expect(text).not.toContain(token);

  const asked = await call(city, 'POST', HOMES, { token: await city.token('housing-system'), body: review() });
  expect(asked.status).toBe(200);
  await city.settle();
  const ground = { kind: 'self', by: 'id-card-at-window', reference: 'CK3-20261120-0933' };
  const request = JSON.stringify({ subject: LI_NA, ground });
  const uses = ['uses', '--request', '-', '--profile', 'window'];
  const listed = await onetrip(uses, request);
  expect([listed.code, listed.err]).toEqual([0, '']);
  expect(listed.out).toMatch(/谁 who[\s\S]*永康市住房和城乡建设局[\s\S]*公共租赁住房年度复核/);
  const lines = (await onetrip([...uses, '--json'], request)).out.trimEnd().split('\n');
  const records = lines.map((line) => JSON.parse(line).record);
  expect(records).toContainEqual(expect.objectContaining({ consumer: 'housing', provider: 'real-estate' }));
  expect(listed.out).not.toContain(LI_NA);
  const wrong = await onetrip(uses, JSON.stringify({ subject: '330784196205099981', ground }));
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('/subject')]);
  expect(wrong.err).not.toContain('330784196205099981');
  // What his roles do not give, no token gives.
  const grant = await onetrip(['grant', 'suspend', 'housing-rental-review', '--reason', '试', '--profile', 'window']);
  expect(grant.code).toBe(4);
});

test('whoever is over, or has not signed in, is told how', async () => {
  const over = { window: { token: 'x', until: 1 } };
  writeFileSync(join(folder, 'onetrip/signed-in.json'), JSON.stringify(over), { mode: 0o600 });
  const said = await onetrip(['resources', '--profile', 'window']);
  expect([said.code, said.err]).toEqual([3, expect.stringMatching(/onetrip login --officer/)]);
});

test('a refused application is disputed, answered and shown, in one table', async () => {
  const put = async (who: string, path: string, body: object, headers = {}) =>
    expect(await call(city, 'PUT', path, { token: await city.token(who), body, headers })).toMatchObject({
      status: 200,
    });
  const grant = '/v1/grants/fire-titles';
  const application = {
    ...{ consumer: 'fire', resource: 'real-estate/title', resourceVersion: 1, fields: ['/use'] },
    purposes: [{ kind: 'standing', code: 'fire-titles', legalBasis: '消防法' }],
    parties: [{ role: 'applicant', ground: '日常监督检查', level: 'fields' }],
    ...{ from: '2020-01-01T00:00:00Z', until: '2035-01-01T00:00:00Z' },
  };
  await put('fire-system', grant, application, { 'if-match': '"0"' });
  await put('data-authority-system', `${grant}/formal-check`, { outcome: 'complete' });
  const refusal = { outcome: 'refused', reason: '可由申请人出示', basis: '政务数据共享条例第二十一条' };
  await put('real-estate-system', `${grant}/decision`, refusal);

  const as = (client: string, ...words: string[]) => onetrip([...words, '--profile', 'local', '--as', client]);
  const raised = await as('fire-system', 'dispute', 'raise', 'fire-titles', '--reason', '检查须核对用途');
  expect([raised.code, raised.err]).toEqual([0, '']);
  const listed = await as('real-estate-system', 'dispute', 'list', '--grant', 'fire-titles', '--json');
  const { id, state } = JSON.parse(listed.out);
  expect(state).toBe('consultation');
  const step = ['dispute', 'step', id, '--event'];
  expect((await as('real-estate-system', ...step, 'answer', '--reason', '维持原答复')).code).toBe(0);
  expect((await as('fire-system', ...step, 'escalate', '--reason', '协商不成')).out).toMatch(/状态 state\s+authority/);
  expect(await as('fire-system', ...step, 'decide', '--reason', '无权')).toMatchObject({ code: 2 });
  expect((await as('fire-system', ...step, 'refer', '--reason', '无权')).code).toBe(4);
  const shown = await as('fire-system', 'dispute', 'show', id);
  expect(shown.out).toMatch(/raise[\s\S]*answer[\s\S]*escalate/);
  expect((await as('fire-system', 'dispute', 'list')).out).toMatch(new RegExp(`${id}\\s+fire-titles\\s+fire`));
});
