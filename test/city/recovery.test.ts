/** Each department killed or made hostile during the trip: the others go on, the missing is said in words, and after recovery the same case is finished without doing anything twice. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalCity, startCity } from '#infra/local/city.ts';
import { HOSTILE_FERRY_MODES } from '#infra/local/departments/ferry/hostile.ts';
import { HOSTILE_MODES as TABLE_MODES } from '#infra/local/departments/real-estate/hostile.ts';
import { HOSTILE_REST_MODES } from '#infra/local/departments/rest/hostile.ts';
import { HOSTILE_SOAP_MODES } from '#infra/local/departments/soap/hostile.ts';
import { freshTrip, type KeptTrip } from '#infra/local/trip/kept.ts';
import { complete, summary, type TripLog } from '#infra/local/trip/log.ts';
import { shortName } from '#infra/local/trip/names.ts';
import { playOf } from '#infra/local/trip/officer.ts';
import { restaurant } from '#infra/local/trip/restaurant.ts';

const full = process.env.ONETRIP_FULL === '1';

type Department = 'real-estate' | 'market-supervision' | 'taxation' | 'public-security' | 'housing' | 'health';
/** Steps that a department answers; every other step that needs none of them goes on without it. */
const ITS_STEPS: Readonly<Record<Department, readonly string[]>> = {
  'real-estate': ['premises'],
  'market-supervision': ['name', 'registration'],
  taxation: ['tax'],
  'public-security': ['identity', 'address'],
  housing: ['building'],
  health: ['staff'],
};
const MODES: Readonly<Record<Department, readonly string[]>> = {
  'real-estate': TABLE_MODES,
  'market-supervision': HOSTILE_REST_MODES,
  taxation: HOSTILE_SOAP_MODES,
  'public-security': HOSTILE_FERRY_MODES,
  housing: HOSTILE_REST_MODES,
  health: HOSTILE_REST_MODES,
};
/** Market supervision is asked twice: a name first, and after the police have answered the registration. This spoils only the second. */
const LATE = 'registration-';
/** `killed`; `loses-answers`: it acts, and hangs up instead of answering. */
const LOSES: readonly Department[] = ['market-supervision', 'taxation'];
const everything = (Object.keys(MODES) as Department[]).flatMap((department) => [
  [department, 'killed'] as const,
  ...(LOSES.includes(department) ? [[department, 'loses-answers'] as const] : []),
  ...MODES[department].filter((mode) => mode !== 'none').map((mode) => [department, mode] as const),
]);
const some: readonly (readonly [Department, string])[] = [
  ['market-supervision', 'loses-answers'],
  ['public-security', 'truncated'],
];

let city: LocalCity;
beforeAll(async () => {
  city = await startCity({ port: 0, quiet: true });
});
afterAll(() => city?.stop());

const late = HOSTILE_REST_MODES.filter((mode) => mode !== 'none').map(
  (mode) => ['market-supervision', `${LATE}${mode}`] as const,
);

const spoil = async (department: Department, how: string): Promise<void> => {
  const system = city.departments[department];
  if (how === 'killed') await system.kill();
  else if (how !== 'loses-answers') await system.hostile(how as never);
  else if ('loseAnswers' in system) await system.loseAnswers(1);
};
const mend = async (department: Department, how: string): Promise<void> => {
  const system = city.departments[department];
  if (how === 'killed') await system.restart();
  else if (how !== 'loses-answers') await system.hostile('none');
};
const effects = async () => {
  const [{ serials }, { count }] = await Promise.all([
    city.departments['market-supervision'].registrations(),
    city.departments.taxation.taxpayers(),
  ]);
  return { firms: serials.length, taxpayers: count };
};

/** Plays the case until it is complete, as the words of each play ask for. */
const finished = async (played: () => Promise<TripLog>): Promise<TripLog> => {
  for (let left = 12; ; left -= 1) {
    const log = await played();
    if (complete(log) || left === 0) return log;
    await sleep(2_000);
  }
};

