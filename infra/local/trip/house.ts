/**
 * 二手房: Chen Fuying sells her home to Li Na. Both come once, to one window; housing, taxation and the register ask the register and the
 * library, and the seller's certificate is cancelled in the transaction in which the buyer's is issued.
 */

import type * as z from 'zod';
import { CHEN_FUYING, CHEN_HOME, LI_NA } from '#city/cast.ts';
import { identityFacts } from '#city/certificate-types/identity-facts.ts';
import { marriageCertificate } from '#city/certificate-types/marriage-certificate.ts';
import { realEstateTitle } from '#city/certificate-types/real-estate-title.ts';
import { taxPayment } from '#city/certificate-types/tax-payment.ts';
import { inTurns } from '#functions/departments/protocols/in-turns.ts';
import { LIBRARY } from '#functions/matters/words.ts';
import type { Marriage } from '#schemas/departments/civil-affairs.ts';
import type { Title, TitlesByHolder } from '#schemas/departments/real-estate.ts';
import { CONTRACT, HOUSE_BODIES, REGISTRATION, TAX } from '../scenarios/a02-house-data.ts';
import { asker } from './asker.ts';
import { approved, handedOut, resulted, takenIn } from './course.ts';
import { type CaseDesk, openDesk, WINDOW } from './desk.ts';
import { houseCase } from './forms.ts';
import { entered, type Reckoned, TRANSFER, taxed } from './house-entry.ts';
import type { KeptTrip } from './kept.ts';
import type { Played } from './log.ts';
import { Stopped } from './missing.ts';
import { shortName } from './names.ts';
import type { Play } from './officer.ts';
import { serialOf } from './permit-results.ts';
import { type Begun, type Plan, plan } from './plan.ts';
import { reportsOf } from './report.ts';

const ACCOUNTS = 'utility-accounts';

const register = shortName('real-estate');
const HALL = shortName('one-window');
const TITLE = { zh: '陈福英卖房给李娜（二手房转移登记）', en: 'Chen Fuying sells her home to Li Na' };

type Marks = Pick<Title, 'certificateNumber' | 'location' | 'marks'>;

/** 登记簿核验: whatever of them stands against the sale stops it in the case. */
const MARKS = ['/marks/mortgaged', '/marks/transferLimited', '/marks/seized', '/marks/objection'];

const SPOUSE = { zh: '出卖人已婚，须配偶同意处分', en: 'the seller is married, and the spouse must agree' };
const AGREES = { zh: '配偶到场或提交同意书后续办', en: 'it goes on when the spouse agrees' };

/** What may be asked as soon as the case is taken, side by side. */
const questions = (trip: Plan, desk: Begun<CaseDesk>) => {
  const request = { unitNumber: CHEN_HOME, holder: CHEN_FUYING };
  const title = trip.step(
    { id: 'house-title', name: { zh: '登记簿核验', en: 'What the register says' }, whom: register },
    [desk],
    async ([at], note) => {
      const found = await asker(at, HOUSE_BODIES[CONTRACT], CONTRACT, note).ask<Marks>('real-estate/title', {
        ...{ party: 'seller', request },
        fields: ['/certificateNumber', '/location', '/unitNumber', ...MARKS],
      });
      const [stop] = at.view().stops;
      if (!stop) return found;
      throw new Stopped(stop.why, {
        zh: '未收税费；登记信息更正后重新查询即可办理',
        en: 'no tax is charged; it goes on when the register is corrected and asked anew',
      });
    },
  );
  const identity = trip.step(
    { id: 'house-identity', name: { zh: '双方身份', en: 'Who both are' }, whom: LIBRARY },
    [desk],
    ([at], note) =>
      inTurns(['seller', 'buyer'], async (party) => {
        await asker(at, WINDOW, TRANSFER, note).pull(identityFacts.id, {
          ...{ party, fields: ['/valid', '/number', '/holders/*/name', '/validUntil'] },
        });
      }),
  );
  const married = trip.step(
    { id: 'house-married', name: { zh: '买受人婚姻', en: "The buyer's marriage" }, whom: LIBRARY },
    [desk],
    ([at], note) =>
      asker(at, HOUSE_BODIES[REGISTRATION], TRANSFER, note).pull(marriageCertificate.id, {
        ...{ party: 'buyer', fields: ['/valid', '/is/married'] },
      }),
  );
  // 共有人: a house of husband and wife is not sold by one of them.
  const alone = trip.step(
    { id: 'house-seller', name: { zh: '出卖人婚姻', en: "The seller's marriage" }, whom: shortName('civil-affairs') },
    [desk],
    ([at], note) =>
      asker(at, HOUSE_BODIES[CONTRACT], CONTRACT, note).ask<Pick<Marriage, 'married'>>('civil-affairs/marriage', {
        ...{ party: 'seller', request: { holder: CHEN_FUYING }, fields: ['/married', '/state'] },
      }),
  );
  const household = trip.step(
    {
      id: 'house-household',
      name: { zh: '买受人家庭', en: "The buyer's household" },
      whom: shortName('public-security'),
    },
    [desk],
    async ([at], note) => {
      const { ask } = asker(at, HOUSE_BODIES[TAX], TAX, note);
      const about = { party: 'buyer', request: { holder: LI_NA } };
      await ask('civil-affairs/marriage', { ...about, fields: ['/married', '/spouse'] });
      await ask('public-security/household', { ...about, fields: ['/relation', '/minors/*'] });
    },
  );
  const homes = trip.step(
    { id: 'house-homes', name: { zh: '买受人住房套数', en: "The buyer's homes" }, whom: register },
    [desk],
    ([at], note) =>
      asker(at, HOUSE_BODIES[TAX], TAX, note).ask<z.infer<typeof TitlesByHolder>>('real-estate/titles-by-holder', {
        ...{ party: 'buyer', request: { holder: LI_NA } },
        fields: ['/titles/*/use', '/titles/*/area', '/more'],
      }),
  );
  const sold = trip.step(
    { id: 'house-sold', name: { zh: '面积、用途、持有年限', en: 'Area, use, years held' }, whom: register },
    [desk],
    ([at], note) =>
      asker(at, HOUSE_BODIES[TAX], TAX, note).ask<Pick<Title, 'use' | 'area' | 'registeredOn'>>('real-estate/title', {
        ...{ party: 'seller', request, fields: ['/unitNumber', '/use', '/area', '/registeredOn'] },
      }),
  );
  // 持有年限: from the deed tax that she paid when she bought it, which the tax office put into the library.
  const bought = trip.step(
    { id: 'house-bought', name: { zh: '原契税完税', en: 'Deed tax of her purchase' }, whom: LIBRARY },
    [desk],
    async ([at], note) => {
      const { data } = await asker(at, HOUSE_BODIES[TAX], TAX, note).pull<Reckoned['bought']>(taxPayment.id, {
        ...{ party: 'seller', only: { unitNumber: CHEN_HOME } },
        ...{ fields: ['/unitNumber', '/items/*/tax', '/items/*/paidOn'] },
      });
      return data;
    },
  );
  // 收旧证: handed in as a stamped copy for the file; the original is cancelled with the entry.
  const old = trip.step(
    { id: 'house-old', name: { zh: '原不动产权证书', en: 'The old certificate' }, whom: LIBRARY },
    [desk],
    ([at], note) =>
      asker(at, WINDOW, TRANSFER, note).pull(realEstateTitle.id, {
        ...{ party: 'seller', only: { unitNumber: CHEN_HOME } },
        ...{ fields: ['/number', '/location', '/unitNumber'], reason: '转移登记归档' },
      }),
  );
  return { title, identity, alone, household, married, homes, sold, bought, old };
};

