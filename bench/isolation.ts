/**
 * One department hangs and is asked ten times as often as usual: what do callers of the others notice, and how soon are its own told? On the
 * whole city of one machine, in one run: calm and trouble take turns, so that ratios hold although the machine is shared.
 */
import { WANG_QIANG, WANG_SHOP } from '#city/cast.ts';
import { type LocalCity, startCity } from '#infra/local/city.ts';
import { byRate, figures, option, say, table } from './figures.ts';

const ROUNDS = option('rounds', 3);
const CALM_SECONDS = option('calm', 12);
/** Ten of them pass before the first caller of the department has waited for its deadline. */
const HANG_SECONDS = option('hang', 25);
const USUAL = option('rate', 4);
const TIMES = 10;
/** As many as find out that it hangs at once, and open the breaker. */
const INSTANCES = 6;
const BARS = { others: 1.2, told: 20, probes: 1 / 5 } as const;

interface Asked {
  readonly ms: number;
  readonly status: number;
  readonly code: string | undefined;
}

const post = async (city: LocalCity, path: string, token: string, body: unknown): Promise<Asked> => {
  const since = performance.now();
  const response = await fetch(`${city.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  const { code } = (await response.json()) as { code?: string };
  return { ms: performance.now() - since, status: response.status, code };
};

/** Two departments that are well, and the one that will hang. */
const questions = async (city: LocalCity) => {
  const [housing, window, fire] = await Promise.all(
    ['housing-system', 'one-window-system', 'fire-system'].map((client) => city.token(client, ['exchange'])),
  );
  const cased = async (matter: string, department: string, resource: string) => ({
    purpose: {
      kind: 'matter',
      matter,
      ticket: await city.ticket({
        ...{ case: '330784-bench-0001', matter, department, level: 'fields' },
        parties: [{ role: 'applicant', code: WANG_QIANG }],
        resources: [resource],
      }),
    },
    party: { role: 'applicant' },
  });
  const names = await cased('company-setup', 'one-window', 'market-supervision/name-check');
  const safety = await cased('fire-check', 'fire', 'housing/building-fire-acceptance');
  const homes = {
    purpose: { kind: 'standing', code: 'public-rental-review' },
    party: { role: 'applicant' },
    request: { holder: WANG_QIANG },
    fields: ['/titles/*/use', '/more'],
  };
  const name = {
    ...{ ...names, request: { applicant: WANG_QIANG, name: '永康市好味道餐饮店', kind: 'sole-trader' } },
    fields: ['/available'],
  };
  const building = { ...safety, request: { applicant: WANG_QIANG, unitNumber: WANG_SHOP }, fields: ['/accepted'] };
  return {
    others: [
      () => post(city, '/v1/exchange/real-estate/titles-by-holder', housing ?? '', homes),
      () => post(city, '/v1/exchange/market-supervision/name-check', window ?? '', name),
    ],
    hanging: () => post(city, '/v1/exchange/housing/building-fire-acceptance', fire ?? '', building),
  };
};

const keep = (kept: Asked[], ask: () => Promise<Asked>) => async (): Promise<void> => {
  kept.push(await ask());
};

const healed = async (ask: () => Promise<Asked>): Promise<void> => {
  for (let tries = 0; tries < 60; tries += 1) {
    if ((await ask()).status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('the department does not recover');
};

const run = async (city: LocalCity): Promise<boolean> => {
  const { others, hanging } = await questions(city);
  const housing = city.departments.housing;
  await Promise.all([...others, hanging].flatMap((ask) => Array.from({ length: INSTANCES }, ask)));
  const calm: Asked[] = [];
  const trouble: Asked[] = [];
  const own: Asked[] = [];
  const told: Asked[] = [];
  let [probes, openSeconds] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    await Promise.all([
      ...others.map((ask) => byRate(USUAL, CALM_SECONDS, keep(calm, ask))),
      byRate(USUAL, CALM_SECONDS, keep([], hanging)),
    ]);
    await housing.hostile('hang');
    let openedAt: number | undefined;
    let askedAtOpening = Promise.resolve(0);
    await Promise.all([
      ...others.map((ask) => byRate(USUAL, HANG_SECONDS, keep(trouble, ask))),
      byRate(USUAL * TIMES, HANG_SECONDS, async () => {
        const answer = await hanging();
        if (openedAt === undefined && answer.code === 'department-unavailable') {
          openedAt = performance.now();
          askedAtOpening = housing.asked();
        }
        own.push(answer);
        if (openedAt !== undefined && answer.code === 'department-unavailable') told.push(answer);
      }),
    ]);
    if (openedAt !== undefined) {
      openSeconds += (performance.now() - openedAt) / 1000;
      probes += (await housing.asked()) - (await askedAtOpening);
    }
    await housing.hostile('none');
    await healed(hanging);
  }
  return report({ calm, trouble, own, told, probes, openSeconds });
};

interface Measured {
  readonly calm: readonly Asked[];
  readonly trouble: readonly Asked[];
  readonly own: readonly Asked[];
  readonly told: readonly Asked[];
  readonly probes: number;
  readonly openSeconds: number;
}

const report = ({ calm, trouble, own, told, probes, openSeconds }: Measured): boolean => {
  const row = (name: string, asked: readonly Asked[]) => {
    const { count, p50, p99 } = figures(asked.map(({ ms }) => ms));
    return [name, String(count), p50, p99, String(asked.filter(({ status }) => status !== 200).length)];
  };
  say(
    table([
      ['callers of', 'asked', 'p50 ms', 'p99 ms', 'not 200'],
      row('others, calm', calm),
      row('others, one hangs', trouble),
      row('the one that hangs', own),
      row('… told while its breaker is open', told),
    ]),
  );
  const heard = Map.groupBy(own, ({ status, code }) => `${status} ${code ?? "(the API's own)"}`);
  say(`it answered: ${[...heard].map(([what, { length }]) => `${what} ×${length}`).join(', ')}`);
  const ms = (asked: readonly Asked[]) => figures(asked.map((one) => one.ms));
  const ratio = ms(trouble).p99 / ms(calm).p99;
  const rate = probes / Math.max(1, openSeconds);
  const lines = [
    [`others' p99, one hanging / calm: ${ratio.toFixed(2)}`, `≤ ${BARS.others}`, ratio <= BARS.others],
    [`told while open, median: ${ms(told).p50.toFixed(1)} ms`, `≤ ${BARS.told} ms`, ms(told).p50 <= BARS.told],
    [
      `calls to it while open: ${probes} in ${openSeconds.toFixed(0)} s`,
      '≤ 1 in 5 s, and one a round',
      probes <= openSeconds * BARS.probes + ROUNDS,
    ],
    ["others' answers that were not 200", 'none', trouble.every(({ status }) => status === 200)],
  ] as const;
  for (const [what, bar, met] of lines) say(`${met ? 'met    ' : 'NOT MET'}  ${what}  (${bar})`);
  say(`calls a second to it while open: ${rate.toFixed(3)}`);
  return lines.every(([, , met]) => met);
};

const city = await startCity({
  port: 0,
  quiet: true,
  departments: ['real-estate', 'market-supervision', 'housing'],
  context: { concurrency: { 'real-estate': INSTANCES, 'market-supervision': INSTANCES, housing: INSTANCES } },
});
try {
  process.exitCode = (await run(city)) ? 0 : 1;
} finally {
  await city.stop();
}
