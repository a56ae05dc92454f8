/** 制证: what the four bodies issue for the restaurant, each under its own number; the shop sign is a filing and no certificate. */
import { createHash } from 'node:crypto';
import { digits, lastDay } from '#city/generate/certificates/declare.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { IssueRequest } from '#schemas/certificate.ts';
import { mod1110 } from '#schemas/identifier.ts';
import { BODIES } from '../scenarios/restaurant.ts';
import type { Application } from './application.ts';
import { issue, type Note } from './asker.ts';
import { resulted, taskOf } from './course.ts';
import type { CaseDesk } from './desk.ts';
import type { Firm } from './restaurant-set-up.ts';

export type PermitTask = Exclude<keyof typeof BODIES, 'company-setup'>;

/** So many digits that follow from a text: what is issued again for it has the same number. */
export const serialOf = (text: string, length: number): string =>
  String(BigInt(`0x${createHash('sha256').update(text).digest('hex')}`) % 10n ** BigInt(length)).padStart(length, '0');

interface For {
  readonly form: Application;
  readonly firm: Firm;
  /** Day of the decision. */
  readonly on: string;
}

const foodNumber = (firm: string): string => {
  const body = `2330784${serialOf(firm, 6)}`;
  return `JY${body}${mod1110(body)}`;
};

const common = ({ form: { name }, firm: { code }, on }: For) => ({
  holders: [{ name, code, codeType: '001' as const }],
  ...{ issuedOn: on, validFrom: on },
});

/** By whom, and what; of a filing its number alone. */
const CERTIFICATES: Readonly<
  Record<Exclude<PermitTask, 'shop-sign'>, { readonly issuer: string; readonly request: (of: For) => IssueRequest }>
> = {
  'food-licence': {
    issuer: 'officer-zhou-ke',
    request: (of) => ({
      ...{ type: 'food-licence', number: foodNumber(of.firm.code), validUntil: lastDay(of.on, 5), ...common(of) },
      data: {
        ...{ name: of.form.name, creditCode: of.firm.code, representative: of.form.applicantName },
        ...{ address: of.firm.address, premises: of.firm.address },
        ...{ form: '餐饮服务经营者（小型餐馆）', items: '热食类食品制售' },
        ...{ supervisor: '永康市市场监督管理局东城市场监督管理所', complaints: '12315', signedBy: '孔悦' },
      },
    }),
  },
  'fire-check': {
    issuer: 'fire-system',
    request: (of) => ({
      ...{ type: 'fire-check-opinion', ...common(of) },
      number: `永消安检字〔${of.on.slice(0, 4)}〕第${ofYear(of.firm.code)}号`,
      data: {
        ...{ place: of.form.name, representative: of.form.applicantName, address: of.firm.address },
        ...{ floors: '地上一层', use: '餐饮（饭店）', area: 68, manner: '现场检查', checkedOn: of.on },
        opinion: '符合消防安全要求，同意投入使用、营业',
      },
    }),
  },
  'drainage-permit': {
    issuer: 'housing-system',
    request: (of) => ({
      ...{ type: 'drainage-permit', validUntil: lastDay(of.on, 5), ...common(of) },
      number: `浙永排字第${of.on.slice(0, 4)}-${ofYear(of.firm.code)}号`,
      data: {
        ...{ name: of.form.name, representative: of.form.applicantName, address: of.firm.address },
        ...{ kind: '一般排水户（餐饮）', volume: 3, outlet: 'W01，接入门前道路市政污水管' },
        ...{ destination: '永康市城市污水处理厂', pretreatment: '隔油池、毛发收集器', keyDischarger: false },
      },
    }),
  },
};

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** 年度流水号 of four digits, past those of the sample library: invented firms differ in two characters of their code. */
const ofYear = (firm: string): string =>
  digits(5_000 + ALPHABET.indexOf(firm.charAt(14)) * ALPHABET.length + ALPHABET.indexOf(firm.charAt(15)), 4);

const SIGN = { zh: '户外招牌设置备案', en: 'Filing of the shop sign' };

/** Issues and records what has no result yet. */
export const permitResults = async (desk: CaseDesk, form: Application, firm: Firm, note: Note): Promise<void> => {
  for (const { matter } of desk.view().tasks) {
    const task = matter as PermitTask;
    const on = beijingDate(Date.parse(taskOf(desk.view(), task).decidedAt ?? ''));
    await resulted(desk, task, BODIES[task], async () => {
      if (task === 'shop-sign')
        return { document: { number: `永城管备〔${on.slice(0, 4)}〕${ofYear(firm.code)}号`, name: SIGN } };
      const { issuer, request } = CERTIFICATES[task];
      return issue(desk.play, issuer, request({ form, firm, on }), { key: `permits-${task}`, matter: task, note });
    });
  }
};
