/** The one form that Wang Qiang fills in at the window 一张申请表 with the list of his staff, and the lease that he hands in with it. */
import {
  castFirms,
  castLeases,
  castPeople,
  castTitles,
  LI_JIE,
  WANG_JI_CATERING,
  WANG_QIANG,
  XU_XIAOWEN,
} from '#city/cast.ts';

const only = <T>(found: T | undefined): T => {
  if (found === undefined) throw new Error('the cast has lost him, his firm or his shop');
  return found;
};

const nameOf = (of: string): string => only(castPeople.find(({ code }) => code === of)).name;
const firm = only(castFirms.find(({ code }) => code === WANG_JI_CATERING));
const lease = only(castLeases.find(({ lessee }) => lessee === WANG_QIANG));
const shop = only(castTitles.find(({ unitNumber }) => unitNumber === lease.unitNumber));

export interface Application {
  readonly applicant: string;
  readonly applicantName: string;
  readonly kind: 'company';
  readonly name: string;
  readonly scope: string;
  readonly capital: number;
  /** As the lease has it; the police know the standard one. */
  readonly address: string;
  readonly unitNumber: string;
  readonly lessor: string;
  /** 从业人员名单, signed by the employer. */
  readonly staff: readonly { readonly code: string; readonly name: string }[];
}

/** `name`: of the firm; 永康市王记餐饮有限公司 unless he would like another. */
export const application = (name: string = firm.name): Application => ({
  applicant: WANG_QIANG,
  applicantName: nameOf(WANG_QIANG),
  kind: 'company',
  name,
  scope: firm.business,
  capital: only(firm.capital),
  address: shop.location,
  unitNumber: lease.unitNumber,
  lessor: lease.lessor,
  staff: [LI_JIE, XU_XIAOWEN].map((code) => ({ code, name: nameOf(code) })),
});