/** Names that are not alike: two characters each, drawn in order. */
const WORDS =
  '春夏秋冬梅兰竹菊松柏桃李杏梨枣橘茶酒米麦豆瓜果菜云雨雪霜风雷星月山川湖海江河溪泉金银铜铁玉石珠贝龙凤虎鹤鹿马';
let serial = 0;
const newName = (): string => {
  const [a, b] = [WORDS.charAt(Math.floor(serial / 8) * 2), WORDS.charAt((serial % 8) * 2 + 1)];
  serial += 1;
  return `永康市${a}${b}餐饮有限公司`;
};

test.each(full ? [...everything, ['market-supervision', `${LATE}killed`] as const, ...late] : some)(
  '%s %s: the others go on, and the same case is finished after it',
  async (department, how) => {
    const before = await effects();
    // Who is asked later is given up early only where it is the one that misbehaves: a busy machine is slow too.
    const patience = department === 'public-security' ? 4_000 : 20_000;
    const [trip, firmName] = [freshTrip(), newName()];
    const play = (kept: KeptTrip, patient = 20_000) => restaurant(playOf(city, kept.trip, patient), kept, firmName);
    const mode = how.replace(LATE, '');
    const asked = await city.departments['market-supervision'].asked();
    if (mode === how) await spoil(department, mode);
    const playing = play(trip, patience);
    if (mode !== how) {
      while ((await city.departments['market-supervision'].asked()) === asked) await sleep(50);
      // The police take a second at least.
      await sleep(500);
      await spoil(department, mode);
    }
    const troubled = await playing;
    await mend(department, mode);
    if (mode !== how) expect(troubled.steps.find(({ id }) => id === 'name')?.state).toBe('done');

    // A slow department may still have answered in time; whoever did not is named, with what can be done.
    for (const { id, name, state, missing, waitsFor, needs } of troubled.steps) {
      if (state === 'failed') {
        expect(ITS_STEPS[department], `${id} ${missing?.why.zh}`).toContain(id);
        expect(missing?.remedy.zh.length, name.zh).toBeGreaterThan(5);
        expect(missing?.why.zh).toMatch(new RegExp(`${shortName(department).zh}|部门尚未答复|暂不能登记`));
      } else if (state === 'waiting') expect(needs).toEqual(expect.arrayContaining([...(waitsFor ?? [])]));
    }
    const done = troubled.steps.filter(({ state }) => state === 'done').map(({ id }) => id);
    const mine = ITS_STEPS[department];
    const free = ['identity', 'name', 'address', 'premises'].filter((id) => !mine.includes(id));
    expect(done).toEqual(expect.arrayContaining(free));
    if (department === 'taxation') expect(done).toEqual(expect.arrayContaining(['licence', 'food', 'fire', 'sign']));

    const log = await finished(() => play(trip));
    expect(summary(log).steps.filter(({ state }) => state !== 'done')).toEqual([]);
    // Later than a copy may be fetched once more.
    city.clock.advance(61_000);
    // Of a process that died before it had kept the numbers of its cases: they are the same by their keys.
    const again = await play(freshTrip(trip.trip));
    expect(complete(again)).toBe(true);
    const { issued } = summary(log).certificates;
    expect(issued).toHaveLength(4);
    expect(summary(again).certificates.issued).toEqual(issued);
    const numbers = ({ cases }: TripLog) => cases.map((one) => [one.case, one.state, one.visits.after]);
    expect(numbers(log).map(([, ...rest]) => rest)).toEqual([
      ['closed', 1],
      ['closed', 0],
    ]);
    expect(numbers(again)).toEqual(numbers(log));
    const after = await effects();
    expect(after).toEqual({ firms: before.firms + 1, taxpayers: before.taxpayers + 1 });
  },
  full ? 300_000 : 180_000,
);
