import { beforeEach, describe, expect, test } from 'vitest';
import { LI_NA, WANG_QIANG, XU_XIAOWEN } from '#city/cast.ts';
import { placeOfAnswer } from '#functions/exchange/answer-question.ts';
import { overdueFrom } from '#functions/kernel/clocks.ts';
import { open } from '#functions/kernel/sealed.ts';
import { HELD_SECONDS } from '#schemas/entry.ts';
import { LONGEST_KEPT_SECONDS } from '#schemas/question.ts';
import { entriesRoutes } from '#schemas/routes/entries.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { keys, questionAbout, T0 } from '../agent/world.ts';
import { desk, onTables, recordOf, SOURCE, TAO, YU } from './world.ts';

const HELD_MS = HELD_SECONDS * 1000;
const DAY = 86_400_000;
let tables: Awaited<ReturnType<typeof onTables>>;
beforeEach(async () => {
  tables = await onTables();
});

const asked = async (mother = LI_NA, at = T0) => {
  const question = questionAbout(mother, at, 'birth-record');
  await tables.questions.ask(question);
  return question.id;
};
const answer = (mother = LI_NA, over: object = {}) => ({ answer: recordOf(mother, over), source: SOURCE });
const stored = (id: string) => tables.questions.get(id);

describe('the inbox', () => {
  test('shows what waits, oldest first, page by page, and of nobody who he is', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) ids.push(await asked(i % 2 === 0 ? LI_NA : XU_XIAOWEN, T0 + i));
    await tables.questions.ask(questionAbout(WANG_QIANG, T0));
    const { list } = desk(tables);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await list(TAO, T0 + 10, { limit: '2', ...(cursor ? { cursor } : {}) });
      expect(status).toBe(200);
      expect(entriesRoutes.listEntries.answer.safeParse(body).error?.issues).toBeUndefined();
      seen.push(...body.items.map((one: { question: string }) => one.question));
      cursor = body.next;
      expect(JSON.stringify(body)).not.toMatch(/\d{17}/);
    } while (cursor);
    expect(seen).toEqual(ids);
  });

  test('each line says by when it is due, in working days, and when that is over', async () => {
    await tables.questions.ask(questionAbout(LI_NA, T0, 'birth-record', { keptUntil: T0 + 14 * DAY }));
    const { list } = desk(tables);
    const [line] = (await list(TAO, T0 + 1)).body.items;
    // Asked on Friday 9 October 2026, three working days, the tenth is worked.
    expect(line).toMatchObject({ state: 'waiting', overdue: false, due: { workdays: 3, date: '2026-10-13' } });
    const over = overdueFrom(line.due);
    for (const [at, overdue] of [
      [over - 1, false],
      [over, true],
    ] as const)
      expect((await list(TAO, at)).body.items).toMatchObject([{ overdue }]);
  });

  test('is the officer’s of that department, and nobody else’s', async () => {
    const id = await asked();
    const { list, act } = desk(tables);
    for (const as of ['officer-jin-tao', 'officer-hu-min', 'health-system', 'officer-tong-bo'])
      expect([as, (await list(as, T0 + 1)).status]).toEqual([as, 403]);
    expect((await list(TAO, T0 + 1, { department: 'taxation' })).body.denial.rule).toBe('not-its-officer');
    for (const as of ['officer-jin-tao', 'health-system'])
      expect((await act('taken', id, as, T0 + 1)).status).toBe(403);
  });
});

