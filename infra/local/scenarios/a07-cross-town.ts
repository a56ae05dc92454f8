/** A7 跨镇受理: Chen Fuying renews her identity card in Gushan; the county decides, and she takes it home from the town. */
import { CHEN_FUYING } from '#city/cast.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import { paper } from './restaurant.ts';
import { type Stage, taken } from './stage.ts';

export const BEGINS = '2017-09-25 09:00';
export const GUSHAN = { as: 'officer-hu-ya' } as const;
export const MATTER = 'identity-card-renewal';
const POLICE = { as: 'officer-lv-fang' } as const;

export const renewal = (over: Partial<OpenCase> = {}): OpenCase => ({
  ...{ subject: { matter: MATTER }, channel: 'town', place: 'gushan', answers: {}, form: {} },
  parties: [{ id: 'chen', role: 'applicant', code: CHEN_FUYING, name: '陈福英' }],
  onBehalf: 'chen',
  ...over,
});

/** Returns the number of the case. */
export const play = async (stage: Stage): Promise<string[]> => {
  const { id } = await taken(stage.open(renewal(), GUSHAN));
  const reason = '递交申请、核验原件、采集指纹';
  await taken(stage.act(id, { act: 'note-visit', party: 'chen', place: 'gushan', reason }, GUSHAN));
  await taken(stage.act(id, { act: 'file', onBehalf: 'chen' }, GUSHAN));
  const lacks = (await stage.get(id)).materials.filter(({ state }) => state === 'missing');
  // 核原件: the town's officer has seen the original and kept a scan.
  await taken(stage.act(id, { act: 'hand-in', materials: lacks.map((one) => paper(one.material)) }, GUSHAN));
  await taken(stage.act(id, { act: 'accept' }, GUSHAN));
  await stage.to('2017-10-10 09:00');
  await taken(stage.act(id, { act: 'decide', task: MATTER, decision: 'approve' }, POLICE));
  const document = { number: '永公证〔2017〕0925', name: { zh: '居民身份证', en: 'identity card' } };
  await taken(stage.act(id, { act: 'record-result', task: MATTER, result: { document } }, POLICE));
  await taken(stage.act(id, { act: 'put-out' }, GUSHAN));
  await taken(stage.act(id, { act: 'deliver', way: 'town', to: 'chen' }, GUSHAN));
  await taken(stage.act(id, { act: 'close' }, GUSHAN));
  return [id];
};
