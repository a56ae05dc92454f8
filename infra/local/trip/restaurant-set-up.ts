/** The first case of opening a restaurant: from who he is to a licence in the library and a registered taxpayer. */

import { businessLicence } from '#city/certificate-types/business-licence.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import { LIBRARY } from '#functions/matters/words.ts';
import type { NameCheck, Registration } from '#schemas/departments/market-supervision.ts';
import type { Identity, StandardAddress } from '#schemas/departments/public-security.ts';
import type { Premises } from '#schemas/departments/real-estate.ts';
import type { TaxpayerRegistration } from '#schemas/departments/taxation.ts';
import type { Application } from './application.ts';
import { asker, issue } from './asker.ts';
import { approved, handedOut, resulted, takenIn } from './course.ts';
import { type CaseDesk, openDesk, WINDOW } from './desk.ts';
import { firmParty, IN_THE_FORM, SET_UP, setUpCase } from './forms.ts';
import type { KeptTrip } from './kept.ts';
import { assertMayRegister } from './may-register.ts';
import { Stopped } from './missing.ts';
import { shortName } from './names.ts';
import type { Play } from './officer.ts';
import type { Begun, Plan } from './plan.ts';

const REGISTRAR = 'officer-hu-min';
const ISSUER = 'officer-zhou-ke';
const KIND = '有限责任公司（自然人独资）';

/** A firm that exists, and whose licence lies in the library. */
export interface Firm {
  readonly code: string;
  readonly address: string;
}

const police = shortName('public-security');
const market = shortName('market-supervision');

const REASONS: Readonly<Record<Registration['reasons'][number], string>> = {
  'name-taken': '名称已被登记',
  'applicant-barred': '申请人被限制任职',
  'premises-not-allowed': '场所不得登记',
  other: '其他原因',
};

const registered = ({ firm, registeredOn, reasons }: Partial<Registration>) => {
  if (firm && registeredOn) return { firm, registeredOn };
  const why = reasons ?? [];
  throw new Stopped(
    { zh: `不予登记：${why.map((reason) => REASONS[reason]).join('；')}`, en: `not registered: ${why.join(', ')}` },
    { zh: '补正后重新申请，当场可办', en: 'mend it and apply anew, at once' },
  );
};

interface SetUp {
  readonly desk: Begun<CaseDesk>;
  readonly licence: Begun<Firm>;
}

/** What is asked before anything is registered, side by side. */
const questions = (trip: Plan, form: Application, setup: Begun<CaseDesk>) => {
  const { applicant, name, kind, unitNumber, lessor } = form;
  const identity = trip.step(
    { id: 'identity', name: { zh: '王强的身份信息', en: 'Who Wang Qiang is' }, whom: police },
    [setup],
    ([desk], note) =>
      asker(desk, REGISTRAR, SET_UP, note).ask<Pick<Identity, 'name' | 'living' | 'validUntil'>>(
        'public-security/identity',
        { party: 'wang', request: { holder: applicant }, fields: ['/name', '/living', '/validUntil'] },
      ),
  );
  const nameCheck = trip.step(
    { id: 'name', name: { zh: '名称查重', en: 'May he use this name' }, whom: market },
    [setup],
    ([desk], note) =>
      asker(desk, WINDOW, SET_UP, note).ask<Pick<NameCheck, 'available' | 'clashes'>>('market-supervision/name-check', {
        party: 'wang',
        request: { applicant, name, kind },
        fields: ['/available', '/clashes/*'],
      }),
  );
  const address = trip.step(
    { id: 'address', name: { zh: '标准地址与负面清单', en: 'Standard address and negative list' }, whom: police },
    [setup],
    ([desk], note) =>
      asker(desk, REGISTRAR, SET_UP, note).ask<Pick<StandardAddress, 'standardAddress' | 'onNegativeList'>>(
        'public-security/standard-address',
        {
          party: 'wang',
          request: { applicant, unitNumber, address: form.address },
          fields: ['/standardAddress', '/onNegativeList'],
        },
      ),
  );
  // The premises are a third party's: yes or no, on the ground of the lease, which names unit and lessor.
  const premises = trip.step(
    { id: 'premises', name: { zh: '经营场所核验', en: "The landlord's premises" }, whom: shortName('real-estate') },
    [setup],
    ([desk], note) =>
      asker(desk, REGISTRAR, SET_UP, note).ask<Pick<Premises, 'isHolder' | 'commercialUse' | 'notSeized'>>(
        'real-estate/premises',
        {
          ...{ party: 'chen', level: 'predicate' },
          request: { unitNumber, holder: lessor },
          fields: ['/isHolder', '/commercialUse', '/notSeized'],
        },
      ),
  );
  return { identity, nameCheck, address, premises };
};

