/** A3 新生儿出生: Wang An is born; certificate, household entry, then insurance, card and repayment, by telephone and without a visit. */
import { LI_NA, WANG_AN, WANG_QIANG } from '#city/cast.ts';
import { broughtAll, decided, resulted } from './bodies.ts';
import { type Stage, taken } from './stage.ts';

export const BEGINS = '2017-09-25 09:00';

const acceptedBirth = async (stage: Stage, name = '王安'): Promise<string> => {
  const { id } = await taken(
    stage.open({
      ...{ subject: { bundle: 'newborn' }, channel: 'phone', place: 'yongkang-hall' },
      answers: { wedlock: true, local: true, 'under-one': true, insured: true },
      parties: [
        { id: 'mother', role: 'applicant', code: LI_NA, name: '李娜' },
        { id: 'father', role: 'spouse', code: WANG_QIANG, name: '王强', ground: '新生儿父亲' },
        { id: 'child', role: 'child', code: WANG_AN, name, ground: '出生登记对象' },
      ],
      ...{ form: { 'child.name': name }, onBehalf: 'mother' },
    }),
  );
  await taken(stage.act(id, { act: 'file', onBehalf: 'mother' }));
  await broughtAll(stage, id, 'mother');
  await taken(stage.act(id, { act: 'accept' }));
  return id;
};

/** The hospital's two, and their results: they stay, whatever comes. */
export const certified = async (stage: Stage, name?: string): Promise<string> => {
  const id = await acceptedBirth(stage, name);
  await stage.to('2017-09-25 15:00');
  for (const task of ['birth-certificate', 'vaccination-record']) {
    await decided(stage, id, task);
    await resulted(stage, id, task);
  }
  return id;
};

const REST = [
  ['2017-09-26 15:00', 'birth-registration'],
  ['2017-09-27 09:00', 'resident-insurance'],
  ['2017-09-28 09:00', 'social-security-card'],
  ['2017-09-28 11:00', 'birth-repayment'],
] as const;

/** Returns the number of the case. */
export const play = async (stage: Stage): Promise<string[]> => {
  const id = await certified(stage);
  for (const [day, task] of REST) {
    await stage.to(day);
    await decided(stage, id, task);
    await resulted(stage, id, task);
  }
  await taken(stage.act(id, { act: 'put-out' }));
  await taken(stage.act(id, { act: 'deliver', way: 'courier', to: 'mother', waybill: 'EV000000003CN' }));
  await taken(stage.act(id, { act: 'close' }));
  return [id];
};
