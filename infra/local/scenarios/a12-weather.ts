/** A12 检测公司服务点: the report on the lightning protection lies there before Yongkang Hardware applies; and a hundred applications with and without it. */
import { WANG_JI_CATERING, YAN_TAI, YONGKANG_HARDWARE } from '#city/cast.ts';
import { type Chance, chance } from '#city/generate/prng.ts';
import type { CaseView } from '#schemas/case.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import type { ReportPush } from '#schemas/report.ts';
import { paper } from './restaurant.ts';
import { type AskingStage, type Stage, taken } from './stage.ts';

export const BEGINS = '2025-10-13 09:00';
const MATTER = 'lightning-acceptance';
export const REPORT = `${MATTER}/report`;
export const PROJECT = '2510-330784-04-01-000001';
// 代录: the weather bureau has not joined; the second officer of the hall writes down what it says.
const BUREAU = { as: 'officer-ying-jie' } as const;
const DIGEST = 'qUiQTy8PR5uPgZdpSzAYSw0u0cHNKh7A-4XSmaGSpEc';

export const report = (over: Partial<ReportPush> = {}): ReportPush => ({
  ...{ client: YONGKANG_HARDWARE, paper: 'lightning-report', number: 'T-0001', about: PROJECT },
  ...{ issuedOn: '2025-10-10', file: DIGEST },
  ...over,
});

/** At the window, about the works of that code. */
export const applied = async (stage: Stage, code: string = YONGKANG_HARDWARE, project = PROJECT): Promise<string> => {
  const application: OpenCase = {
    ...{ subject: { matter: MATTER }, channel: 'window', place: 'yongkang-hall', answers: {} },
    parties: [{ id: 'firm', role: 'applicant', code, name: '申请单位' }],
    ...{ form: { 'project.code': project }, onBehalf: 'firm' },
  };
  const { id } = await taken(stage.open(application));
  await taken(stage.act(id, { act: 'note-visit', party: 'firm', place: 'yongkang-hall', reason: '递交申请' }));
  await taken(stage.act(id, { act: 'file', onBehalf: 'firm' }));
  return id;
};

/** Returns the number of the case. */
export const play = async (stage: AskingStage): Promise<string[]> => {
  await taken(stage.push(report()));
  await stage.to('2025-10-14 10:00');
  const id = await applied(stage);
  await taken(stage.act(id, { act: 'accept' }));
  await stage.to('2025-10-15 15:00');
  await taken(stage.act(id, { act: 'decide', task: MATTER, decision: 'approve' }, BUREAU));
  const document = { number: '永气雷验〔2025〕1号', name: { zh: '验收合格文件', en: 'Permit' } };
  await taken(stage.act(id, { act: 'record-result', task: MATTER, result: { document } }, BUREAU));
  await taken(stage.act(id, { act: 'put-out' }));
  await taken(stage.act(id, { act: 'deliver', way: 'courier', to: 'firm', waybill: 'EV000000012CN' }));
  await taken(stage.act(id, { act: 'close' }));
  return [id];
};

const APPLICANTS = [YONGKANG_HARDWARE, WANG_JI_CATERING, YAN_TAI] as const;
/** Of a hundred: those who come without the report, and those of them whose report is too old as well. */
const WITHOUT = 30;
const TOO_OLD = 3;
/** That many come at once. */
const WINDOWS = 4;
type Luck = 'brings' | 'forgets' | 'too-old';

/** Who is which, in an order of chance: Fisher and Yates. */
const drawn = (draw: Chance, length: number): Luck[] => {
  const all = Array.from({ length }, (_, i): Luck => {
    if (i < (length * TOO_OLD) / 100) return 'too-old';
    return i < (length * WITHOUT) / 100 ? 'forgets' : 'brings';
  });
  for (let i = all.length - 1; i > 0; i -= 1) {
    const j = draw.int(0, i);
    [all[i], all[j]] = [all[j] as Luck, all[i] as Luck];
  }
  return all;
};

/** 一次性告知 of whatever stands against acceptance. */
const acceptedOrTold = async (stage: Stage, id: string): Promise<CaseView> => {
  const { status, body } = await stage.act(id, { act: 'accept' });
  if (status === 200) return body;
  const items = body.errors.map(({ field, rule }: { field: string; rule: string }) => ({
    item: field.replace('/materials/', ''),
    what: rule,
  }));
  return taken(stage.act(id, { act: 'give-notice', items, due: '2025-10-20' }));
};

/** Applications of one morning, the same for the same seed. `point`: the testing firm pushes each of its reports before. */
export const morning = async (stage: AskingStage, seed: string, point: boolean, count = 100): Promise<CaseView[]> => {
  const one = async (luck: Luck, i: number): Promise<CaseView> => {
    const client = APPLICANTS[i % APPLICANTS.length] ?? YONGKANG_HARDWARE;
    const number = String(i + 1).padStart(6, '0');
    const about = `2510-330784-04-02-${number}`;
    const issuedOn = luck === 'too-old' ? '2024-10-01' : '2025-10-10';
    if (point) await taken(stage.push(report({ client, about, issuedOn, number: `T-${number}` })));
    const id = await applied(stage, client, about);
    if (!point && luck === 'brings')
      await taken(stage.act(id, { act: 'hand-in', materials: [paper(REPORT)], onBehalf: 'firm' }));
    return acceptedOrTold(stage, id);
  };
  const all = [...drawn(chance(seed), count).entries()];
  const views: CaseView[] = [];
  const window = async (_: unknown, at: number): Promise<void> => {
    for (const [i, luck] of all) if (i % WINDOWS === at) views[i] = await one(luck, i);
  };
  await Promise.all(Array.from({ length: WINDOWS }, window));
  return views;
};

/** 缺件率: the share of cases in which a notice was given, in percent. */
export const deficiency = (views: readonly CaseView[]): number =>
  (views.filter(({ notices }) => notices.length > 0).length / views.length) * 100;
