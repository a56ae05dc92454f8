/** The TypeScript client and the command line, in the running city. */
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHEN_FUYING, LI_NA, WANG_QIANG } from '#city/cast.ts';
import { width } from '#client/cli/width.ts';
import { HubError, OneTrip } from '#client/sdk/index.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { command } from './command.ts';
import { boot, review } from './support.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'onetrip-client-'));
let city: LocalCity;
beforeAll(async () => {
  city = await boot();
});
afterAll(() => rmSync(folder, { recursive: true }));

const client = (clientId: string) =>
  new OneTrip({ hub: city.url, issuer: city.issuer, clientId, key: city.oidc.clientKeys(clientId) });
const HOMES = 'real-estate/titles-by-holder';
const FIELDS = ['/titles/*/use', '/more'] as const;
const QUESTION = { ...review(), purpose: { kind: 'standing', code: 'public-rental-review' } as const };
const question = { ...QUESTION, party: { role: 'applicant' }, request: { holder: LI_NA }, fields: FIELDS } as const;

const node = async (args: readonly string[], options: { cwd?: string; env?: object; input?: string } = {}) => {
  const env = { PATH: process.env.PATH, HOME: folder, ...options.env } as NodeJS.ProcessEnv;
  const child = spawn(process.execPath, args, { cwd: options.cwd ?? repository, env });
  child.stdin.end(options.input ?? '');
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  return { out, err, code };
};

