/** A10 外贸十一证: eleven results in levels, filed on the last day of the first template; one kind ended on the next. */
import { ZHOU_LEI } from '#city/cast.ts';
import { broughtAll, decided, resulted } from './bodies.ts';
import { type Stage, taken } from './stage.ts';

export const BEGINS = '2018-04-19 09:00';

export const acceptedTrade = async (stage: Stage): Promise<string> => {
  const { id } = await taken(
    stage.open({
      ...{ subject: { bundle: 'foreign-trade' }, channel: 'window', place: 'yongkang-hall', answers: {} },
      parties: [{ id: 'zhou', role: 'applicant', code: ZHOU_LEI, name: '周磊' }],
      ...{ form: {}, onBehalf: 'zhou' },
    }),
  );
  await taken(stage.act(id, { act: 'note-visit', party: 'zhou', place: 'yongkang-hall', reason: '递交申请材料' }));
  await taken(stage.act(id, { act: 'file', onBehalf: 'zhou' }));
  await broughtAll(stage, id, 'zhou');
  await taken(stage.act(id, { act: 'accept' }));
  return id;
};

export const DAYS = [
  '2018-04-20 10:00',
  '2018-04-23 10:00',
  '2018-04-24 10:00',
  '2018-04-25 10:00',
  '2018-04-26 10:00',
];

/** Whatever has its turn on the day, but `not`. 先照后证: on whose result others rest, that one is recorded at once. */
export const workedOn = async (stage: Stage, id: string, day: string, not?: string): Promise<void> => {
  await stage.to(day);
  const { tasks } = await stage.get(id);
  for (const { matter, state } of tasks)
    if (state === 'open' && matter !== not) {
      await decided(stage, id, matter);
      if (tasks.some(({ awaits = [] }) => awaits.includes(matter))) await resulted(stage, id, matter);
    }
};

export const worked = async (stage: Stage, id: string, not?: string): Promise<void> => {
  for (const day of DAYS) await workedOn(stage, id, day, not);
};

export const issued = async (stage: Stage, id: string): Promise<void> => {
  for (const { matter, state, result } of (await stage.get(id)).tasks)
    if (state === 'approved' && !result) await resulted(stage, id, matter);
};

/** Returns the number of the case. */
export const play = async (stage: Stage): Promise<string[]> => {
  const id = await acceptedTrade(stage);
  await worked(stage, id);
  await issued(stage, id);
  await taken(stage.act(id, { act: 'put-out' }));
  await taken(stage.act(id, { act: 'deliver', way: 'courier', to: 'zhou', waybill: 'EV000000010CN' }));
  await taken(stage.act(id, { act: 'close' }));
  return [id];
};
