/** From what a program hears to what a window officer can say and do: 中文 first, English beside. */
import type { Bilingual } from '#schemas/department.ts';
import { PROBLEMS, type Problem, type ProblemCode } from '#schemas/problem.ts';
import type { Missing } from './log.ts';

/** A step that was answered and cannot go on, in words. */
export class Stopped extends Error {
  readonly missing: Missing;
  constructor(why: Bilingual, remedy: Bilingual) {
    super(`${why.zh} ${why.en}`);
    this.missing = { why, remedy };
  }
}

/** The hub, or the door before it, said no. */
export class Refused extends Error {
  readonly problem: Partial<Problem>;
  constructor(problem: Partial<Problem>) {
    super([problem.status, problem.code, problem.title].filter(Boolean).join(' '));
    this.problem = problem;
  }
}

export const AGAIN: Bilingual = {
  zh: '恢复后重办本件即可，已办成的不会重复办理',
  en: 'play the case again when it is back; what is done is not done twice',
};
const CALL: Bilingual = {
  zh: '请该部门核查其系统；恢复后重办本件即可，急需时该项材料可由申请人提交一次',
  en: 'have the department look at its system, then play the case again; if it is urgent the applicant may hand in that paper once',
};
const SOON: Bilingual = {
  zh: '稍候重办，已办成的不会重复办理',
  en: 'try again shortly; what is done is not done twice',
};
const SETTLE: Bilingual = {
  zh: '该部门可能已经办理；稍候重办，先查结果，不会重复办理',
  en: 'the department may have acted; play the case again shortly: it is asked first, and never acts twice',
};
const CORRECT: Bilingual = { zh: '请核对所填内容后重办', en: 'check what was filled in, then play the case again' };

const ANEW: Bilingual = {
  zh: '本件已按原内容申请；内容有变的，请另起一件',
  en: 'this case was filed with other contents; open a new one for the new contents',
};

const REMEDIES: Partial<Record<ProblemCode, Bilingual>> = {
  'department-unavailable': AGAIN,
  'department-timeout': AGAIN,
  'department-error': CALL,
  'department-answer-invalid': CALL,
  'department-wrong-subject': CALL,
  'department-answer-too-large': CALL,
  'exchange-in-progress': SETTLE,
  'invalid-request': CORRECT,
  unprocessable: CORRECT,
  'idempotency-key-reused': ANEW,
};

const refusal = (whom: Bilingual, { code, denial, errors }: Partial<Problem>): Missing => {
  const [, zh, en] = code ? PROBLEMS[code] : [0, '枢纽未能答复', 'The hub did not answer'];
  const rules = errors?.map(({ field, rule }) => `${field} ${rule}`).join(', ');
  const detail = rules ? ` (${rules})` : '';
  const why = { zh: `${whom.zh}：${zh}${detail}`, en: `${whom.en}: ${en}${detail}` };
  if (denial) return { why, remedy: { zh: `${denial.need}；${denial.ask}`, en: `rule ${denial.rule}` } };
  return { why, remedy: (code && REMEDIES[code]) ?? SOON };
};

/** `whom`: the department that was to answer. */
export const missingOf = (error: unknown, whom: Bilingual): Missing => {
  if (error instanceof Stopped) return error.missing;
  if (error instanceof Refused) return refusal(whom, error.problem);
  return {
    why: { zh: `${whom.zh}：枢纽未能答复`, en: `${whom.en}: ${error instanceof Error ? error.message : 'no answer'}` },
    remedy: SOON,
  };
};
