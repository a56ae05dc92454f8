/** A9 免填单: Li Na left her employer and is insured on her own; her card is read, and twelve of fourteen fields fill themselves in. */
import { LI_NA } from '#city/cast.ts';
import { pulled } from './pulled.ts';
import { type AskingStage, type Question, taken } from './stage.ts';

export const BEGINS = '2025-09-22 14:00';
export const MATTER = 'flexible-work-insurance';
/** Minutes at the counter with the paper form: the script against which it is measured. */
export const BASELINE_MINUTES = 10;
const INSURANCE = { as: 'officer-mao-jun' } as const;
export const HISTORY = 'human-resources/insurance-history';
export const MARRIAGE = 'civil-affairs/marriage';

const question = (resource: string, ...fields: string[]): Question => ({
  ...{ matter: MATTER, party: 'li', resource },
  fields,
});
export const QUESTIONS: readonly Question[] = [
  question('public-security/identity', '/holder', '/name', '/validUntil'),
  question(
    HISTORY,
    ...['/number', '/since', '/paidUntil', '/months', '/place', '/employer', '/employerCode', '/leftOn'],
  ),
  question(MARRIAGE, '/state'),
];

/** 刷卡: at the window, with the two things that nobody but she can say. */
export const scanned = async (stage: AskingStage): Promise<string> => {
  const { id } = await taken(
    stage.open({
      ...{ subject: { matter: MATTER }, channel: 'window', place: 'yongkang-hall', answers: {} },
      parties: [{ id: 'li', role: 'applicant', code: LI_NA, name: '李娜' }],
      form: { 'person.phone': '0579-00000199', 'insurance.grade': '60%' },
      onBehalf: 'li',
    }),
  );
  await taken(stage.act(id, { act: 'note-visit', party: 'li', place: 'yongkang-hall', reason: '刷身份证办理参保' }));
  await taken(stage.act(id, { act: 'file', onBehalf: 'li' }));
  await stage.to('2025-09-22 14:01');
  for (const one of QUESTIONS) await pulled(stage, id, one);
  return id;
};

/** She looks at what is offered and says that it is right. */
export const confirmed = async (stage: AskingStage, id: string): Promise<void> => {
  const offered = (await stage.prefill(id)).filter(({ state }) => state === 'proposed');
  await stage.to('2025-09-22 14:03');
  await taken(stage.act(id, { act: 'confirm-prefill', fields: offered.map(({ field }) => field), onBehalf: 'li' }));
};

export const enrolled = async (stage: AskingStage, id: string): Promise<void> => {
  await taken(stage.act(id, { act: 'accept' }));
  await stage.to('2025-09-22 14:06');
  await taken(stage.act(id, { act: 'decide', task: MATTER, decision: 'approve' }, INSURANCE));
  const document = { number: '永人社参〔2025〕0922', name: { zh: '参保登记凭证', en: 'Note of enrolment' } };
  await taken(stage.act(id, { act: 'record-result', task: MATTER, result: { document } }, INSURANCE));
  await taken(stage.act(id, { act: 'put-out' }));
  await taken(stage.act(id, { act: 'deliver', way: 'window', to: 'li' }));
  await taken(stage.act(id, { act: 'close' }));
};

/** Returns the number of the case. */
export const play = async (stage: AskingStage): Promise<string[]> => {
  const id = await scanned(stage);
  await confirmed(stage, id);
  await enrolled(stage, id);
  return [id];
};
