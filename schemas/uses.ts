/** 数据使用查询: who looked at a person's or a firm's data, for which matter and on which ground, told in words that he understands. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { ExchangeKind, ExchangeLine } from './exchange.ts';
import { CitizenId, CreditCode, Instant, Slug, SubjectCode, Uuid } from './identifier.ts';

/** Every stretch of 18 characters is tried: a portal may glue a number of its own to a person's. */
const holdsNumber = (text: string): boolean =>
  /(?<!\d)1[3-9]\d{9}(?!\d)/.test(text) ||
  Array.from({ length: Math.max(0, text.length - 17) }, (_, at) => text.slice(at, at + 18)).some(
    (part) => CitizenId.safeParse(part).success || CreditCode.safeParse(part).success,
  );

/** By what the ground is found again where it is kept. It stands in the record, so no number of a person may be in it. */
const Reference = z
  .string()
  .regex(/^[\p{Script=Han}A-Za-z0-9〔〕（）.-]{6,60}$/u, 'reference-form')
  .refine((text) => !holdsNumber(text), 'reference-without-personal-number')
  .refine((text) => new TextEncoder().encode(text).length <= 80, 'reference-too-long')
  .meta({
    description: '凭据编号 number of the transaction, document or supervision case',
    example: 'ZWFW-20261120-000123',
  });

interface Way {
  readonly says: Bilingual;
  /** Who can have seen it. */
  readonly callers: readonly ('system' | 'officer')[];
  readonly about: readonly ('citizen' | 'firm')[];
}

/** How whoever asks was identified 身份核验. A closed set: what is not here is not accepted. */
export const IDENTIFIED_BY = {
  'portal-level-3': {
    says: { zh: '政务服务网实名高级认证登录', en: 'signed in at the portal with real-name level 3' },
    callers: ['system'],
    about: ['citizen', 'firm'],
  },
  'id-card-at-terminal': {
    says: { zh: '自助终端身份证与人脸核验', en: 'identity card and face at a self-service terminal' },
    callers: ['system'],
    about: ['citizen'],
  },
  'id-card-at-window': {
    says: { zh: '窗口核验居民身份证', en: 'identity card at the window' },
    callers: ['officer'],
    about: ['citizen'],
  },
  'e-business-licence': {
    says: { zh: '扫描电子营业执照', en: 'electronic business licence' },
    callers: ['system', 'officer'],
    about: ['firm'],
  },
  'written-mandate': {
    says: { zh: '书面委托并核验受托人身份证', en: 'written mandate, the agent’s identity card seen' },
    callers: ['officer'],
    about: ['citizen', 'firm'],
  },
} as const satisfies Record<string, Way>;
export type IdentifiedBy = keyof typeof IDENTIFIED_BY;

/** 查询依据: the person himself asked; or an authority with a legal basis; or a case of supervision. */
export const UsesGround = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('self'),
    by: z.enum(Object.keys(IDENTIFIED_BY) as [IdentifiedBy, ...IdentifiedBy[]]),
    reference: Reference,
  }),
  z.strictObject({
    kind: z.literal('authority'),
    legalBasis: z.string().trim().min(4).max(200).meta({ description: '法律依据 law and article' }),
    reference: Reference,
  }),
  z.strictObject({ kind: z.literal('supervision'), reference: Reference }),
]);
export type UsesGround = z.infer<typeof UsesGround>;

/** What of the uses is wanted; all of them when nothing is said. */
const filter = {
  from: Instant.optional(),
  until: Instant.optional().meta({ description: 'Before this instant' }),
  department: Slug.optional().meta({ description: 'Who asked or who answered' }),
  resource: z.string().max(130).optional(),
  kinds: z.array(ExchangeKind).min(1).max(20).optional(),
};
export const UsesFilter = z.strictObject(filter);
export type UsesFilter = z.infer<typeof UsesFilter>;

export const UsesRequest = z
  .strictObject({
    subject: SubjectCode,
    ground: UsesGround,
    ...filter,
    limit: z.int().min(1).max(100).default(20),
    cursor: z.string().max(2048).optional(),
  })
  .refine(
    ({ subject, ground }) =>
      ground.kind !== 'self' ||
      (IDENTIFIED_BY[ground.by].about as readonly string[]).includes(
        CitizenId.safeParse(subject).success ? 'citizen' : 'firm',
      ),
    { message: 'way-fits-subject', path: ['ground', 'by'] },
  )
  .refine(({ from, until }) => !from || !until || Date.parse(from) < Date.parse(until), {
    message: 'from-before-until',
    path: ['from'],
  })
  .meta({ id: 'UsesRequest', description: '数据使用查询 who looked at this person’s data' });

const Text = z.strictObject({ zh: z.string().min(1).max(4000), en: z.string().min(1).max(4000) });

/** One use. Names, fields and grounds are those of today's registry; `record` is the line as it was recorded. */
export const Use = z
  .strictObject({
    at: Instant,
    /** The whole of it as a sentence. */
    text: Text,
    who: z.strictObject({
      department: Bilingual,
      /** 岗位 of the officer. His name is the department's to give; the number of the record is what to ask it by. */
      post: z.string().optional(),
    }),
    whom: Bilingual,
    what: Bilingual,
    fields: z.array(Bilingual),
    found: z.boolean(),
    purpose: z.strictObject({
      name: Bilingual,
      legalBasis: z.string().optional(),
      /** The grant has been changed since: its basis then may have been another. */
      grantChanged: z.boolean().optional(),
    }),
    /** On which ground a third party was asked about. */
    ground: z.string().optional(),
    /** Without the officer's id unless a supervisor reads. */
    record: ExchangeLine,
  })
  .meta({ id: 'Use', description: '使用记录 one use of somebody’s data' });
export type Use = z.infer<typeof Use>;

export const Uses = z
  .strictObject({
    /** Of the record of this look; the next list shows it. */
    exchange: Uuid,
    items: z.array(Use),
    next: z.string().optional(),
    /** Whatever was released before this instant is listed. Absent: nothing is certain yet. */
    completeUntil: Instant.optional(),
    says: Text,
  })
  .meta({ id: 'Uses', description: '使用记录列表 newest first' });
export type Uses = z.infer<typeof Uses>;