/** Begins the steps of the case; what comes after it needs the firm whose licence lies in the library. */
export const setUp = (play: Play, trip: Plan, form: Application, kept: KeptTrip): SetUp => {
  const { applicant, applicantName, kind, name, scope, capital, unitNumber } = form;
  const desk = trip.step(
    { id: 'setup', name: { zh: '设立登记受理', en: 'The registration is taken' }, whom: shortName('one-window') },
    [],
    async () =>
      takenIn(await openDesk(play, 'setup', setUpCase(form), kept), {
        ...{ visits: ['wang'], reason: '申请设立登记并递交餐饮店联办材料', onBehalf: 'wang' },
        waived: IN_THE_FORM,
      }),
  );
  const { identity, nameCheck, address, premises } = questions(trip, form, desk);
  const registration = trip.step(
    { id: 'registration', name: { zh: '设立登记', en: 'Registration of the firm' }, whom: market },
    [desk, identity, nameCheck, address, premises],
    async ([at, who, named, where, shop], note) => {
      const today = beijingDate(play.city.clock.now());
      assertMayRegister({ applicantName, identity: who, name: named, address: where, premises: shop, today });
      const about = { applicant, applicantName: who.name, kind, name, scope, capital };
      const answer = await asker(at, WINDOW, SET_UP, note).ask<Partial<Registration>>(
        'market-supervision/registration',
        {
          party: 'wang',
          request: { ...about, address: where.standardAddress, unitNumber },
          fields: ['/registered', '/reasons/*', '/firm', '/name', '/registeredOn'],
        },
      );
      const firm = registered(answer);
      await approved(at, SET_UP, REGISTRAR);
      return { ...firm, representative: who.name, address: where.standardAddress };
    },
  );
  const licence = trip.step(
    { id: 'licence', name: { zh: '营业执照入库', en: 'Licence into the library' }, whom: LIBRARY },
    [desk, registration],
    async ([at, { firm, registeredOn, representative, address: where }], note) => {
      const data = { name, kind: KIND, representative, address: where, scope, capital, establishedOn: registeredOn };
      const request = {
        ...{ type: businessLicence.id, number: firm, issuedOn: registeredOn, validFrom: registeredOn, data },
        holders: [{ name, code: firm, codeType: '001' as const }],
      };
      const about = { key: businessLicence.id, matter: SET_UP, note };
      await resulted(at, SET_UP, REGISTRAR, () => issue(play, ISSUER, request, about));
      return { code: firm, address: where };
    },
  );
  const tax = trip.step(
    { id: 'tax', name: { zh: '告知税务并登记纳税人', en: 'Tax office told' }, whom: shortName('taxation') },
    [desk, registration, licence],
    async ([at, { firm, registeredOn, representative, address: where }], note) => {
      if (!at.view().parties.some(({ code }) => code === firm))
        await at.act(REGISTRAR, {
          ...{ act: 'add-party', task: SET_UP, party: firmParty(form, firm, '本次登记设立的企业') },
        });
      return asker(at, REGISTRAR, SET_UP, note).ask<Partial<TaxpayerRegistration>>('taxation/taxpayer-registration', {
        party: 'firm',
        request: { firm, name, kind, representative, address: where, scope, registeredOn },
        fields: ['/taxpayerNumber', '/registeredOn', '/office'],
      });
    },
  );
  trip.step(
    {
      id: 'setup-closed',
      name: { zh: '设立登记办结', en: 'The registration is closed' },
      whom: shortName('one-window'),
    },
    [desk, licence, tax],
    ([at]) => handedOut(at, { way: 'electronic', to: 'wang' }),
  );
  return { desk, licence };
};
