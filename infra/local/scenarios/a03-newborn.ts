/** A3 新生儿出生: Wang An is born; certificate, household entry, then insurance, card and repayment, by telephone and without a visit. */
import { LI_NA, WANG_AN, WANG_QIANG } from '#city/cast.ts';
import { cardAccountsOf } from '#city/generate/card-accounts.ts';
import { generate } from '#city/generate/index.ts';
import type { CaseView } from '#schemas/case.ts';
import { subscribed, tellBirth, tellEntry } from './a03-tells.ts';
import { broughtAll, decided, officerOf, resulted } from './bodies.ts';
import { pulled } from './pulled.ts';
import { type AskingStage, type Question, type TellingStage, taken } from './stage.ts';
import { told } from './subscribing.ts';

export const BEGINS = '2017-09-25 09:00';
const BORN_ON = '2017-09-11';
export const HOUSEHOLD = 'public-security/household';
export const BIRTH = 'health/birth-record';
export const CARD = 'human-resources/card-account';
/** Whither she wants it repaid: of the one form. */
const ACCOUNT = 'mother.account';

/** Of her social security card. */
export const accountOf = (code: string): string => cardAccountsOf(generate()).get(code)?.account ?? '';

const newborn = { name: '王安', wedlock: true };
type Newborn = typeof newborn & { readonly account?: string };

const asks = (matter: string, resource: string, party: string, ...fields: string[]): Question => ({
  ...{ matter, resource, party, fields },
  ...(resource === BIRTH ? { request: { bornOn: BORN_ON } } : {}),
});
/** 数据跑腿, by the task that needs it. No bank has joined the city: whose the account is the issuer of the card says, 人社. */
const QUESTIONS: Readonly<Record<string, readonly Question[]>> = {
  'birth-certificate': [
    asks('birth-certificate', 'public-security/identity', 'mother', '/name', '/living', '/validUntil'),
    asks('birth-certificate', 'public-security/identity', 'father', '/living'),
  ],
  'vaccination-record': [asks('vaccination-record', BIRTH, 'mother', '/certificateNumber', '/childName', '/bornOn')],
  'birth-registration': [
    asks('birth-registration', BIRTH, 'mother', '/certificateNumber', '/childName', '/sex', '/bornOn', '/father'),
    asks('birth-registration', 'civil-affairs/marriage', 'mother', '/married', '/certificateNumber', '/spouse'),
  ],
  'resident-insurance': [asks('resident-insurance', HOUSEHOLD, 'child', '/local')],
  'social-security-card': [asks('social-security-card', HOUSEHOLD, 'child', '/local')],
  // Birth and identity are known to the hall from the tasks before.
  'birth-repayment': [
    asks('birth-repayment', 'human-resources/insurance-history', 'mother', '/number', '/since'),
    asks('birth-repayment', CARD, 'mother', '/active', '/matches'),
  ],
};

/** What she wrote of her account is asked about, and not answered with. */
const withAccount = (question: Question, { form }: CaseView): Question =>
  question.resource === CARD ? { ...question, request: { account: form[ACCOUNT] } } : question;

/** Asked by the body that decides; of a marriage that there is not nobody asks. */
export const asked = async (stage: AskingStage, id: string, task: string): Promise<void> => {
  const view = await stage.get(id);
  for (const question of QUESTIONS[task] ?? [])
    if (question.resource !== 'civil-affairs/marriage' || view.answers.wedlock)
      await pulled(stage, id, withAccount(question, view), { as: officerOf(view, task) });
};

const done = async (stage: AskingStage, id: string, task: string): Promise<void> => {
  await asked(stage, id, task);
  await decided(stage, id, task);
  await resulted(stage, id, task);
};

export const acceptedBirth = async (
  stage: AskingStage,
  { name, wedlock, account = accountOf(LI_NA) }: Newborn = newborn,
): Promise<string> => {
  const { id } = await taken(
    stage.open({
      ...{ subject: { bundle: 'newborn' }, channel: 'phone', place: 'yongkang-hall' },
      answers: { wedlock, local: true, 'under-one': true, insured: true },
      parties: [
        { id: 'mother', role: 'applicant', code: LI_NA, name: '李娜' },
        { id: 'father', role: 'spouse', code: WANG_QIANG, name: '王强', ground: '新生儿父亲' },
        { id: 'child', role: 'child', code: WANG_AN, name, ground: '出生登记对象' },
      ],
      ...{ form: { 'child.name': name, [ACCOUNT]: account }, onBehalf: 'mother' },
    }),
  );
  await taken(stage.act(id, { act: 'file', onBehalf: 'mother' }));
  await broughtAll(stage, id, 'mother');
  await taken(stage.act(id, { act: 'accept' }));
  return id;
};

/** The hospital's two, and their results: they stay, whatever comes. What it is called stands on the certificate, too. */
export const certified = async (stage: AskingStage, over: Partial<Newborn> = {}): Promise<string> => {
  const of = { ...newborn, ...over };
  const id = await acceptedBirth(stage, of);
  stage.say(BIRTH, LI_NA, { childName: of.name });
  await stage.to('2017-09-25 15:00');
  for (const task of ['birth-certificate', 'vaccination-record']) await done(stage, id, task);
  return id;
};

/** The police make the entry: from then on there is a page, and the hall sees it. */
export const entered = async (stage: AskingStage, id: string): Promise<void> => {
  await done(stage, id, 'birth-registration');
  const { parties } = await stage.get(id);
  stage.say(HOUSEHOLD, WANG_AN, {
    ...{ holder: WANG_AN, name: parties.find((one) => one.id === 'child')?.name, number: '330784000001' },
    ...{ relation: 'child', local: true, registeredOn: '2017-09-26', minors: [] },
  });
  await pulled(stage, id, asks('birth-registration', HOUSEHOLD, 'child', '/local'));
};

const REST = [
  ['2017-09-27 09:00', 'resident-insurance'],
  ['2017-09-28 09:00', 'social-security-card'],
  ['2017-09-28 11:00', 'birth-repayment'],
] as const;

/** From the entry on. */
export const finished = async (stage: AskingStage, id: string): Promise<string[]> => {
  for (const [day, task] of REST) {
    await stage.to(day);
    await done(stage, id, task);
  }
  await taken(stage.act(id, { act: 'put-out' }));
  await taken(stage.act(id, { act: 'deliver', way: 'courier', to: 'mother', waybill: 'EV000000003CN' }));
  await taken(stage.act(id, { act: 'close' }));
  return [id];
};

/** Returns the number of the case. */
export const play = async (stage: TellingStage, over: Partial<Newborn> = {}): Promise<string[]> => {
  const { name } = { ...newborn, ...over };
  await subscribed(stage);
  const id = await certified(stage, over);
  await told(tellBirth(stage, name));
  await stage.to('2017-09-26 15:00');
  await entered(stage, id);
  await told(tellEntry(stage, name));
  return finished(stage, id);
};
