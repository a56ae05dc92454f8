/** Opening a restaurant 开办餐饮店: what travels, for whom, on which ground. Fields are what the matter needs to be decided, no more. */
import type { Grant } from '#schemas/grant.ts';
import { businessLicence } from '../certificate-types/business-licence.ts';
import { certificateFace, coOwner, everyFactOf, grant, landlord, matter, own } from './declare.ts';

const REGISTRATION = '市场主体登记管理条例第十六条至第十九条；政务数据共享条例';
const NAMES = '企业名称登记管理规定第十六条；政务数据共享条例';
const PREMISES = '浙江省保障“最多跑一次”改革规定第十九条；政务数据共享条例';
const TAX_IS_TOLD = '税收征收管理法第十五条；税收征收管理法实施细则';
const LICENCE_FIRST = '浙江省保障“最多跑一次”改革规定第七条；国务院关于在线政务服务的若干规定第七条';

const SET_UP = 'company-setup';
const BUNDLE = 'catering-business-setup';
const LICENCE = 'certificates/business-licence';

const setUp = (legalBasis: string) => [matter(SET_UP, legalBasis)];
const premises = ['/isHolder', '/commercialUse', '/notSeized'];
const firm = {
  role: 'applicant',
  ground: '登记机关将新设企业告知税务机关 the registering body tells the tax office of a new firm',
  level: 'fields',
} as const;
const licensed = {
  role: 'applicant',
  ground: '企业以营业执照申请许可 the firm applies for the permit with its licence',
  level: 'fields',
} as const;

export const cateringGrants: readonly Grant[] = [
  grant('market-identity', 'market-supervision', 'public-security/identity', {
    purposes: setUp(REGISTRATION),
    parties: [own('applicant'), own('legal-representative')],
    fields: ['/name', '/living', '/validUntil'],
  }),
  grant('market-void-card', 'market-supervision', 'public-security/void-card', {
    purposes: setUp(REGISTRATION),
    parties: [own('applicant'), own('legal-representative')],
    fields: ['/void', '/asOf'],
  }),
  grant('market-standard-address', 'market-supervision', 'public-security/standard-address', {
    purposes: setUp(PREMISES),
    parties: [own('applicant')],
    fields: ['/standardAddress', '/onNegativeList'],
  }),
  grant('market-premises', 'market-supervision', 'real-estate/premises', {
    purposes: [matter(SET_UP, PREMISES), matter(BUNDLE, PREMISES)],
    parties: [landlord, coOwner],
    fields: premises,
  }),
  grant('one-window-premises', 'one-window', 'real-estate/premises', {
    purposes: [matter(BUNDLE, PREMISES)],
    parties: [landlord, coOwner],
    fields: premises,
  }),
  // Who owns the shop he opens in himself.
  grant('market-title', 'market-supervision', 'real-estate/title', {
    purposes: [matter(SET_UP, PREMISES), matter(BUNDLE, PREMISES)],
    parties: [own('applicant'), own('legal-representative')],
    fields: ['/holderName', '/unitNumber', '/certificateNumber', '/location', '/use', '/area', '/marks/seized'],
  }),
  grant('market-title-certificate', 'market-supervision', 'certificates/real-estate-title', {
    purposes: [matter(BUNDLE, PREMISES)],
    parties: [own('applicant'), landlord],
    fields: certificateFace,
  }),
  grant('one-window-name-check', 'one-window', 'market-supervision/name-check', {
    purposes: setUp(NAMES),
    parties: [own('applicant')],
    fields: ['/available', '/clashes/*'],
  }),
  grant('one-window-registration', 'one-window', 'market-supervision/registration', {
    purposes: setUp(REGISTRATION),
    parties: [own('applicant')],
    fields: ['/registered', '/reasons/*', '/firm', '/name', '/registeredOn'],
  }),
  grant('one-window-licence', 'one-window', 'market-supervision/licence', {
    purposes: [matter(BUNDLE, LICENCE_FIRST)],
    parties: [licensed],
    fields: ['/name', '/kind', '/representative', '/address', '/scope', '/state'],
  }),
  grant('market-taxpayer-registration', 'market-supervision', 'taxation/taxpayer-registration', {
    purposes: setUp(TAX_IS_TOLD),
    parties: [firm],
    fields: ['/taxpayerNumber', '/registeredOn', '/office'],
  }),
  // A stamped copy shows the whole face, so its grant gives every field.
  grant('market-licence-certificate', 'market-supervision', LICENCE, {
    purposes: [matter('food-licence', LICENCE_FIRST)],
    parties: [{ ...licensed, level: 'copy' }],
    fields: everyFactOf(businessLicence),
  }),
  grant('fire-licence-certificate', 'fire', LICENCE, {
    purposes: [matter('fire-check', LICENCE_FIRST)],
    parties: [licensed],
    fields: ['/valid', '/number', '/name', '/representative', '/address'],
  }),
  grant('city-management-licence-certificate', 'city-management', LICENCE, {
    purposes: [matter('shop-sign', LICENCE_FIRST)],
    parties: [licensed],
    fields: ['/valid', '/number', '/name', '/address'],
  }),
  grant('housing-licence-certificate', 'housing', LICENCE, {
    purposes: [matter('drainage-permit', LICENCE_FIRST)],
    parties: [licensed],
    fields: ['/valid', '/number', '/name', '/representative', '/address', '/scope'],
  }),
];
