/**
 * A neighbour whose number, name and telephone stand in every department's data, in every question, and beside the texts that hostile departments
 * plant: whoever is entitled hears of her, and nothing else ever holds a trace. What stands in the catalogue is asked, whatever it is.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clients, isSystem } from '#city/clients.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { LocalCity } from '#infra/local/city.ts';
import type { PublicSecurity } from '#infra/local/departments/public-security.ts';
import type { LocalSystem } from '#infra/local/departments/stand-in.ts';
import { askedOf } from '#schemas/departments/index.ts';
import { MANUAL } from '#schemas/resource.ts';
import { above } from './above.ts';
import { leaks, type Needles, needles, type Places } from './canary/forms.ts';
import { modes, planted } from './canary/hostile.ts';
import { library } from './canary/library.ts';
import { plantEverywhere } from './canary/plant.ts';
import { ask, CASE, oneOfEach, type Question, questions } from './canary/questions.ts';
import { refusals } from './canary/refusals.ts';
import { wallet } from './canary/wallet.ts';
import { type Watch, watch } from './canary/watch.ts';
import { BYSTANDER, LEAKED, NEIGHBOUR, type Whom } from './canary/who.ts';
import { filesOf, itemsOf, linesOf, queueTexts } from './kept.ts';
import { type Answer, boot, call } from './support.ts';

let city: LocalCity;
let seen: Watch;
let hers: Needles;
let theirs: Needles;
/** An open breaker lets one question through in five seconds of the city. */
const SPAN_MS = 5_001;
const PATIENCE_MS = 60_000;
const FULL = process.env.ONETRIP_FULL === '1';
/** Ways to misbehave behind a ferry, in the usual run. */
const MOST_LATE = 6;
/** What misbehaves behind a ferry is refused while the question goes on waiting. */
const HOSTILE_PATIENCE_MS = 900;
/** What was answered: about her to who may know, and everything else. */
const [aboutHer, aboutOthers]: [Answer[], Answer[]] = [[], []];
beforeAll(async () => {
  city = await boot();
  // Some of what stands in the catalogue is answered there.
  await above();
  seen = watch(city);
  const { code, name, phone, firm } = NEIGHBOUR;
  hers = needles({ number: code, name, phone, firm });
  theirs = needles(Object.fromEntries((await planted()).map((text) => [text, text])));
});
afterAll(() => seen.end());

const said = ({ status, headers, text }: Answer): string => `${status} ${JSON.stringify([...headers])} ${text}`;
const places = async (answered: readonly Answer[]): Promise<Places> => {
  const [items, files] = await Promise.all([itemsOf(city), filesOf(city)]);
  return {
    lines: linesOf(city),
    addresses: seen.urls,
    messages: [...seen.handed, ...(await queueTexts(city))],
    keys: items.map(({ keys }) => keys),
    items: items.map(({ rest }) => rest),
    'names of files': files.flatMap(({ key, said: metadata }) => [key, metadata]),
    counts: city.engine.read().map((tally) => JSON.stringify(tally)),
    answers: answered.map(said),
  };
};

/** Nobody is there to answer it while these run. */
const byHand = ({ resource }: Question): boolean => resource.protocol === MANUAL;
const answered = async (question: Question, whom: Whom, patience = 0): Promise<Answer> => {
  const all = await ask(city, question, whom, byHand(question) ? 0 : patience);
  const [last] = all.slice(-1) as [Answer];
  for (const one of all) (whom === NEIGHBOUR && one.status === 200 ? aboutHer : aboutOthers).push(one);
  return last;
};
const isOf =
  (department: string) =>
  ({ resource }: Question) =>
    resource.department === department;
const systems = () => city.departments as Readonly<Record<string, LocalSystem & Partial<PublicSecurity>>>;
/** Waits until `there`, or for so long that what follows says what is missing. */
const until = async (there: () => boolean, ms = PATIENCE_MS): Promise<void> => {
  for (const end = performance.now() + ms; !there() && performance.now() < end; ) await sleep(100);
};

