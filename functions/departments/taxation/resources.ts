/** 税务: how the elements of the tax office's documents become the answers of schemas/departments/taxation.ts. The only file that knows their names. */
import { randomUUID } from 'node:crypto';
import { type Adapter, type AskContext, adapter } from '#functions/exchange/adapter.ts';
import { problem } from '#functions/kernel/problem.ts';
import { taxation as asked, type TaxpayerRegistration } from '#schemas/departments/taxation.ts';
import { refuseLossy } from '../protocols/charset.ts';
import { type Cell, code, date, decimal, flag, text } from '../protocols/normalise.ts';
import { signer } from '../protocols/signatures.ts';
import { type SoapClient, soapClient } from '../protocols/soap.client.ts';
import { refuseUnwritable } from '../protocols/soap-text.ts';
import { all, cell, type Element, only } from '../protocols/xml.ts';
import type { XmlTree } from '../protocols/xml-write.ts';
import type { TaxationSettings } from './settings.ts';

const WSDL = { namespace: 'http://ws.taxation.invalid', argument: 'bw', result: 'return' } as const;
const PORTS = {
  registration: { ...WSDL, path: '/DjService', style: 'document' },
  certificates: { ...WSDL, path: '/WszmService', style: 'rpc' },
} as const;
const ROOT = 'taxML';
const [DONE, NOTHING] = ['0000', '1001'];
/** 返回码; what is not here is refused as `other`. */
const REFUSALS: Readonly<Record<string, string>> = { '2001': 'signature', '2002': 'time', '2003': 'serial-reused' };
const FIRM_KIND = { company: '1', 'sole-trader': '2' } as const;
const PAYER_TYPE: Readonly<Record<string, TaxpayerRegistration['payerType']>> = { '1': 'general', '2': 'small-scale' };

/** yyyymmddhhmmss, Beijing time. */
const stamp = (now: number): string => new Date(now + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14);
/** A name that an old system could not hold comes back with a question mark: another name, and nobody's. */
const named = (value: Cell): string => refuseLossy(text(value));

const registration = (body: Element | null): TaxpayerRegistration | null => {
  if (!body) return null;
  const facts = only(body, 'swdj');
  const payerType = PAYER_TYPE[code(cell(facts, 'nsrlx'))];
  if (!payerType) throw problem('department-answer-invalid', { cause: 'unknown-code:nsrlx' });
  return {
    firm: code(cell(facts, 'shxydm')),
    taxpayerNumber: code(cell(facts, 'nsrsbh')),
    registeredOn: date(cell(facts, 'djrq')),
    office: named(cell(facts, 'zgswsmc')),
    payerType,
  };
};

const certificate = (body: Element | null) => {
  if (!body) return null;
  const facts = only(body, 'wszm');
  return {
    payer: code(cell(facts, 'nsrsbh')),
    payerName: named(cell(facts, 'nsrmc')),
    number: code(cell(facts, 'wspzhm')),
    items: all(only(facts, 'mxs'), 'mx').map((item) => ({
      tax: text(cell(item, 'zsxm')),
      amount: decimal(cell(item, 'je')),
    })),
    paidOn: date(cell(facts, 'jkrq')),
    void: flag(cell(facts, 'zfbz')),
  };
};

/** `settings`: the department's secret, read at the first question; `now`: epoch ms, for the time that is signed. */
export const taxation = (settings: () => Promise<TaxationSettings>, now: () => number): Adapter => {
  let client: SoapClient | undefined;

  /** What stands in the answer's body; null: nothing is known. `serial`: 业务流水号. */
  const speak = async (
    port: keyof typeof PORTS,
    operation: string,
    serial: string,
    body: XmlTree,
    context: AskContext,
  ): Promise<Element | null> => {
    const known = await settings();
    client ??= soapClient({ base: known.address, allowLoopback: known.allowLoopback, tls: known.tls });
    const signed = [known.caller, serial, stamp(now())] as const;
    const [dyf, lsh, sj] = signed;
    const head = { dyf, lsh, sj, qm: signer(known.signature)(signed) };
    const at = { ...PORTS[port], charsets: known[port] };
    const answer = await client.call(at, operation, ROOT, { head, body }, context);
    const said = code(cell(only(answer, 'head'), 'fhm'));
    if (said === NOTHING) return null;
    if (said !== DONE) throw problem('department-error', { cause: `refused:${REFUSALS[said] ?? 'other'}` });
    return only(answer, 'body');
  };

  return adapter('taxation', asked, {
    'taxpayer-registration': {
      act: async (question, operation, context) => {
        refuseUnwritable(question, (await settings()).registration);
        const djxx = {
          shxydm: question.firm,
          nsrmc: question.name,
          djzclx: FIRM_KIND[question.kind],
          fddbrxm: question.representative,
          scjydz: question.address,
          jyfw: question.scope,
          clrq: question.registeredOn.replaceAll('-', ''),
        };
        const done = registration(await speak('registration', 'djxxts', operation, { djxx }, context));
        if (!done) throw problem('department-answer-invalid', { cause: 'nothing-done' });
        return done;
      },
      outcome: async (_question, operation, context) =>
        registration(await speak('registration', 'djjgcx', randomUUID(), { djxx: { ylsh: operation } }, context)),
    },
    'tax-certificate': async ({ payer, number }, context) => {
      const wszm = { wspzhm: number, nsrsbh: payer };
      const found = certificate(await speak('certificates', 'wszmcx', randomUUID(), { wszm }, context));
      if (found && found.number !== number) throw problem('department-wrong-subject', { cause: 'other-certificate' });
      return found;
    },
  });
};
