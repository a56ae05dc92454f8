/** 税务: is told of a licence and answers with the taxpayer's registration; certifies paid tax. After 税收征管法实施细则. Arrears are nobody's business here. */
import * as z from 'zod';
import type { AskedOf } from '../asked.ts';
import { CreditCode, PlainDate, SubjectCode } from '../identifier.ts';

/** 登记信息推送 of a new firm by the body that registered it: state-changing. */
export const TaxpayerRegistrationRequest = z
  .strictObject({
    firm: CreditCode,
    name: z.string().trim().min(2).max(120),
    kind: z.enum(['company', 'sole-trader']),
    representative: z.string().trim().min(1).max(120),
    address: z.string().trim().min(4).max(200),
    scope: z.string().trim().min(2).max(500),
    registeredOn: PlainDate,
  })
  .meta({ id: 'TaxpayerRegistrationRequest' });
export type TaxpayerRegistrationRequest = z.infer<typeof TaxpayerRegistrationRequest>;
export const TaxpayerRegistration = z
  .strictObject({
    firm: CreditCode,
    taxpayerNumber: z
      .string()
      .regex(/^[0-9A-Z]{15,20}$/, 'taxpayer-number')
      .meta({ description: '纳税人识别号' }),
    registeredOn: PlainDate.meta({ description: '税务登记日期' }),
    office: z.string().max(120).meta({ description: '主管税务所' }),
    payerType: z.enum(['small-scale', 'general']).meta({ description: '小规模纳税人, 一般纳税人' }),
  })
  .meta({ id: 'TaxpayerRegistration' });
export type TaxpayerRegistration = z.infer<typeof TaxpayerRegistration>;

/** 税收完税证明 by its number, asked about the payer whom it should name. */
export const TaxCertificateRequest = z
  .strictObject({
    payer: SubjectCode,
    number: z
      .string()
      .regex(/^[0-9]{18}$/, 'tax-certificate-number')
      .meta({ description: '完税证明号码' }),
  })
  .meta({ id: 'TaxCertificateRequest' });
export type TaxCertificateRequest = z.infer<typeof TaxCertificateRequest>;
export const TaxCertificate = z
  .strictObject({
    payer: SubjectCode,
    payerName: z.string().min(1).max(120),
    number: z.string().regex(/^[0-9]{18}$/, 'tax-certificate-number'),
    items: z
      .array(
        z.strictObject({
          tax: z.string().max(60),
          amount: z.number().nonnegative().meta({ description: '金额（元）' }),
        }),
      )
      .min(1)
      .max(20),
    paidOn: PlainDate,
    void: z.boolean().meta({ description: '是否作废' }),
  })
  .meta({ id: 'TaxCertificate' });
export type TaxCertificate = z.infer<typeof TaxCertificate>;

/** 增值税发票查验: an invoice by its number, asked about the buyer whom it should name. 发票管理办法 (2023). */
export const InvoiceRequest = z
  .strictObject({
    buyer: SubjectCode,
    number: z
      .string()
      .regex(/^[0-9]{20}$/, 'invoice-number')
      .meta({ description: '发票号码' }),
  })
  .meta({ id: 'InvoiceRequest' });
export type InvoiceRequest = z.infer<typeof InvoiceRequest>;
export const Invoice = z
  .strictObject({
    buyer: SubjectCode,
    seller: SubjectCode.meta({ description: '销售方' }),
    number: z.string().regex(/^[0-9]{20}$/, 'invoice-number'),
    amount: z.number().nonnegative().meta({ description: '价税合计（元）' }),
    issuedOn: PlainDate,
    void: z.boolean().meta({ description: '是否作废、红冲' }),
  })
  .meta({ id: 'Invoice' });
export type Invoice = z.infer<typeof Invoice>;

export const taxation = {
  'taxpayer-registration': { request: TaxpayerRegistrationRequest, answer: TaxpayerRegistration, kind: 'change' },
  'tax-certificate': { request: TaxCertificateRequest, answer: TaxCertificate },
  invoice: { request: InvoiceRequest, answer: Invoice },
} as const satisfies AskedOf;