describe('one pair of eyes', () => {
  test('taken, seen, answered from the book; the answer is checked and sealed as an automatic one', async () => {
    const id = await asked();
    const { act, list } = desk(tables, { fourEyes: false });
    expect((await act('', id, TAO, T0 + 1)).body).not.toHaveProperty('request');
    const taken = await act('taken', id, TAO, T0 + 1000);
    expect(taken.body).toMatchObject({
      state: 'taken',
      holder: TAO,
      request: { mother: LI_NA, bornOn: '2017-09-11' },
      steps: [{ by: TAO, event: 'take', at: new Date(T0 + 1000).toISOString() }],
    });
    expect((await act('', id, YU, T0 + 1001)).body).not.toHaveProperty('request');
    expect((await act('taken', id, YU, T0 + 1001)).status).toBe(409);
    const done = await act('answer', id, TAO, T0 + 2000, answer());
    expect(done.body).toMatchObject({ state: 'answered', draft: answer() });
    expect(done.body).not.toHaveProperty('holder');
    const question = await stored(id);
    expect(question).toMatchObject({ state: 'answered', byHand: true, answeredAt: T0 + 2000 });
    expect(JSON.parse(open(keys.kept, placeOfAnswer(id), question?.answer ?? ''))).toEqual(recordOf(LI_NA));
    expect((await list(TAO, T0 + 3000)).body.items).toEqual([]);
    expect(JSON.stringify([question, await tables.entries.get(id)])).not.toMatch(/王安|330784198802039985|第 117 页/);
  });

  test.each([
    ['a field is missing', { ...answer(), answer: { mother: LI_NA } }, 400, '/answer/certificateNumber'],
    ['a field is wrong', answer(LI_NA, { bornOn: '11.9.2017' }), 400, '/answer/bornOn'],
    ['one that is not asked for', answer(LI_NA, { weight: 3200 }), 400, '/answer/weight'],
    ['somebody else’s record', answer(XU_XIAOWEN), 422, '/answer'],
    ['no source', { answer: recordOf(LI_NA) }, 400, '/source'],
  ])('%s: the form says which field, and nothing is kept', async (_what, body, status, field) => {
    const id = await asked();
    const { act } = desk(tables, { fourEyes: false });
    await act('taken', id, TAO, T0 + 1);
    const refused = await act('answer', id, TAO, T0 + 2, body);
    expect([refused.status, refused.body.errors[0].field]).toEqual([status, field]);
    expect((await stored(id))?.state).toBe('waiting');
  });

  test('nothing found in the register is an answer; a reason from the list is told to who asked', async () => {
    const [nothing, refused] = [await asked(), await asked(XU_XIAOWEN)];
    const { act } = desk(tables, { fourEyes: false });
    for (const id of [nothing, refused]) await act('taken', id, TAO, T0 + 1);
    await act('answer', nothing, TAO, T0 + 2, { answer: null, source: SOURCE });
    expect(await stored(nothing)).toMatchObject({ state: 'answered' });
    expect((await act('refused', refused, TAO, T0 + 2, { reason: 'because' })).status).toBe(400);
    expect((await act('refused', refused, TAO, T0 + 2, { reason: 'register-unreadable' })).body.state).toBe('refused');
    expect(await stored(refused)).toMatchObject({
      state: 'failed',
      failed: 'department-refused',
      reason: 'register-unreadable',
    });
  });

  test('put right until it is fetched, by who said it; a refusal too; afterwards no more', async () => {
    const id = await asked();
    const { act } = desk(tables, { fourEyes: false });
    await act('taken', id, TAO, T0 + 1);
    await act('refused', id, TAO, T0 + 2, { reason: 'request-not-clear' });
    await act('answer', id, TAO, T0 + 3, answer());
    expect(await stored(id)).not.toHaveProperty('reason');
    expect((await act('answer', id, YU, T0 + 4, answer(LI_NA, { childName: '王平' }))).status).toBe(403);
    await act('answer', id, TAO, T0 + 4, answer(LI_NA, { childName: '王平' }));
    const question = await stored(id);
    expect(JSON.parse(open(keys.kept, placeOfAnswer(id), question?.answer ?? ''))).toMatchObject({ childName: '王平' });
    expect(await tables.questions.fetched({ id, answeredAt: T0 + 3 }, T0 + 5)).toBe(false);
    expect(await tables.questions.fetched({ id, answeredAt: T0 + 4 }, T0 + 5)).toBe(true);
    const late = await act('answer', id, TAO, T0 + 6, answer());
    expect([late.status, late.body.detail]).toEqual([409, 'the answer was fetched already']);
    expect((await act('', id, TAO, T0 + 6)).body).toMatchObject({ state: 'answered', fetched: true });
  });

  test('who leaves it lying loses it; who puts it back makes room at once', async () => {
    const id = await asked();
    const { act } = desk(tables, { fourEyes: false });
    await act('taken', id, TAO, T0);
    expect((await act('taken', id, YU, T0 + HELD_MS - 1)).status).toBe(409);
    expect((await act('answer', id, TAO, T0 + HELD_MS, answer())).status).toBe(403);
    expect((await act('taken', id, YU, T0 + HELD_MS)).body.holder).toBe(YU);
    expect((await act('released', id, TAO, T0 + HELD_MS + 1)).status).toBe(403);
    expect((await act('released', id, YU, T0 + HELD_MS + 1)).body).toMatchObject({ state: 'waiting' });
    expect((await act('taken', id, TAO, T0 + HELD_MS + 2)).body.steps).toHaveLength(4);
  });
});

