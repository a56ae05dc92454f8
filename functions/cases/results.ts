/** 先照后证: a task that rests on the result of another is approved when that stands in the case, the certificate or its number. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { bodyOn } from '#functions/matters/marks.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { Case, Task } from './state.ts';
import { matterOf } from './template.ts';

/** Whose result it is approved with, and has not yet. */
export const awaitedBy = ({ tasks }: Pick<Case, 'tasks'>, { withResultOf = [] }: Task): Task[] =>
  tasks.filter(({ matter, result }) => withResultOf.includes(matter) && result === undefined);

/** As it is called that day; of a body that has not joined the hall writes it down. */
const recorder = (matters: IndexedMatters, { matter, version, department }: Task, day: string): Bilingual => {
  const declared = matters.body(matterOf(matters, matter, version).body);
  const body = matters.raw.bodies.find((one) => one.department === department) ?? declared;
  const { zh, en } = (body && bodyOn(body, day)?.name) ?? { zh: department ?? matter, en: department ?? matter };
  return department === undefined
    ? { zh: `大厅窗口（代${zh}）`, en: `a window officer of the hall, for ${en}` }
    : { zh, en };
};

/** Throws conflict, naming each result that is missing and who records it. */
export const assertResultsOf = (matters: IndexedMatters, found: Case, task: Task, now: number): void => {
  const awaited = awaitedBy(found, task);
  if (awaited.length === 0) return;
  const said = awaited.map((one) => {
    const { name, result } = matterOf(matters, one.matter, one.version);
    return { name, result: result.name, by: recorder(matters, one, beijingDate(now)) };
  });
  const zh = said.map(({ name, result, by }) => `“${name.zh}”的${result.zh}（证照或其号码）由${by.zh}录入`);
  const en = said.map(({ name, result, by }) => `${result.en} of “${name.en}”, certificate or number, by ${by.en}`);
  throw problem('conflict', {
    detail: `前序结果尚未录入，暂不得同意：${zh.join('；')} what it rests on is to be recorded first: ${en.join('; ')}`,
    cause: 'result-awaited',
    errors: awaited.map(({ matter }) => ({ field: `/tasks/${matter}`, rule: 'result-missing' })),
  });
};
