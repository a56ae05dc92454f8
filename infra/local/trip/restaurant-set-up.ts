/** The first half of opening a restaurant: from who he is to a licence in the library and a registered taxpayer. */

import { businessLicence } from '#city/certificate-types/business-licence.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import { LIBRARY } from '#functions/matters/spared.ts';
import type { NameCheck, Registration } from '#schemas/departments/market-supervision.ts';
import type { Identity, StandardAddress } from '#schemas/departments/public-security.ts';
import type { Premises } from '#schemas/departments/real-estate.ts';
import type { TaxpayerRegistration } from '#schemas/departments/taxation.ts';
import type { Application } from './application.ts';
import { asker, type Play } from './asker.ts';
import { assertMayRegister } from './may-register.ts';
import { Stopped } from './missing.ts';
import { shortName } from './names.ts';
import type { Begun, Plan } from './plan.ts';

const MATTER = 'company-setup';
const REGISTRAR = 'officer-hu-min';
const WINDOW = 'officer-xu-qing';

/** A firm that exists. */
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

/** Begins the steps of the set-up; what comes after it needs the firm whose licence lies in the library. */
export const setUp = (play: Play, trip: Plan, form: Application): Begun<Firm> => {
  const { applicant, applicantName, kind, name, scope, capital, unitNumber, lessor } = form;
  const applies = [{ role: 'applicant', code: applicant }] as const;
  const identity = trip.step(
    { id: 'identity', name: { zh: '王强的身份信息', en: 'Who Wang Qiang is' }, whom: police },
    [],
    (_, note) =>
      asker(play, REGISTRAR, MATTER, applies, note).ask<Pick<Identity, 'name' | 'living' | 'validUntil'>>(
        'public-security/identity',
        { party: 'applicant', request: { holder: applicant }, fields: ['/name', '/living', '/validUntil'] },
      ),
  );
  const nameCheck = trip.step(
    { id: 'name', name: { zh: '名称查重', en: 'May he use this name' }, whom: market },
    [],
    (_, note) =>
      asker(play, WINDOW, MATTER, applies, note).ask<Pick<NameCheck, 'available' | 'clashes'>>(
        'market-supervision/name-check',
        { party: 'applicant', request: { applicant, name, kind }, fields: ['/available', '/clashes/*'] },
      ),
  );
  const address = trip.step(
    { id: 'address', name: { zh: '标准地址与负面清单', en: 'Standard address and negative list' }, whom: police },
    [],
    (_, note) =>
      asker(play, REGISTRAR, MATTER, applies, note).ask<Pick<StandardAddress, 'standardAddress' | 'onNegativeList'>>(
        'public-security/standard-address',
        {
          party: 'applicant',
          request: { applicant, unitNumber, address: form.address },
          fields: ['/standardAddress', '/onNegativeList'],
        },
      ),
  );
  // The premises are a third party's: yes or no, on the ground of the lease, which names unit and lessor.
  const premises = trip.step(
    { id: 'premises', name: { zh: '经营场所核验', en: "The landlord's premises" }, whom: shortName('real-estate') },
    [],
    (_, note) =>
      asker(play, REGISTRAR, MATTER, [{ role: 'landlord', code: lessor }], note).ask<
        Pick<Premises, 'isHolder' | 'commercialUse' | 'notSeized'>
      >('real-estate/premises', {
        party: 'landlord',
        level: 'predicate',
        request: { unitNumber, holder: lessor },
        fields: ['/isHolder', '/commercialUse', '/notSeized'],
      }),
  );
  const registration = trip.step(
    { id: 'registration', name: { zh: '设立登记', en: 'Registration of the firm' }, whom: market },
    [identity, nameCheck, address, premises],
    async ([who, named, where, shop], note) => {
      const today = beijingDate(play.city.clock.now());
      assertMayRegister({ applicantName, identity: who, name: named, address: where, premises: shop, today });
      const about = { applicant, applicantName: who.name, kind, name, scope, capital };
      const request = { ...about, address: where.standardAddress, unitNumber };
      const answer = await asker(play, WINDOW, MATTER, applies, note).ask<Partial<Registration>>(
        'market-supervision/registration',
        { party: 'applicant', request, fields: ['/registered', '/reasons/*', '/firm', '/name', '/registeredOn'] },
      );
      return { ...registered(answer), representative: who.name, address: where.standardAddress };
    },
  );
  const licence = trip.step(
    { id: 'licence', name: { zh: '营业执照入库', en: 'Licence into the library' }, whom: LIBRARY },
    [registration],
    async ([{ firm, registeredOn, representative, address: at }], note) => {
      await asker(play, 'officer-zhou-ke', MATTER, [], note).issue(
        {
          type: businessLicence.id,
          number: firm,
          holders: [{ name, code: firm, codeType: '001' }],
          issuedOn: registeredOn,
          validFrom: registeredOn,
          data: {
            name,
            kind: '有限责任公司（自然人独资）',
            representative,
            address: at,
            scope,
            capital,
            establishedOn: registeredOn,
          },
        },
        businessLicence.id,
      );
      return { code: firm, address: at };
    },
  );
  trip.step(
    { id: 'tax', name: { zh: '告知税务并登记纳税人', en: 'Tax office told' }, whom: shortName('taxation') },
    [registration, licence],
    ([{ firm, registeredOn, representative, address: at }], note) =>
      asker(play, REGISTRAR, MATTER, [{ role: 'applicant', code: firm }], note).ask<Partial<TaxpayerRegistration>>(
        'taxation/taxpayer-registration',
        {
          party: 'applicant',
          request: { firm, name, kind, representative, address: at, scope, registeredOn },
          fields: ['/taxpayerNumber', '/registeredOn', '/office'],
        },
      ),
  );
  return licence;
};
