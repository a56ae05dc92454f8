/** 市场监管: how the members of the registration system's interface become the answers of schemas/departments/market-supervision.ts. */
import { type Adapter, type AskContext, adapter } from '#functions/exchange/adapter.ts';
import { problem } from '#functions/kernel/problem.ts';
import {
  marketSupervision as asked,
  type Licence,
  type Registration,
} from '#schemas/departments/market-supervision.ts';
import { type JsonRecord, jsonRecord } from '../protocols/json-record.ts';
import { type Cell, code, date, decimal, flag, halfWidth, named, oneOf, text } from '../protocols/normalise.ts';
import type { SignedRest } from '../protocols/signed-rest.client.ts';

/** 返回码 of the interface beside the gateway's. */
export const CODES = { 40901: 'refused:serial-reused' } as const;

const KIND: Readonly<Record<string, Licence['kind']>> = { '1': 'company', '2': 'sole-trader' };
const STATE: Readonly<Record<string, Licence['state']>> = { '1': 'in-business', '2': 'revoked', '3': 'deregistered' };
const REASON: Readonly<Record<string, Registration['reasons'][number]>> = {
  '01': 'name-taken',
  '02': 'applicant-barred',
  '03': 'premises-not-allowed',
};

const numberOf = (kind: Licence['kind']): string => (kind === 'company' ? '1' : '2');
/** Brackets come back in either width. */
const sameName = (cell: Cell, name: string): boolean => halfWidth(text(cell)) === halfWidth(name);
/** 万元 with up to six decimals, in the interface; yuan in ours. */
const TEN_THOUSAND = 10_000;

const registration = (row: JsonRecord, name: string, operation: string): Registration => {
  if (text(row.cell('ywlsh')) !== operation) throw problem('department-wrong-subject', { cause: 'other-operation' });
  const applicant = code(row.cell('sqrzjhm'));
  if (!flag(row.cell('zydj'))) {
    const reasons = new Set(row.cells('bydjyy').map((cell) => REASON[code(cell)] ?? 'other'));
    return { applicant, registered: false, reasons: [...reasons], firm: null, name: null, registeredOn: null };
  }
  if (!sameName(row.cell('mc'), name)) throw problem('department-wrong-subject', { cause: 'other-name' });
  const [firm, registeredOn] = [code(row.cell('tyshxydm')), date(row.cell('hzrq'))];
  return { applicant, registered: true, reasons: [], firm, name: named(row.cell('mc')), registeredOn };
};

export const marketSupervision = (rest: SignedRest): Adapter => {
  const ask = async (path: `/${string}`, body: object, context: AskContext): Promise<JsonRecord | null> => {
    const data = await rest.ask(path, body, context);
    return data === null ? null : jsonRecord(data);
  };

  return adapter('market-supervision', asked, {
    'name-check': async ({ applicant, name, kind }, context) => {
      const body = { sqrzjhm: applicant, mc: name, ztlx: numberOf(kind) };
      const row = await ask('/mcdj/jc', body, context);
      if (!row) return null;
      if (!sameName(row.cell('mc'), name)) throw problem('department-wrong-subject', { cause: 'other-name' });
      const clashes = row.cells('jsmc').slice(0, 10).map(named);
      return { applicant: code(row.cell('sqrzjhm')), name, available: flag(row.cell('kybz')), clashes };
    },
    licence: async ({ firm }, context) => {
      const row = await ask('/yyzz/cx', { tyshxydm: firm }, context);
      if (!row) return null;
      const kind = oneOf(KIND, row.cell('ztlx'), 'ztlx');
      return {
        firm: code(row.cell('tyshxydm')),
        name: named(row.cell('mc')),
        kind,
        representative: named(row.cell('fddbr')),
        establishedOn: date(row.cell('clrq')),
        address: named(row.cell('zs')),
        scope: named(row.cell('jyfw')),
        capital: kind === 'company' ? Math.round(decimal(row.cell('zczb')) * TEN_THOUSAND) : null,
        state: oneOf(STATE, row.cell('djzt'), 'djzt'),
      };
    },
    registration: {
      act: async (
        { applicant, applicantName, kind, name, address, unitNumber, scope, capital },
        operation,
        context,
      ) => {
        const about = { ywlsh: operation, sqrzjhm: applicant, sqrxm: applicantName, ztlx: numberOf(kind), mc: name };
        const where = { zs: address, bdcdyh: unitNumber, jyfw: scope };
        const body = { ...about, ...where, zczb: capital === null ? null : (capital / TEN_THOUSAND).toFixed(6) };
        const row = await rest.act('/sldj/sq', body, context);
        return row === null ? null : registration(jsonRecord(row), name, operation);
      },
      outcome: async ({ applicant, name }, operation, context) => {
        const row = await ask('/sldj/jg', { ywlsh: operation, sqrzjhm: applicant }, context);
        return row && registration(row, name, operation);
      },
    },
  });
};
