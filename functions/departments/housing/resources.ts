/** 住建: how its interface's members become the answers of schemas/departments/housing.ts. The only file that knows their names. */
import { type Adapter, adapter } from '#functions/exchange/adapter.ts';
import { problem } from '#functions/kernel/problem.ts';
import { housing as asked, type BuildingFireAcceptance, type ContractFiling } from '#schemas/departments/housing.ts';
import { jsonRecord } from '../protocols/json-record.ts';
import { code, date, decimal, flag, oneOf, serial, text } from '../protocols/normalise.ts';
import type { SignedRest } from '../protocols/signed-rest.client.ts';

/** 验收类型. */
const KIND: Readonly<Record<string, BuildingFireAcceptance['kind']>> = { '01': 'acceptance', '02': 'filing' };
/** 备案状态. */
const STATE: Readonly<Record<string, ContractFiling['state']>> = { '1': 'filed', '9': 'cancelled' };

/** What the department says of another building or contract is no answer, whoever applies. */
const same = (said: string, asked: string, cause: string): string => {
  if (said !== asked) throw problem('department-wrong-subject', { cause });
  return said;
};

export const housing = (rest: SignedRest): Adapter =>
  adapter('housing', asked, {
    'building-fire-acceptance': async ({ applicant, unitNumber }, context) => {
      const data = await rest.ask('/xfys', { sqrzjhm: applicant, bdcdyh: unitNumber }, context);
      if (data === null) return null;
      const row = jsonRecord(data);
      return {
        applicant: code(row.cell('sqrzjhm')),
        unitNumber: same(serial(row.cell('bdcdyh')), unitNumber, 'other-unit'),
        accepted: flag(row.cell('sfhg')),
        kind: oneOf(KIND, row.cell('yslx'), 'yslx'),
        number: text(row.cell('wsbh')),
        acceptedOn: date(row.cell('ysrq')),
      };
    },
    'contract-filing': async ({ party, contractNumber }, context) => {
      const data = await rest.ask('/htba', { dsrzjhm: party, htbh: contractNumber }, context);
      if (data === null) return null;
      const row = jsonRecord(data);
      return {
        party: code(row.cell('dsrzjhm')),
        contractNumber: same(serial(row.cell('htbh')), contractNumber, 'other-contract'),
        unitNumber: serial(row.cell('bdcdyh')),
        price: decimal(row.cell('cjjk')),
        signedOn: date(row.cell('qyrq')),
        state: oneOf(STATE, row.cell('bazt'), 'bazt'),
      };
    },
  });
