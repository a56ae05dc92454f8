/** 税务: how the elements of the tax office's documents become the answers of schemas/departments/taxation.ts. The only file that knows their names. */
import { randomUUID } from 'node:crypto';
import { type Adapter, adapter } from '#functions/exchange/adapter.ts';
import { problem } from '#functions/kernel/problem.ts';
import { taxation as asked, type TaxpayerRegistration } from '#schemas/departments/taxation.ts';
import { code, date, decimal, flag, named, oneOf, serial, text } from '../protocols/normalise.ts';
import { type Dialect, signedSoap } from '../protocols/signed-soap.ts';
import { type SoapSettings, soapSettings } from '../protocols/soap-settings.ts';
import { refuseUnwritable } from '../protocols/soap-text.ts';
import { all, cell, type Element, only } from '../protocols/xml.ts';

type Service = 'registration' | 'certificates';
/** The secret's text to settings; each service has its own charsets. */
export const readTaxationSettings = soapSettings<Service>('registration', 'certificates');

const WSDL = { namespace: 'http://ws.taxation.invalid', argument: 'bw', result: 'return' } as const;
const DIALECT: Dialect<Service> = {
  ports: {
    registration: { ...WSDL, path: '/DjService', style: 'document' },
    certificates: { ...WSDL, path: '/WszmService', style: 'rpc' },
  },
  root: 'taxML',
  head: ['dyf', 'lsh', 'sj', 'qm'],
  code: { name: 'fhm', done: '0000', nothing: '1001' },
  refusals: { '2001': 'signature', '2002': 'time', '2003': 'serial-reused' },
};
const FIRM_KIND = { company: '1', 'sole-trader': '2' } as const;
const PAYER_TYPE: Readonly<Record<string, TaxpayerRegistration['payerType']>> = { '1': 'general', '2': 'small-scale' };

const registration = (body: Element | null): TaxpayerRegistration | null => {
  if (!body) return null;
  const facts = only(body, 'swdj');
  return {
    firm: code(cell(facts, 'shxydm')),
    taxpayerNumber: serial(cell(facts, 'nsrsbh')),
    registeredOn: date(cell(facts, 'djrq')),
    office: named(cell(facts, 'zgswsmc')),
    payerType: oneOf(PAYER_TYPE, cell(facts, 'nsrlx'), 'nsrlx'),
  };
};

const certificate = (body: Element | null) => {
  if (!body) return null;
  const facts = only(body, 'wszm');
  return {
    payer: code(cell(facts, 'nsrsbh')),
    payerName: named(cell(facts, 'nsrmc')),
    number: serial(cell(facts, 'wspzhm')),
    items: all(only(facts, 'mxs'), 'mx').map((item) => ({
      tax: text(cell(item, 'zsxm')),
      amount: decimal(cell(item, 'je')),
    })),
    paidOn: date(cell(facts, 'jkrq')),
    void: flag(cell(facts, 'zfbz')),
  };
};

const invoice = (body: Element | null) => {
  if (!body) return null;
  const facts = only(body, 'fp');
  return {
    buyer: code(cell(facts, 'gfsbh')),
    seller: code(cell(facts, 'xfsbh')),
    number: serial(cell(facts, 'fphm')),
    amount: decimal(cell(facts, 'jshj')),
    issuedOn: date(cell(facts, 'kprq')),
    void: flag(cell(facts, 'zfbz')),
  };
};

/** `settings`: the department's secret, read at the first question; `now`: epoch ms, for the time that is signed. */
export const taxation = (settings: () => Promise<SoapSettings<Service>>, now: () => number): Adapter => {
  const speak = signedSoap(settings, DIALECT, now);

  return adapter('taxation', asked, {
    'taxpayer-registration': {
      act: async (question, operation, context) => {
        refuseUnwritable(question, (await settings()).services.registration);
        const djxx = {
          shxydm: question.firm,
          nsrmc: question.name,
          djzclx: FIRM_KIND[question.kind],
          fddbrxm: question.representative,
          scjydz: question.address,
          jyfw: question.scope,
          clrq: question.registeredOn.replaceAll('-', ''),
        };
        return registration(await speak('registration', 'djxxts', operation, { djxx }, context));
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
    invoice: async ({ buyer, number }, context) => {
      const fp = { fphm: number, gfsbh: buyer };
      const found = invoice(await speak('certificates', 'fpcx', randomUUID(), { fp }, context));
      if (found && found.number !== number) throw problem('department-wrong-subject', { cause: 'other-invoice' });
      return found;
    },
  });
};
