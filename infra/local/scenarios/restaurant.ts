/** Wang Qiang opens a restaurant in Chen Fuying's shop: what the hall takes down, and who decides. */
import { catering } from '#city/bundles/catering.ts';
import { CHEN_FUYING, WANG_QIANG, WANG_SHOP } from '#city/cast.ts';
import type { HandedIn } from '#schemas/case.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import { type Stage, taken } from './stage.ts';

/** His situation is the one that the figures of each template are told for. */
const [of2017, of2024] = catering;

export const restaurant = (over: Partial<OpenCase> = {}): OpenCase => ({
  subject: { bundle: 'catering' },
  channel: 'window',
  place: 'yongkang-hall',
  answers: { ...of2017?.typical },
  parties: [
    { id: 'wang', role: 'applicant', code: WANG_QIANG, name: '王强' },
    { id: 'chen', role: 'landlord', code: CHEN_FUYING, name: '陈福英', ground: '房屋租赁合同载明的出租人' },
  ],
  form: { 'premises.unitNumber': WANG_SHOP },
  onBehalf: 'wang',
  ...over,
});

/** What the template of 2024 asks of who has his licence already. */
export const LICENSED: OpenCase['answers'] = { ...of2024?.typical };

export const paper = (material: string): HandedIn => ({ material, medium: 'paper', files: [], original: true });

/** The six that are still asked for, by matter/material. */
export const SIX = [
  'company-setup/articles',
  'company-setup/lease',
  'food-licence/layout',
  'food-licence/rules',
  'fire-check/fire-rules',
  'shop-sign/picture',
];

export const BODIES = {
  'company-setup': 'officer-hu-min',
  'food-licence': 'officer-kong-yue',
  'fire-check': 'officer-fang-yuan',
  'shop-sign': 'officer-luo-yi',
  'drainage-permit': 'officer-chi-jing',
} as const;
export type RestaurantTask = keyof typeof BODIES;

/** Drafted online the day before, brought to the window with `papers`; not accepted yet. */
export const filedRestaurant = async (
  stage: Stage,
  papers: readonly string[] = SIX,
  over: Partial<OpenCase> = {},
): Promise<string> => {
  const { id } = await taken(stage.open(restaurant({ channel: 'online', ...over })));
  await taken(
    stage.act(id, { act: 'note-visit', party: 'wang', place: 'yongkang-hall', reason: '递交申请材料、核验原件' }),
  );
  await taken(stage.act(id, { act: 'hand-in', materials: papers.map(paper), onBehalf: 'wang' }));
  await taken(stage.act(id, { act: 'file', onBehalf: 'wang' }));
  return id;
};

export const approve = (stage: Stage, id: string, task: RestaurantTask) =>
  taken(stage.act(id, { act: 'decide', task, decision: 'approve' }, { as: BODIES[task] }));

/** Gives every approved task its result, by the body that decided. */
export const issueAll = async (stage: Stage, id: string): Promise<void> => {
  for (const { matter, state, result } of (await stage.get(id)).tasks) {
    if (state !== 'approved' || result) continue;
    const document = { number: `永康〔2017〕${matter}`, name: { zh: '办理结果', en: 'result' } };
    const as = BODIES[matter as RestaurantTask];
    await taken(stage.act(id, { act: 'record-result', task: matter, result: { document } }, { as }));
  }
};

/** One output, one parcel. */
export const handOut = async (stage: Stage, id: string): Promise<void> => {
  await taken(stage.act(id, { act: 'put-out' }));
  await taken(stage.act(id, { act: 'deliver', way: 'courier', to: 'wang', waybill: 'EV000000001CN' }));
  await taken(stage.act(id, { act: 'close' }));
};
