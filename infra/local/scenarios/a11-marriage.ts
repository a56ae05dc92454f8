/** A11 结婚登记: Zhou Lei and Xu Xiaowen are compared with their cards; what the device is not sure of, a second officer sees. */
import { XU_XIAOWEN, ZHOU_LEI } from '#city/cast.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import { pulled } from './pulled.ts';
import { paper } from './restaurant.ts';
import { type AskingStage, type Question, type Stage, taken } from './stage.ts';

export const BEGINS = '2025-10-20 09:00';
export const MATTER = 'marriage-registration';
export const STATUS = 'civil-affairs/marital-status';
/** Minutes at the counter when both were compared by eye and declared that they are single: the script against which it is measured. */
export const SCRIPT_MINUTES = 30;
export const DEVICE = { id: 'face-window-07', version: 'compare-3.2' } as const;
export const SECOND = { as: 'officer-ying-jie' } as const;
const REGISTRAR = { as: 'officer-huang-yi' } as const;

export const couple = (over: Partial<OpenCase> = {}): OpenCase => ({
  ...{ subject: { matter: MATTER }, channel: 'window', place: 'yongkang-hall', form: {} },
  answers: { 'foreign-party': false },
  parties: [
    { id: 'zhou', role: 'applicant', code: ZHOU_LEI, name: '周磊' },
    { id: 'xu', role: 'applicant', code: XU_XIAOWEN, name: '徐晓雯' },
  ],
  ...over,
});

/** Both have come, with the photograph of the two. */
export const received = async (stage: Stage, over: Partial<OpenCase> = {}): Promise<string> => {
  const { id, parties } = await taken(stage.open(couple(over)));
  for (const { id: party } of parties)
    await taken(stage.act(id, { act: 'note-visit', party, place: 'yongkang-hall', reason: '双方亲自到场' }));
  await taken(stage.act(id, { act: 'hand-in', materials: [paper(`${MATTER}/photo`)] }));
  await taken(stage.act(id, { act: 'file' }));
  return id;
};

/** Single in the whole country, asked of civil affairs. */
export const asked = (stage: AskingStage, id: string, party: string) => {
  const fields = ['/single', '/state', '/registeredOn', '/office'];
  const question: Question = { matter: MATTER, resource: STATUS, party, fields };
  return pulled(stage, id, question);
};

export const compared = (stage: Stage, id: string, party: string, score: number) =>
  stage.act(id, { act: 'check-identity', party, device: DEVICE, score });

/** Compared with the card and asked about it, by the second officer. */
export const seen = (stage: Stage, id: string, party: string, same = true) =>
  stage.act(id, { act: 'confirm-identity', party, same, note: '核对证件照片、户籍信息问答' }, SECOND);

const registered = async (stage: Stage, id: string): Promise<void> => {
  await taken(stage.act(id, { act: 'decide', task: MATTER, decision: 'approve' }, REGISTRAR));
  const document = { number: 'J330784-2025-001020', name: { zh: '结婚证', en: 'marriage certificate' } };
  await taken(stage.act(id, { act: 'record-result', task: MATTER, result: { document } }, REGISTRAR));
};

/** Returns the number of the case. */
export const play = async (stage: AskingStage): Promise<string[]> => {
  const id = await received(stage);
  await stage.to('2025-10-20 09:04');
  await taken(compared(stage, id, 'zhou', 0.91));
  await taken(compared(stage, id, 'xu', 0.62));
  await stage.to('2025-10-20 09:08');
  await taken(seen(stage, id, 'xu'));
  for (const party of ['zhou', 'xu']) await asked(stage, id, party);
  await taken(stage.act(id, { act: 'accept' }));
  await stage.to('2025-10-20 09:21');
  await registered(stage, id);
  await taken(stage.act(id, { act: 'put-out' }));
  await taken(stage.act(id, { act: 'deliver', way: 'window', to: 'zhou' }));
  await taken(stage.act(id, { act: 'close' }));
  return [id];
};