describe('four eyes', () => {
  test('it counts when a second officer has looked; never by the hand that wrote it', async () => {
    const id = await asked();
    const { act, list } = desk(tables);
    await act('taken', id, TAO, T0 + 1);
    expect((await act('answer', id, TAO, T0 + 2, answer())).body).toMatchObject({ state: 'entered' });
    expect((await stored(id))?.state).toBe('waiting');
    expect((await list(YU, T0 + 3, { state: 'entered' })).body.items).toHaveLength(1);
    expect((await act('confirmed', id, TAO, T0 + 3)).status).toBe(409);
    expect((await act('taken', id, TAO, T0 + 3)).status).toBe(403);
    const review = await act('taken', id, YU, T0 + 4);
    expect(review.body).toMatchObject({ state: 'in-review', draft: answer(), request: { mother: LI_NA } });
    expect((await act('confirmed', id, YU, T0 + 5)).body).toMatchObject({ state: 'answered' });
    expect(await stored(id)).toMatchObject({ state: 'answered', byHand: true });
    // Put right, it waits for the second officer again.
    await act('answer', id, TAO, T0 + 6, answer(LI_NA, { childName: '王平' }));
    expect((await stored(id))?.state).toBe('waiting');
    expect((await list(YU, T0 + 7)).body.items).toHaveLength(1);
    await act('taken', id, YU, T0 + 8);
    await act('confirmed', id, YU, T0 + 9);
    expect(await stored(id)).toMatchObject({ state: 'answered', answeredAt: T0 + 9 });
  });

  test('sent back, it waits again and nothing of it is left', async () => {
    const id = await asked();
    const { act } = desk(tables);
    await act('taken', id, TAO, T0 + 1);
    await act('answer', id, TAO, T0 + 2, answer());
    await act('taken', id, YU, T0 + 3);
    const back = await act('returned', id, YU, T0 + 4, { reason: 'other-page' });
    expect(back.body).toMatchObject({
      state: 'waiting',
      steps: expect.arrayContaining([expect.objectContaining({ event: 'return', reason: 'other-page' })]),
    });
    expect(await tables.entries.get(id)).toMatchObject({ draft: undefined });
    expect((await act('taken', id, TAO, T0 + 5)).body).not.toHaveProperty('draft');
  });
});

describe('between agent and hand', () => {
  test('given to the agent, an officer’s work stops; what the agent answered is not answered again; given back, it goes on', async () => {
    const [id, other] = [await asked(), await asked(XU_XIAOWEN)];
    const { act, rule, list } = desk(tables);
    await act('taken', id, TAO, T0 + 1);
    await act('answer', id, TAO, T0 + 2, answer());
    rule({ protocol: 'agent' });
    const stopped = await act('taken', id, YU, T0 + 3);
    expect([stopped.status, stopped.body.detail]).toEqual([409, 'the department answers this by its agent now']);
    expect((await list(YU, T0 + 3)).body.items).toEqual([]);
    await tables.questions.answered(other, 'health', { answer: 'by the agent' }, T0 + 4);
    rule({ protocol: 'manual' });
    expect((await list(YU, T0 + 5)).body.items.map((one: { state: string }) => one.state)).toEqual(['entered']);
    expect((await act('taken', other, YU, T0 + 5)).status).toBe(409);
    expect((await act('', other, YU, T0 + 5)).body.state).toBe('elsewhere');
    await act('taken', id, YU, T0 + 6);
    await act('confirmed', id, YU, T0 + 7);
    expect(await stored(id)).toMatchObject({ state: 'answered', byHand: true });
  });

  test('the agent answers while an officer types: the first stays, the other hears of it', async () => {
    const id = await asked();
    const { act } = desk(tables, { fourEyes: false });
    await act('taken', id, TAO, T0 + 1);
    await tables.questions.answered(id, 'health', { answer: 'by the agent' }, T0 + 2);
    expect((await act('answer', id, TAO, T0 + 3, answer())).status).toBe(409);
    expect(await stored(id)).toMatchObject({ answer: 'by the agent' });
  });

  test('what was asked of the agent is kept as long as answering by hand takes, once it is taken', async () => {
    const id = await asked();
    const { act } = desk(tables);
    expect((await stored(id))?.keptUntil).toBe(T0 + DAY);
    await act('taken', id, TAO, T0 + 1);
    const { keptUntil = 0 } = (await stored(id)) ?? {};
    expect(keptUntil).toBeGreaterThan(T0 + 7 * DAY);
    expect(keptUntil).toBeLessThanOrEqual(T0 + LONGEST_KEPT_SECONDS * 1000);
    expect((await act('taken', id, TAO, keptUntil)).body.detail).toBe('the question is kept no more');
  });
});

test('killed at any moment: entry, question and list change together or not at all', async () => {
  const boundaries = await everyCrashPoint(async (crash) => {
    const id = await asked(LI_NA, T0);
    const mortal = desk(tables.again(crash));
    const steps = [
      ['taken', TAO],
      ['answer', TAO],
      ['taken', YU],
      ['confirmed', YU],
    ] as const;
    const go = async (on: ReturnType<typeof desk>, at: number) => {
      for (const [i, [what, as]] of steps.entries())
        await on.act(what, id, as, at + i, what === 'answer' ? answer() : undefined);
    };
    await go(mortal, T0 + 10).catch(() => undefined);
    const { question, entry, draft } = (await tables.entries.get(id)) ?? {};
    expect(question?.state === 'answered').toBe(entry?.state === 'answered');
    expect(draft !== undefined).toBe(['entered', 'in-review', 'answered'].includes(entry?.state ?? ''));
    await go(desk(tables), T0 + 10 + HELD_MS);
    expect((await stored(id))?.state).toBe('answered');
    expect((await tables.entries.get(id))?.entry?.steps.map(({ event }) => event)).toEqual(
      expect.arrayContaining(['take', 'propose', 'review', 'confirm']),
    );
    for await (const page of tables.lines.pages('health', 0)) expect(page).toEqual([]);
  });
  expect(boundaries).toBeGreaterThan(14);
});
