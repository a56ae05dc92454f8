import { beforeAll, expect, test } from 'vitest';
import { LI_NA, WANG_QIANG, ZHOU_LEI } from '#city/cast.ts';
import { bring } from '#functions/departments/protocols/ferry/bring.ts';
import { voidCard } from '#functions/departments/protocols/ferry/void-card.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { drafted } from './other-side.ts';
import { keys, memoryQuestions, T0, tables, type World } from './world.ts';

let world: Awaited<ReturnType<typeof tables>>;
beforeAll(async () => {
  world = await tables();
});

const HEADING = ['公民身份号码', '有效期起', '作废日期', '作废原因'];
const FROM = '2019-03-16';
const delta = ({ department }: World, number: number, codes: readonly string[], day = `2026-10-0${number}`) =>
  drafted({
    label: { kind: 'void-cards', department, delta: { number, day } },
    sheets: new Map([
      ['void-cards.csv', [HEADING, ...codes.map((code) => [` ${code.toLowerCase()}`, '2019年3月16日', day, '挂失'])]],
    ]),
  });
const isVoid = async ({ deps, department }: World, holder: string, validFrom = FROM) =>
  voidCard(department, { holder, validFrom }, { cards: deps.cards, keys });
const codeOf = (error: unknown): string => {
  if (!(error instanceof ProblemError)) throw error;
  return error.extra.errors?.[0]?.rule ?? error.code;
};

test('before the first delta nothing is said; after it, what it declared, and as of when', async () => {
  const one = world();
  expect(await isVoid(one, WANG_QIANG).catch(codeOf)).toBe('department-unavailable');
  await bring(delta(one, 1, [WANG_QIANG]), T0, one.deps);
  expect(await isVoid(one, WANG_QIANG)).toEqual({ void: true, asOf: '2026-10-01' });
  // The card that he got instead of it, and another person's.
  expect(await isVoid(one, WANG_QIANG, '2026-10-05')).toEqual({ void: false, asOf: '2026-10-01' });
  expect(await isVoid(one, LI_NA)).toEqual({ void: false, asOf: '2026-10-01' });
  await bring(delta(one, 2, [LI_NA]), T0, one.deps);
  expect(await isVoid(one, WANG_QIANG)).toEqual({ void: true, asOf: '2026-10-02' });
  expect(await isVoid(one, LI_NA)).toEqual({ void: true, asOf: '2026-10-02' });
  await bring(delta(one, 3, []), T0, one.deps);
  expect(await isVoid(one, ZHOU_LEI)).toEqual({ void: false, asOf: '2026-10-03' });
});

test('a gap, other content under a number, a day that goes back: refused, the last good state stays', async () => {
  const one = world();
  const refusal = (parcel: ReturnType<typeof delta>) => bring(parcel, T0, one.deps).then(() => 'taken', codeOf);
  const [first, second] = [delta(one, 1, [WANG_QIANG]), delta(one, 2, [LI_NA])];
  expect(await refusal(second)).toBe('delta-gap');
  expect(await refusal(first)).toBe('taken');
  expect(await refusal(delta(one, 3, [ZHOU_LEI]))).toBe('delta-gap');
  expect(await refusal(delta(one, 1, [ZHOU_LEI]))).toBe('delta-repeated');
  expect(await refusal(second)).toBe('taken');
  expect(await refusal(delta(one, 1, [ZHOU_LEI]))).toBe('delta-back');
  expect(await refusal(delta(one, 3, [ZHOU_LEI], '2026-09-30'))).toBe('delta-back');
  // The very same bytes only say that our answer was lost.
  expect(await refusal(first)).toBe('taken');
  expect(await refusal(second)).toBe('taken');
  expect(await isVoid(one, ZHOU_LEI)).toEqual({ void: false, asOf: '2026-10-02' });
});

test('a row that cannot be read refuses the delta whole', async () => {
  const one = world();
  for (const code of ['330784850614999', '330784198506149996', '']) {
    const parcel = delta(one, 1, [WANG_QIANG, code]);
    expect(await bring(parcel, T0, one.deps).catch(codeOf)).toBe('card-row');
  }
  expect(one.count.calls).toEqual({ GetItem: 3 });
});

test('a reason that is only a word of the language refuses the delta, too', async () => {
  const one = world();
  for (const reason of ['constructor', '__proto__', 'toString']) {
    const parcel = drafted({
      label: { kind: 'void-cards', department: one.department, delta: { number: 1, day: '2026-10-01' } },
      sheets: new Map([['void-cards.csv', [HEADING, [WANG_QIANG, '20190316', '20261001', reason]]]]),
    });
    expect(await bring(parcel, T0, one.deps).catch(codeOf)).toBe('card-row');
  }
});

test('a day that has not come is refused: no later delta could follow it, and nothing is known as of then', async () => {
  const one = world();
  const refusal = (parcel: ReturnType<typeof delta>) => bring(parcel, T0, one.deps).then(() => 'taken', codeOf);
  expect(await refusal(delta(one, 1, [WANG_QIANG], '2026-10-10'))).toBe('delta-ahead');
  expect(await refusal(delta(one, 1, [WANG_QIANG], '2026-10-09'))).toBe('taken');
  // 00:10 in Beijing there, ten minutes less here.
  const late = Date.parse('2026-10-09T16:00:00Z') - 600_000;
  await bring(delta(one, 2, [LI_NA], '2026-10-10'), late, one.deps);
  expect(await isVoid(one, LI_NA)).toEqual({ void: true, asOf: '2026-10-10' });
});

test('killed at any moment: nothing counts before all does, and other content may come under the number then', async () => {
  const boundaries = await everyCrashPoint(async (crash) => {
    const dying = world(crash, memoryQuestions());
    await bring(delta(dying, 1, [WANG_QIANG, LI_NA]), T0, dying.deps).catch(() => undefined);
    const after = world(undefined, memoryQuestions(), dying.department);
    const asked = await isVoid(after, WANG_QIANG).catch(codeOf);
    if (asked === 'department-unavailable') {
      await bring(delta(after, 1, [LI_NA, ZHOU_LEI]), T0, after.deps);
      expect(await isVoid(after, WANG_QIANG)).toMatchObject({ void: false });
      expect(await isVoid(after, ZHOU_LEI)).toMatchObject({ void: true });
    } else expect(asked).toMatchObject({ void: true });
    expect(await isVoid(after, LI_NA)).toMatchObject({ void: true });
  });
  expect(boundaries).toBeGreaterThanOrEqual(8);
});
