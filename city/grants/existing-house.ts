/** Transfer of an existing house 存量房转移, and the homes that housing looks at. */
import type { Grant } from '#schemas/grant.ts';
import { realEstateTitle } from '../certificate-types/real-estate-title.ts';
import { certificateFace, coOwner, everyFact, everyFactOf, grant, matter, own, spouse, theirChild } from './declare.ts';

const ONE_WINDOW_HOUSE = '优化营商环境条例第四十七条；不动产登记暂行条例第十四条、第二十五条';
const DEED_TAX = '契税法第十条至第十三条；优化营商环境条例第四十七条';

const HOUSEHOLD_TAX = '契税法第十条至第十三条；财税〔2016〕23号第一条；政务数据共享条例';

const TITLE = 'real-estate/title';
const HOMES = 'real-estate/titles-by-holder';
const CHECK = 'real-estate/premises';
const HOME_COUNT = 'real-estate/home-count';
const CERTIFICATE = 'certificates/real-estate-title';

const everyTitleFact = everyFact(TITLE);
const everyCertificateFact = everyFactOf(realEstateTitle);
const premisesOfCoOwner = ['/isHolder', '/notSeized', '/noObjection', '/notMortgaged'];

export const existingHouseGrants: readonly Grant[] = [
  grant('one-window-title', 'one-window', TITLE, {
    purposes: [matter('existing-house-transfer', ONE_WINDOW_HOUSE), matter('new-house-transfer', ONE_WINDOW_HOUSE)],
    parties: [own('applicant'), own('seller'), own('buyer')],
    fields: everyTitleFact,
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
    // A window proves a few hundred homes a day.
    quota: { perDay: 5_000, perSecond: 20 },
  }),
  // A standing purpose 常设用途: no case, the yearly review of those who live in public rental housing.
  grant('housing-rental-review', 'housing', HOMES, {
    purposes: [
      {
        kind: 'standing',
        code: 'public-rental-review',
        legalBasis: '公共租赁住房管理办法；政务数据共享条例',
        name: { zh: '公共租赁住房年度复核', en: 'Yearly review of public rental housing' },
      },
    ],
    parties: [{ role: 'applicant', ground: '公租房年度复核 yearly review of public rental housing', level: 'fields' }],
    fields: ['/titles/*/use', '/titles/*/area', '/more'],
    // Once a year, of everybody who lives there.
    uses: ['batch'],
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
    purposes: [
      matter('existing-house-tax', DEED_TAX),
      matter('existing-house-transfer', DEED_TAX),
      matter('new-house-tax', DEED_TAX),
    ],
    parties: [own('buyer')],
    fields: ['/titles/*/use', '/titles/*/area', '/titles/*/share', '/more'],
  }),
  // 家庭成员范围包括购房人、配偶以及未成年子女: of those two only whether they have none, one or more.
  grant('taxation-household-homes', 'taxation', HOME_COUNT, {
    purposes: [matter('existing-house-tax', HOUSEHOLD_TAX), matter('new-house-tax', HOUSEHOLD_TAX)],
    parties: [spouse, theirChild],
    fields: ['/ownsHome', '/ownsSeveral'],
  }),
  grant('taxation-title-certificate', 'taxation', CERTIFICATE, {
    purposes: [matter('existing-house-tax', DEED_TAX), matter('existing-house-transfer', DEED_TAX)],
    parties: [own('applicant'), own('seller')],
    fields: certificateFace,
  }),
  // Deed tax is paid before the entry in the register: the register looks whether it was, not how much.
  grant('real-estate-tax-certificate', 'real-estate', 'taxation/tax-certificate', {
    purposes: [matter('existing-house-transfer', DEED_TAX), matter('new-house-transfer', DEED_TAX)],
    parties: [own('buyer')],
    fields: ['/number', '/items/*/tax', '/paidOn', '/void'],
  }),
  // 商品房: that the developer has his money, not how much it was.
  grant('real-estate-invoice', 'real-estate', 'taxation/invoice', {
    purposes: [matter('new-house-registration', ONE_WINDOW_HOUSE)],
    parties: [own('buyer')],
    fields: ['/seller', '/number', '/issuedOn', '/void'],
  }),
  grant('one-window-new-house-identity', 'one-window', 'public-security/identity', {
    purposes: [matter('new-house-transfer', ONE_WINDOW_HOUSE)],
    parties: [own('buyer')],
    fields: ['/name', '/living', '/validUntil'],
  }),
  // Who signs the contract is who he says; whether the seller is married decides whether somebody else must agree.
  grant('housing-identity', 'housing', 'public-security/identity', {
    purposes: [matter('existing-house-contract', ONE_WINDOW_HOUSE)],
    parties: [own('seller'), own('buyer')],
    fields: ['/name', '/living', '/validUntil'],
  }),
  grant('housing-marriage', 'housing', 'civil-affairs/marriage', {
    purposes: [matter('existing-house-contract', '民法典第一千零六十二条；城市房地产管理法；政务数据共享条例')],
    parties: [own('seller')],
    fields: ['/married', '/state', '/spouse'],
  }),
  // 家庭住房套数: whose homes count beside the buyer's own.
  grant('taxation-marriage', 'taxation', 'civil-affairs/marriage', {
    purposes: [matter('existing-house-tax', DEED_TAX), matter('new-house-tax', DEED_TAX)],
    parties: [own('buyer')],
    fields: ['/married', '/spouse'],
  }),
  grant('one-window-void-card', 'one-window', 'public-security/void-card', {
    purposes: [matter('existing-house-transfer', '居民身份证法第十四条；不动产登记暂行条例第十六条')],
    parties: [own('seller'), own('buyer')],
    fields: ['/void', '/asOf'],
  }),
];
