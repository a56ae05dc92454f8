/** 共享授权 of the sample city: who may ask which resource, about whom, for which matter, which fields, until when. */
import { COMMON_FIELDS } from '#schemas/certificate-resource.ts';
import type { Grant, GrantedPurpose } from '#schemas/grant.ts';
import { realEstateTitle } from './certificate-types/real-estate-title.ts';
import { realEstateResources } from './resources/real-estate.ts';

type GrantedParty = Grant['parties'][number];

const ONCE_ONLY = '浙江省保障“最多跑一次”改革规定第七条；国务院关于在线政务服务的若干规定第七条；政务数据共享条例';
const ONE_WINDOW_HOUSE = '优化营商环境条例第四十七条；不动产登记暂行条例第十四条、第二十五条';
const PREMISES = '浙江省保障“最多跑一次”改革规定第十九条；政务数据共享条例';
const DEED_TAX = '契税法第十条至第十三条；优化营商环境条例第四十七条';

/** Every matter of the city has cases, so every such purpose carries a ticket. */
const matter = (slug: string, legalBasis = ONCE_ONLY): GrantedPurpose => ({
  kind: 'matter',
  matter: slug,
  legalBasis,
  ticket: true,
});

const own = (role: GrantedParty['role'], level: GrantedParty['level'] = 'fields'): GrantedParty => ({
  role,
  ground: '本人申请办理 party to the case',
  level,
});
const landlord: GrantedParty = {
  role: 'landlord',
  ground: '租赁合同载明不动产单元号和出租人，并告知出租人 the lease names unit and lessor; notice to the landlord',
  level: 'predicate',
};
const coOwner: GrantedParty = {
  role: 'co-owner',
  ground: '处分共有不动产须经共有人同意，并告知共有人 disposal needs the co-owner; notice to the co-owner',
  level: 'predicate',
};

const grant = (
  id: string,
  consumer: string,
  resource: string,
  over: Pick<Grant, 'purposes' | 'parties' | 'fields'>,
): Grant => ({
  v: 1,
  revision: 1,
  kind: 'grant',
  id,
  state: 'active',
  consumer,
  resource,
  resourceVersion: 1,
  from: '2020-01-01T00:00:00+08:00',
  until: '2030-01-01T00:00:00+08:00',
  ...over,
});

const declared = (resource: string): string[] =>
  realEstateResources.find(({ id }) => id === resource)?.fields.map(({ pointer }) => pointer) ?? [];

const everyTitleFact = declared('real-estate/title');
const premisesOfLandlord = ['/isHolder', '/commercialUse', '/notSeized', '/noObjection'];
const premisesOfCoOwner = ['/isHolder', '/notSeized', '/noObjection', '/notMortgaged'];
const everyCertificateFact = [...COMMON_FIELDS, ...realEstateTitle.fields].map(({ pointer }) => pointer);
const certificateFace = ['/valid', '/number', '/holders/*/name', '/location', '/unitNumber', '/use', '/area'];

const TITLE = 'real-estate/title';
const HOMES = 'real-estate/titles-by-holder';
const CHECK = 'real-estate/premises';
const CERTIFICATE = 'certificates/real-estate-title';

export const grants: readonly Grant[] = [
  grant('one-window-title', 'one-window', TITLE, {
    purposes: [matter('existing-house-transfer', ONE_WINDOW_HOUSE)],
    parties: [own('applicant'), own('seller'), own('buyer')],
    fields: everyTitleFact,
  }),
  grant('one-window-premises', 'one-window', CHECK, {
    purposes: [matter('catering-business-setup', PREMISES)],
    parties: [landlord, coOwner],
    fields: premisesOfLandlord,
  }),
  grant('one-window-co-owner', 'one-window', CHECK, {
    purposes: [matter('existing-house-transfer', ONE_WINDOW_HOUSE)],
    parties: [coOwner],
    fields: premisesOfCoOwner,
  }),
  grant('one-window-title-certificate', 'one-window', CERTIFICATE, {
    purposes: [matter('existing-house-transfer', ONE_WINDOW_HOUSE)],
    parties: [own('applicant', 'copy'), own('seller', 'copy')],
    fields: everyCertificateFact,
  }),
  grant('market-title', 'market-supervision', TITLE, {
    purposes: [matter('catering-business-setup', PREMISES)],
    parties: [own('applicant'), own('legal-representative')],
    fields: ['/holderName', '/unitNumber', '/certificateNumber', '/location', '/use', '/area', '/marks/seized'],
  }),
  grant('market-premises', 'market-supervision', CHECK, {
    purposes: [matter('catering-business-setup', PREMISES)],
    parties: [landlord, coOwner],
    fields: premisesOfLandlord,
  }),
  grant('market-title-certificate', 'market-supervision', CERTIFICATE, {
    purposes: [matter('catering-business-setup', PREMISES)],
    parties: [own('applicant'), landlord],
    fields: certificateFace,
  }),
  grant('housing-title', 'housing', TITLE, {
    purposes: [
      matter('existing-house-contract', ONE_WINDOW_HOUSE),
      matter('existing-house-transfer', ONE_WINDOW_HOUSE),
    ],
    parties: [own('applicant'), own('seller'), own('buyer')],
    fields: everyTitleFact,
  }),
  grant('housing-co-owner', 'housing', CHECK, {
    purposes: [
      matter('existing-house-contract', ONE_WINDOW_HOUSE),
      matter('existing-house-transfer', ONE_WINDOW_HOUSE),
    ],
    parties: [coOwner],
    fields: premisesOfCoOwner,
  }),
  grant('housing-homes', 'housing', HOMES, {
    purposes: [matter('proof-of-housing')],
    parties: [own('applicant')],
    fields: ['/titles/*/use', '/titles/*/area', '/titles/*/ownership', '/titles/*/share', '/more'],
  }),
  // A standing purpose 常设用途: no case, the yearly review of those who live in public rental housing.
  grant('housing-rental-review', 'housing', HOMES, {
    purposes: [
      { kind: 'standing', code: 'public-rental-review', legalBasis: '公共租赁住房管理办法；政务数据共享条例' },
    ],
    parties: [{ role: 'applicant', ground: '公租房年度复核 yearly review of public rental housing', level: 'fields' }],
    fields: ['/titles/*/use', '/titles/*/area', '/more'],
  }),
  grant('housing-title-certificate', 'housing', CERTIFICATE, {
    purposes: [
      matter('existing-house-contract', ONE_WINDOW_HOUSE),
      matter('existing-house-transfer', ONE_WINDOW_HOUSE),
    ],
    parties: [own('applicant'), own('seller')],
    fields: everyCertificateFact,
  }),
  grant('taxation-title', 'taxation', TITLE, {
    purposes: [matter('existing-house-tax', DEED_TAX), matter('existing-house-transfer', DEED_TAX)],
    parties: [own('applicant'), own('seller'), own('buyer')],
    fields: everyTitleFact.filter((pointer) => !pointer.startsWith('/marks/')),
  }),
  // How many homes the buyer has decides the rate of the deed tax; where they are does not.
  grant('taxation-homes', 'taxation', HOMES, {
    purposes: [matter('existing-house-tax', DEED_TAX), matter('existing-house-transfer', DEED_TAX)],
    parties: [own('buyer')],
    fields: ['/titles/*/use', '/titles/*/area', '/titles/*/share', '/more'],
  }),
  grant('taxation-title-certificate', 'taxation', CERTIFICATE, {
    purposes: [matter('existing-house-tax', DEED_TAX), matter('existing-house-transfer', DEED_TAX)],
    parties: [own('applicant'), own('seller')],
    fields: certificateFace,
  }),
];
