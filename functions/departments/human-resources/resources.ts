/** 人社: how its interface's members become the answers of schemas/departments/human-resources.ts. The only file that knows their names. */
import { type Adapter, adapter } from '#functions/exchange/adapter.ts';
import {
  humanResources as asked,
  type CardAccount,
  type InsuranceHistory,
} from '#schemas/departments/human-resources.ts';
import { type JsonRecord, jsonRecord } from '../protocols/json-record.ts';
import { type Cell, code, date, decimal, flag, named, serial, text } from '../protocols/normalise.ts';
import type { SignedRest } from '../protocols/signed-rest.client.ts';

/** 费款所属期, a month: 202508. */
const month = (cell: Cell): string => date(`${text(cell)}01`).slice(0, 7);

/** In work there is no day on which he left. */
const leftOn = (cell: Cell): string | null => (text(cell) === '在职' ? null : date(cell));

const history = (row: JsonRecord): InsuranceHistory => ({
  // Whoever the department speaks of: the exchange compares it with whom it asked about.
  holder: code(row.cell('aac002')),
  number: serial(row.cell('aac001')),
  since: date(row.cell('aac049')),
  paidUntil: month(row.cell('aae003')),
  months: decimal(row.cell('ljys')),
  place: named(row.cell('cbd')),
  employer: named(row.cell('aab004')),
  employerCode: code(row.cell('aab998')),
  leftOn: leftOn(row.cell('jcrq')),
  base: decimal(row.cell('aac040')),
});

const cardAccount = (row: JsonRecord): CardAccount => ({
  holder: code(row.cell('aac002')),
  active: flag(row.cell('jrgn')),
  matches: flag(row.cell('yzjg')),
});

export const humanResources = (rest: SignedRest): Adapter =>
  adapter('human-resources', asked, {
    'insurance-history': async ({ holder }, context) => {
      const data = await rest.ask('/cbjl', { aac002: holder }, context);
      return data === null ? null : history(jsonRecord(data));
    },
    'card-account': async ({ holder, account }, context) => {
      const data = await rest.ask('/sbkzh', { aac002: holder, yhzh: account }, context);
      return data === null ? null : cardAccount(jsonRecord(data));
    },
  });
