/** What travels for A1, said once, whether it is asked of the departments themselves or posted as they would release it. matters.md 2.5. */
import { castFirms, LI_JIE, WANG_JI_CATERING, WANG_SHOP, XU_XIAOWEN } from '#city/cast.ts';
import type { CaseParty } from '#schemas/case.ts';
import type { IssueRequest } from '#schemas/certificate.ts';
import { BODIES } from './restaurant.ts';
import { XU } from './stage.ts';
import type { Travels } from './travel.ts';

const asks = (
  matter: keyof typeof BODIES,
  resource: string,
  answer: Travels['answer'],
  over: Partial<Travels> = {},
): Travels => ({ ...{ as: BODIES[matter], matter, resource, party: 'wang', answer }, ...over });

/** What the licence brings into being; the permits are asked for in its name. */
export const FIRM = {
  id: 'firm',
  role: 'applicant',
  code: WANG_JI_CATERING,
  name: '永康市王记餐饮有限公司',
  ground: '本办件核准设立的企业',
} as const;
const { address = '', business = '' } = castFirms.find(({ code }) => code === FIRM.code) ?? {};
const LICENSED_ON = '2017-09-26';
/** As market supervision registered it. */
const REGISTERED = { name: FIRM.name, kind: 'company', representative: '王强', address, scope: business } as const;

/** 从业人员名单, signed by the employer: third parties, of whom yes or no is asked. */
export const STAFF: readonly CaseParty[] = [
  ['staff-1', LI_JIE, '李㛃'],
  ['staff-2', XU_XIAOWEN, '徐晓雯'],
].map(([id = '', code = '', name = '']) => ({
  ...{ id, role: 'employee' as const, code, name },
  ground: '经营者签字的从业人员名单载明其人',
}));

export const SET_UP: readonly Travels[] = [
  asks(
    'company-setup',
    'market-supervision/name-check',
    { available: true },
    { as: XU, request: { name: FIRM.name, kind: 'company' } },
  ),
  asks('company-setup', 'public-security/identity', { name: '王强' }),
  asks(
    'company-setup',
    'public-security/standard-address',
    { standardAddress: '永康市东城街道望春东路168号' },
    { request: { unitNumber: WANG_SHOP, address } },
  ),
  asks(
    'company-setup',
    'real-estate/premises',
    { isHolder: true, commercialUse: true, notSeized: true },
    { party: 'chen', request: { unitNumber: WANG_SHOP } },
  ),
];

const LICENCE = { name: FIRM.name, number: FIRM.code };
export const PERMITS: readonly Travels[] = [
  ...(['food-licence', 'fire-check', 'shop-sign', 'drainage-permit'] as const).map((matter) =>
    asks(matter, 'certificates/business-licence', LICENCE, { party: FIRM.id }),
  ),
  asks(
    'fire-check',
    'housing/building-fire-acceptance',
    { accepted: true, number: '永建消验字〔2016〕第031号' },
    { request: { unitNumber: WANG_SHOP } },
  ),
];

export const HEALTH: readonly Travels[] = STAFF.map(({ id: party }) =>
  asks('food-licence', 'health/health-certificate', { valid: true }, { party }),
);

/** 登记机关告知税务机关: the office answers with the taxpayer's registration. */
export const TAXPAYER: Travels = asks(
  'company-setup',
  'taxation/taxpayer-registration',
  { taxpayerNumber: FIRM.code, registeredOn: LICENSED_ON, office: '永康市税务局' },
  { party: FIRM.id, request: { ...REGISTERED, registeredOn: LICENSED_ON } },
);

/** 营业执照, as market supervision puts it into the library when the firm is registered. */
export const LICENCE_ISSUED: IssueRequest = {
  ...{ type: 'business-licence', number: FIRM.code, issuedOn: LICENSED_ON, validFrom: LICENSED_ON },
  holders: [{ name: FIRM.name, code: FIRM.code, codeType: '001' }],
  data: { ...REGISTERED, kind: '有限责任公司（自然人独资）', establishedOn: LICENSED_ON },
};

export const LICENCE_EVENT = {
  type: 'licence.created',
  subject: FIRM.code,
  occurredAt: `${LICENSED_ON}T10:00:00+08:00`,
  data: { firm: FIRM.code, ...REGISTERED, establishedOn: LICENSED_ON, state: 'in-business' },
  hops: [],
};