const document = (desk: CaseDesk, task: keyof typeof HOUSE_BODIES, number: string, zh: string, en: string) =>
  resulted(desk, task, HOUSE_BODIES[task], async () => ({ document: { number, name: { zh, en } } }));

/** Decided one after the other, as the law has it: contract, taxes, entry, accounts. */
const decisions = (trip: Plan, desk: Begun<CaseDesk>, asked: ReturnType<typeof questions>) => {
  const contract = trip.step(
    { id: 'house-contract', name: { zh: '合同网签备案', en: 'Contract filed' }, whom: shortName('housing') },
    [desk, asked.title, asked.identity, asked.alone],
    async ([at, , , { married }]) => {
      if (married) throw new Stopped(SPOUSE, AGREES);
      await approved(at, CONTRACT, HOUSE_BODIES[CONTRACT]);
      await document(at, CONTRACT, `永房网签${serialOf(at.id, 8)}`, '网签备案号', 'number of the contract');
    },
  );
  const tax = trip.step(
    { id: 'house-tax', name: { zh: '计税、缴税、完税', en: 'Taxes reckoned and paid' }, whom: shortName('taxation') },
    [desk, asked.homes, asked.sold, asked.bought, contract, asked.household],
    ([at, homes, sold, bought], note) => taxed(at, { homes, sold, bought }, note),
  );
  const entry = trip.step(
    { id: 'house-entry', name: { zh: '登簿、换发新证', en: 'Entered, certificate issued' }, whom: register },
    [desk, asked.old, asked.married, tax],
    ([at, { certificate }], note) => entered(at, certificate, note),
  );
  trip.step(
    { id: 'house-closed', name: { zh: '水电气过户、出证、办结', en: 'Accounts, handed out, closed' }, whom: HALL },
    [desk, entry],
    async ([at]) => {
      await approved(at, ACCOUNTS, HOUSE_BODIES[ACCOUNTS]);
      await document(at, ACCOUNTS, `过户通知${serialOf(at.id, 8)}`, '水电气过户通知', 'notice to the utilities');
      await handedOut(at, { way: 'window', to: 'buyer' });
    },
  );
};

export const house = async (play: Play, kept: KeptTrip): Promise<Played> => {
  const trip = plan();
  const desk = trip.step(
    { id: 'house', name: { zh: '二手房受理', en: 'The sale is taken' }, whom: HALL },
    [],
    async () =>
      takenIn(await openDesk(play, 'house', houseCase(), kept), {
        ...{ visits: ['seller', 'buyer'], reason: '双方共同申请并接受询问', onBehalf: 'buyer' },
      }),
  );
  decisions(trip, desk, questions(trip, desk));
  const steps = await trip.end();
  return { title: TITLE, steps, cases: await reportsOf('A2', [desk]) };
};