describe('the TypeScript client', () => {
  test('asks, is told why it is refused, and knows it beforehand', async () => {
    const housing = client('housing-system');
    const said = await housing.ask(HOMES, question);
    expect(said).toMatchObject({ found: true, answer: { more: false }, grant: { id: 'housing-rental-review' } });
    const refused = await client('fire-system')
      .ask(HOMES, question)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(HubError);
    expect(refused).toMatchObject({ code: 'exchange-denied', status: 403, denial: { rule: 'grant-missing' } });
    const wish = {
      resource: HOMES,
      purpose: question.purpose,
      party: { role: 'applicant' as const },
      fields: [...FIELDS],
    };
    expect(await housing.grants.check(wish)).toMatchObject({ granted: true, grant: 'housing-rental-review' });
    expect(await client('fire-system').grants.check(wish)).toMatchObject({ granted: false, rule: 'grant-missing' });
  });

  test('the same key is the same exchange, and another question under it is refused', async () => {
    const housing = client('housing-system');
    const options = { idempotencyKey: 'client-scenario/1' };
    const [first, again] = [await housing.ask(HOMES, question, options), await housing.ask(HOMES, question, options)];
    expect(again.exchange).toBe(first.exchange);
    const other = { ...question, request: { holder: CHEN_FUYING } };
    await expect(housing.ask(HOMES, other, options)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  test('waits for what is answered later', async () => {
    const ticket = await city.ticket({
      case: '330784-test-0041',
      matter: 'company-setup',
      department: 'market-supervision',
      parties: [{ role: 'applicant', code: WANG_QIANG }],
      resources: ['public-security/identity'],
      level: 'fields',
    });
    const market = client('market-supervision-system');
    const asked = await market.ask('public-security/identity', {
      purpose: { kind: 'matter', matter: 'company-setup', ticket },
      party: { role: 'applicant' },
      request: { holder: WANG_QIANG },
      fields: ['/name', '/living'],
    });
    expect(asked.state).toBe('waiting');
    expect(await asked.wait({ deadlineMs: 30_000 })).toMatchObject({
      found: true,
      answer: { name: '王强', living: true },
    });
  });

  test('walks the catalogue, page by page', async () => {
    const housing = client('housing-system');
    const [paged, whole] = [await housing.resources.list({ limit: 3 }).all(), await housing.resources.list().all()];
    expect(paged).toEqual(whole);
    expect(whole.length).toBeGreaterThan(10);
    expect(await housing.resources.get(HOMES)).toEqual(whole.find(({ id }) => id === HOMES));
  });

  test('the example of the README, with nothing beside it but the client itself', async () => {
    const readme = readFileSync(join(repository, 'client/README.md'), 'utf8');
    const example = /<!-- example -->\n```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const place = join(folder, 'alone');
    mkdirSync(join(place, 'client'), { recursive: true });
    // No schemas and no packages: what the client needs at run time is Node. A signature is another file's, and asks for its package.
    cpSync(join(repository, 'client/sdk'), join(place, 'client/sdk'), { recursive: true });
    writeFileSync(join(place, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(place, 'housing-system.jwk'), JSON.stringify(city.oidc.clientKeys('housing-system')));
    const here = example.replace('http://127.0.0.1:3784', city.url).replace('http://127.0.0.1:3785', city.issuer);
    expect(here).not.toBe(example);
    writeFileSync(join(place, 'example.ts'), here);
    const { out, err, code } = await node(['example.ts'], { cwd: place });
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/use: '.+', area: \d+/);
  });
});

describe('the command line', () => {
  const keyFile = join(folder, 'housing.jwk');
  const local = () => ({ ONETRIP_HUB: city.url, ONETRIP_DATA: folder });
  /** As a process of its own. */
  const alone = (words: string, input = '', env: object = local()) =>
    node(['client/cli/main.ts', ...words.split(' ')], { env, input });
  /** The same without starting one: half a second of a processor each. */
  const within = (words: string, input = '', env: object = local()) =>
    command(words.split(' '), { input, env: { HOME: folder, ...env } });
  const onetrip = process.env.ONETRIP_FULL === '1' ? alone : within;
  const REVIEW = '--purpose standing:public-rental-review --field /titles/*/use --field /more';
  const REQUEST = JSON.stringify({ holder: LI_NA });
  const said: string[] = [];

  beforeAll(() => {
    const clients = Object.fromEntries(['housing-system', 'fire-system'].map((id) => [id, city.oidc.clientKeys(id)]));
    writeFileSync(join(folder, 'sign-in.json'), JSON.stringify({ issuer: city.issuer, clients }), { mode: 0o600 });
    writeFileSync(keyFile, JSON.stringify(clients['housing-system']), { mode: 0o600 });
  });

  test('logs in, keeps the profile for itself, and speaks by it', async () => {
    const env = { XDG_CONFIG_HOME: folder };
    const login = `login --hub ${city.url} --issuer ${city.issuer} --client housing-system --key ${keyFile}`;
    chmodSync(keyFile, 0o644);
    const open = await onetrip(login, '', env);
    expect([open.code, open.err]).toEqual([3, expect.stringContaining('chmod 600')]);
    chmodSync(keyFile, 0o600);
    const done = await alone(login, '', env);
    expect([done.err, done.code]).toEqual(['', 0]);
    const check = await onetrip(`grant check ${HOMES} ${REVIEW} --json`, '', env);
    expect([check.code, JSON.parse(check.out)]).toEqual([0, expect.objectContaining({ granted: true })]);
    const kept = readFileSync(join(folder, 'onetrip/profiles.json'), 'utf8');
    expect(statSync(join(folder, 'onetrip/profiles.json')).mode & 0o777).toBe(0o600);
    said.push(open.out, open.err, done.out, check.out, kept);
  });

  test('tables line up, whatever the width of their characters', async () => {
    const { out, code } = await alone('resources 不动产 --profile local');
    const lines = out.trimEnd().split('\n');
    expect([code, lines.length > 3]).toEqual([0, true]);
    const starts = (line: string, word: RegExp) => width(line.slice(0, line.search(word)));
    const sharing = lines.slice(1).map((line) => starts(line, /conditional/));
    expect(new Set([...sharing, starts(lines[0] ?? '', /共享/)]).size).toBe(1);
    expect(out).not.toContain('\u001b');
  });

  test('asks with the request from standard input; the answer as facts, or as JSON alone', async () => {
    const plain = await onetrip(`ask ${HOMES} ${REVIEW} --request - --profile local`, REQUEST);
    expect([plain.code, plain.err]).toEqual([0, '']);
    expect(plain.out).toMatch(/\/more\s+false/);
    const json = await alone(`ask ${HOMES} ${REVIEW} --request - --profile local --json`, REQUEST);
    expect(JSON.parse(json.out)).toMatchObject({ found: true, answer: { more: false } });
    const inline = await onetrip(`ask ${HOMES} ${REVIEW} --request ${REQUEST} --profile local --json`);
    expect([inline.code, inline.err]).toEqual([0, expect.stringMatching(/历史记录[\s\S]*history/)]);
    said.push(plain.out, plain.err, json.err, inline.err);
  });

  test.each([
    [
      'refused, by which rule',
      `ask ${HOMES} ${REVIEW} --request - --profile local --as fire-system`,
      4,
      /grant-missing[\s\S]*0579/,
    ],
    ['a request that breaks a rule', `ask ${HOMES} ${REVIEW} --request - --profile local`, 6, /\/request\/holder/],
    ['not found', 'resource show real-estate/nothing --profile local', 5, /not-found/],
    [
      'no leaves: it says which there are',
      `ask ${HOMES} --purpose standing:x --request - --profile local`,
      2,
      /\/titles\/\*\/area/,
    ],
    ['no such command', 'dance', 2, /no such command/],
    ['no such option', 'resources --loudly', 2, /loudly/],
    ['another system', 'resources --profile local --as nobody', 3, /housing-system/],
    ['no profile', 'resources --profile elsewhere', 3, /elsewhere/],
  ])('%s', async (_what, words, code, err) => {
    const answer = await onetrip(words, code === 6 ? '{"holder":"330784196205099981"}' : REQUEST);
    expect([answer.code, answer.err]).toEqual([code, expect.stringMatching(err)]);
    said.push(answer.err);
  });

  test('a hub that is not there is "not now", and nothing it was given is repeated', async () => {
    const env = { ...local(), ONETRIP_HUB: 'http://127.0.0.1:9' };
    const { code, err } = await onetrip(`ask ${HOMES} ${REVIEW} --request - --profile local`, REQUEST, env);
    expect([code, err]).toEqual([7, expect.stringMatching(/hub gave no answer/)]);
    said.push(err);
  });

  test('no key, no token and nobody stand in what it says', () => {
    const everything = said.join('\n');
    const { d } = city.oidc.clientKeys('housing-system');
    for (const secret of [String(d), 'eyJ', LI_NA, '330784196205099981']) expect(everything).not.toContain(secret);
  });
});