test.each(Object.keys(askedOf))('%s is asked about her and about others, rightly and wrongly', async (department) => {
  const system = systems()[department];
  await system?.voidCards?.([NEIGHBOUR.code]);
  if (system?.voidCards) await until(() => seen.urls.some((url) => url.includes(`/ferry/${department}/answers`)));

  const found: unknown[] = [];
  for (const question of questions.filter(isOf(department))) {
    const { status, body, text } = await answered(question, NEIGHBOUR, PATIENCE_MS);
    // Her name cannot be written in every department's charset: then its answer is refused as what it is.
    expect(byHand(question) ? [202] : [200, 502], `${question.grant.id}: ${text}`).toContain(status);
    found.push(body.found);
    await answered(question, BYSTANDER, PATIENCE_MS);
  }
  // The hub above is asked by numbers of papers that she has none of.
  if (system) expect(found, 'it knows her').toContain(true);
  for (const question of oneOfEach.filter(isOf(department))) {
    const refused = await refusals(city, question, NEIGHBOUR, BYSTANDER);
    expect(refused.filter(({ status }) => status < 400).map(said)).toEqual([]);
    aboutOthers.push(...refused);
  }
});

test.each(Object.keys(askedOf))(
  '%s is asked about her while it misbehaves in every way it knows',
  async (department) => {
    const system = systems()[department];
    const mine = oneOfEach.filter(isOf(department));
    const later = mine.filter(({ resource }) => resource.asked === 'later');
    const now = mine.filter((question) => !later.includes(question));
    const knows = async (mode: string) =>
      system?.hostile(mode).then(
        () => true,
        () => false,
      );
    const before = (await system?.asked()) ?? 0;
    const tried: string[] = [];
    for (const mode of await modes()) {
      if (!(await knows(mode))) continue;
      // Files that stay away are waited for: each of those modes takes seconds.
      if (!FULL && later.length > 0 && tried.length >= MOST_LATE) break;
      tried.push(mode);
      for (const question of now) {
        city.clock.advance(SPAN_MS);
        await answered(question, NEIGHBOUR);
      }
      await Promise.all(later.map((question) => answered(question, NEIGHBOUR, HOSTILE_PATIENCE_MS)));
      city.clock.advance(SPAN_MS);
      const turn = mine[tried.length % mine.length];
      if (turn) await answered(turn, BYSTANDER);
    }
    await system?.hostile('none');
    city.clock.advance(SPAN_MS);
    for (const question of mine) await answered(question, BYSTANDER, PATIENCE_MS);
    expect(tried.length).toBeGreaterThan(system ? 4 : -1);
    // What an open breaker keeps away has planted nothing.
    expect(((await system?.asked()) ?? 0) - before).toBeGreaterThanOrEqual(tried.length);
  },
);

test('the library keeps her title and shows it to who is granted it, in her wallet too', async () => {
  const answers = await library(city, NEIGHBOUR);
  for (const one of answers) {
    expect([200, 201], one.text).toContain(one.status);
    aboutHer.push(one);
  }
  const { right, others } = await wallet(city, String(answers[0]?.body.identifier), NEIGHBOUR, BYSTANDER);
  for (const one of right) {
    expect([200, 201], one.text).toContain(one.status);
    aboutHer.push(one);
  }
  // Lists and keys are for anybody, everything else is refused.
  expect(others.map(({ status }) => status >= 400)).toEqual(others.map((_, i) => i >= others.length - 11));
  aboutOthers.push(...others);
});

test('who reads the record, and who owes a notice, reads nothing of her', async () => {
  await city.settle();
  const day = beijingDate(city.clock.now());
  for (const { id: system, department: id } of clients.filter((one) => isSystem(one.id))) {
    const token = await city.token(system);
    for (const path of [`/v1/exchanges?date=${day}&department=${id}`, `/v1/notices?case=${CASE}`, '/v1/notices'])
      aboutOthers.push(await call(city, 'GET', path, { token }));
  }
  expect(aboutOthers.filter(({ text }) => text.includes(CASE)).length).toBeGreaterThan(2);
});

test('nothing of her is kept, said or told to others, and nothing that was planted reaches anybody', async () => {
  const everything = await places(aboutOthers);
  const toAnybody = { ...everything, 'answers about her': aboutHer.map(said) };
  expect([...leaks(everything, hers), ...leaks(toAnybody, theirs)]).toEqual([]);
  // Or else there was nothing to find.
  expect(leaks({ answers: aboutHer.map(said) }, hers).length).toBeGreaterThan(2);
  for (const [place, texts] of Object.entries(everything)) expect(texts.length, place).toBeGreaterThan(3);
});

test('whoever is leaked on purpose is found in each of these places', async () => {
  const planted = await plantEverywhere(city, LEAKED);
  try {
    const { counts: _names, ...everything } = await places([planted.answer]);
    const wheres = leaks(everything, needles(LEAKED)).map((leak) => /in ([a-z ]+):/.exec(leak)?.[1]);
    expect(new Set(wheres)).toEqual(new Set(Object.keys(everything)));
  } finally {
    await planted.undo();
  }
});
