/** What is applied for, as the window takes it down: the firm, its restaurant, and the house. */
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import { house } from '../scenarios/a02-house.ts';
import { LICENSED, restaurant } from '../scenarios/restaurant.ts';
import type { Application } from './application.ts';

export const SET_UP = 'company-setup';

const landlordOf = ({ lessor }: Application) =>
  ({ id: 'chen', role: 'landlord', code: lessor, name: '陈福英', ground: '房屋租赁合同载明的出租人' }) as const;

/** 设立登记, a case of its own since the bundle of 2024 only verifies the licence. */
export const setUpCase = (form: Application): OpenCase => ({
  ...{ subject: { matter: SET_UP }, channel: 'window', place: 'yongkang-hall' },
  answers: { 'negative-list': false },
  parties: [{ id: 'wang', role: 'applicant', code: form.applicant, name: form.applicantName }, landlordOf(form)],
  form: {
    'firm.name': form.name,
    'firm.scope': form.scope,
    'firm.capital': form.capital,
    'firm.officers': `执行董事、经理：${form.applicantName}`,
    'premises.unitNumber': form.unitNumber,
  },
  onBehalf: 'wang',
});

/** What the form says already. */
export const IN_THE_FORM = { [`${SET_UP}/appointments`]: '任职信息已填入申请书，由唯一股东本人担任' };

/** 新设企业, as the case of its registration learns of it. */
export const firmParty = ({ name }: Application, code: string, ground: string) =>
  ({ id: 'firm', role: 'applicant', code, name, ground }) as const;

/** 开办餐饮店 as it is one today: the firm applies, he for it; his staff are named by the list that he has signed. */
export const restaurantCase = (form: Application, firm: string): OpenCase =>
  restaurant({
    answers: LICENSED,
    parties: [
      { id: 'wang', role: 'applicant', code: form.applicant, name: form.applicantName },
      firmParty(form, firm, '营业执照载明的经营者'),
      landlordOf(form),
      ...form.staff.map(({ code, name }, i) => ({
        ...{ id: `staff-${i + 1}`, role: 'employee' as const, code, name },
        ground: '经营者签字的从业人员名单',
      })),
    ],
    form: { 'premises.unitNumber': form.unitNumber },
  });

/** 存量房转移; the seller is a widow. */
export const houseCase = (): OpenCase => house();
