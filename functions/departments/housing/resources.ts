/** 住建: how its interface's members become the answers of schemas/departments/housing.ts. The only file that knows their names. */
import { type Adapter, adapter } from '#functions/exchange/adapter.ts';
import { problem } from '#functions/kernel/problem.ts';
import { housing as asked, type BuildingFireAcceptance, type ContractFiling } from '#schemas/departments/housing.ts';
import { jsonRecord } from '../protocols/json-record.ts';
import { code, date, decimal, flag, serial, text } from '../protocols/normalise.ts';
import type { Meaning, SignedRest } from '../protocols/signed-rest.client.ts';

/** 返回码 of the interface; one that is not here is a department-error. */
export const CODES: Readonly<Record<number, Meaning>> = {
  200: 'answer',
  40101: 'token-refused',
  40102: 'token-refused',
  40301: 'refused:app-key',
  40302: 'refused:clock-difference',
  40303: 'refused:nonce',
  40304: 'refused:signature',
  40401: 'nothing',
};

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
      const kind = KIND[code(row.cell('yslx'))];
      if (!kind) throw problem('department-answer-invalid', { cause: 'unknown-code:yslx' });
      return {
        applicant: code(row.cell('sqrzjhm')),
        unitNumber: same(serial(row.cell('bdcdyh')), unitNumber, 'other-unit'),
        accepted: flag(row.cell('sfhg')),
        kind,
        number: text(row.cell('wsbh')),
        acceptedOn: date(row.cell('ysrq')),
      };
    },
    'contract-filing': async ({ party, contractNumber }, context) => {
      const data = await rest.ask('/htba', { dsrzjhm: party, htbh: contractNumber }, context);
      if (data === null) return null;
      const row = jsonRecord(data);
      const state = STATE[code(row.cell('bazt'))];
      if (!state) throw problem('department-answer-invalid', { cause: 'unknown-code:bazt' });
      return {
        party: code(row.cell('dsrzjhm')),
        contractNumber: same(serial(row.cell('htbh')), contractNumber, 'other-contract'),
        unitNumber: serial(row.cell('bdcdyh')),
        price: decimal(row.cell('cjjk')),
        signedOn: date(row.cell('qyrq')),
        state,
      };
    },
  });
