/** 电子证照 and 证照类型. Elements after GB/T 36903-2018. */
import * as z from 'zod';
import { CopyMade } from './copy.ts';
import { Bilingual } from './department.ts';
import { Doubtful } from './doubtful.ts';
import { Purpose } from './exchange.ts';
import { PartyRole } from './grant.ts';
import { HolderCodeType, HolderKind } from './holder-code.ts';
import { CertificateIdentifier, CreditCode, FieldPointer, PlainDate, Slug, SubjectCode, Uuid } from './identifier.ts';
import { Predicate } from './predicate.ts';
import { ExchangeReceipt } from './receipt.ts';
import { registered } from './registered.ts';
import { Level, ResourceField } from './resource.ts';
import { StatusSlot } from './status.ts';

/** States 证照状态, the ministry's eight. "Valid" is computed from state and dates. */
export const CertificateState = z
  .enum(['01', '02', '03', '04', '05', '06', '07', '99'])
  .meta({ description: '01 有效, 02 暂扣, 03 撤销, 04 注销, 05 失效, 06 办理转出, 07 吊销, 99 其他' });
export type CertificateState = z.infer<typeof CertificateState>;

/** A field of a type: declared like a resource's. An issue may leave it out where it is optional; amounts of money say how they are printed. */
export const CertificateField = z.strictObject({
  ...ResourceField.shape,
  optional: z.boolean().optional(),
  printed: z.enum(['yuan', 'yuan-in-capitals']).optional(),
});
export type CertificateField = z.infer<typeof CertificateField>;

/** 定义机构级别, 颁发机构级别. */
export const AuthorityLevel = z
  .enum(['1', '2', '3', '4', '5'])
  .meta({ description: '1 国家级, 2 省部级, 3 市级, 4 县级, 5 其他' });

/** What may become of a certificate of the type: events of the lifecycle. The new version of an extended or changed one comes with the event. */
export const CertificateOperation = z.enum([
  'new',
  'extend',
  'change',
  'hold',
  'release',
  'lapse',
  'annul',
  'cancel',
  'revoke-as-penalty',
  'transfer-out',
  'undo-transfer-out',
  'transfer-in',
  'other',
]);
export type CertificateOperation = z.infer<typeof CertificateOperation>;

/** Operations that make a new version and end the one before. */
export const VersionOperation = z.enum(['extend', 'change', 'transfer-in']);
export type VersionOperation = z.infer<typeof VersionOperation>;

/** 版式模板: how the page is laid out. */
export const PageTemplate = z.enum(['plain', 'licence', 'title', 'statement', 'card']);
export type PageTemplate = z.infer<typeof PageTemplate>;

/** 证照编号: how it is written, what its last digit checks, and whether it is the holder's own code. */
export const NumberRule = z
  .strictObject({
    /** A regular expression over the whole number. */
    form: z.string().min(1).max(200),
    example: z.string().min(1).max(120),
    check: z.enum(['mod-11-10']).optional().meta({ description: 'mod-11-10: over the digits, GB/T 17710' }),
    holderCode: z.boolean().optional(),
  })
  .refine(({ form, example }) => new RegExp(`^(?:${form})$`, 'u').test(example), 'number-example');
export type NumberRule = z.infer<typeof NumberRule>;

/**
 * An issue is one transaction, which takes a hundred items at most: eight of its own, two for each holder of a single-holding type (he holds it,
 * and it takes his place), three by which the version before ends, and one for the place of each of up to forty who leave.
 */
const MOST_HOLDERS = { single: 24, multiple: 40 } as const;

/** Who may hold one 持证主体, by which codes, and how many together. */
export const Holders = z.strictObject({
  kinds: z.array(HolderKind).min(1).max(2),
  codeTypes: z.array(HolderCodeType).min(1),
  most: z.int().min(1).max(40),
  /** 1 unless said. */
  least: z.int().min(1).max(40).optional(),
});

export const CertificateType = z
  .strictObject({
    ...registered,
    kind: z.literal('certificate-type'),
    id: Slug,
    /** What grants name as `resourceVersion`; raised when the fields change their meaning. */
    version: z.int().min(1),
    /** 21 characters: definer's credit code and a 3-digit sequence. */
    code: z.string().regex(/^[0-9A-Z]{21}$/, 'type-code'),
    name: Bilingual,
    definer: CreditCode,
    definerLevel: AuthorityLevel.optional(),
    issuerLevel: AuthorityLevel.optional(),
    /** Department that issues it here. */
    issuer: Slug,
    holding: z.enum(['single', 'multiple']),
    holders: Holders.optional(),
    /** Absent: any number, as where those of older papers live on. */
    number: NumberRule.optional(),
    validity: z.enum(['none', 'fixed', 'open']),
    operations: z.array(CertificateOperation).min(1).optional(),
    /** The type's own fields: pointers into `data`. The elements of every certificate stand in COMMON_FIELDS. */
    fields: z.array(CertificateField).min(1).max(100),
    /** Asked for like fields, by their pointers, at the lowest level. */
    predicates: z.array(Predicate).max(20).optional(),
    template: PageTemplate.optional(),
    /** What the QR code for checks without a network says of it. */
    minimum: z.array(FieldPointer).min(1).max(8).optional(),
    /** 用证清单: which matter may use which highest level; the name is what a copy's stamp says. */
    permittedUse: z.array(z.strictObject({ matter: Slug, name: Bilingual.optional(), level: Level })),
    retentionYears: z.int().min(1),
    /** Life of a copy in hours, 24 to 720 (30 days); 168 unless said. */
    copyHours: z.int().min(24).max(720).optional(),
    /** The paper that a pull makes unnecessary; what the officer need not ask for. */
    replaces: z.array(Bilingual).max(10),
    /** 停用: from this day on in Beijing none is issued and none may be asked for. What was issued can still be verified. */
    ends: PlainDate.optional(),
    endedBecause: Bilingual.optional(),
  })
  .refine(({ ends, endedBecause }) => (ends === undefined) === (endedBecause === undefined), 'end-needs-reason')
  .refine(({ fields }) => fields.every(({ pointer }) => !/^\/is(\/|$)/.test(pointer)), 'is-belongs-to-predicates')
  .refine(
    ({ predicates = [] }) => new Set(predicates.map(({ pointer }) => pointer)).size === predicates.length,
    'predicate-twice',
  )
  .meta({ id: 'CertificateType', description: '证照类型 certificate type' });
export type CertificateType = z.infer<typeof CertificateType>;

/** Never more than one transaction takes, whatever a type says. */
const holdersOf = ({ holders, holding }: CertificateType) => {
  const { most, ...rest } = holders ?? { kinds: HolderKind.options, codeTypes: HolderCodeType.options, most: 40 };
  return { ...rest, most: Math.min(most, MOST_HOLDERS[holding]) };
};

/**
 * A type with all its rules. Where it says nothing, as types of before say nothing, anybody may hold one and everything may become of it.
 * No default of the schema: functions of the release before would refuse a snapshot with members that they do not know.
 */
export const wholeType = (type: CertificateType) => ({
  ...type,
  holders: holdersOf(type),
  operations: type.operations ?? CertificateOperation.options,
  predicates: type.predicates ?? [],
  template: type.template ?? 'plain',
  minimum: type.minimum ?? ['/number', '/issuedOn', '/validUntil'],
});

export const Holder = z.strictObject({ name: z.string().min(1).max(120), code: SubjectCode, codeType: HolderCodeType });

/** What an issuer sends. `data` are the type's own fields, checked against its declaration. */
export const IssueRequest = z
  .strictObject({
    type: Slug,
    /** 证照编号, as printed on the face. */
    number: z.string().min(1).max(120),
    holders: z.array(Holder).min(1).max(40),
    issuedOn: PlainDate,
    validFrom: PlainDate,
    validUntil: PlainDate.optional(),
    data: z.record(z.string(), z.unknown()),
    /** 延续, 变更, 转入: it takes the place of the certificate that `supersedes` names; nothing said, it is a new one. */
    operation: VersionOperation.optional(),
    supersedes: CertificateIdentifier.optional(),
    /** 原证照编号, demanded of what is transferred in. */
    oldNumber: z.string().min(1).max(120).optional(),
    /** 换发: the one of the same type and issuer that this one takes the place of, often somebody else's; it is cancelled 注销 with this issue. */
    replaces: CertificateIdentifier.optional(),
    /** Why it is extended or changed, or the other one cancelled. */
    reason: z.string().trim().min(2).max(200).optional(),
  })
  .refine(({ operation, supersedes }) => (operation === undefined) === (supersedes === undefined), {
    path: ['supersedes'],
    error: 'goes-with-operation',
  })
  .refine(({ operation, oldNumber }) => (operation === 'transfer-in') === (oldNumber !== undefined), {
    path: ['oldNumber'],
    error: 'goes-with-transfer-in',
  })
  .refine(({ operation, replaces }) => operation === undefined || replaces === undefined, {
    path: ['replaces'],
    error: 'not-with-operation',
  })
  .meta({ id: 'IssueRequest' });
export type IssueRequest = z.infer<typeof IssueRequest>;

const elements = {
  identifier: CertificateIdentifier,
  type: Slug,
  typeCode: z.string(),
  typeName: z.string(),
  number: z.string(),
  issuer: z.strictObject({ department: Slug, name: z.string(), code: CreditCode }),
  holders: z.array(Holder),
  issuedOn: PlainDate,
  validFrom: PlainDate,
  validUntil: PlainDate.optional(),
  version: z.int().min(1).max(999),
  data: z.record(z.string(), z.unknown()),
} as const;

/**
 * The master: canonical JSON (RFC 8785), its proof beside it (schemas/seal.ts; of version 1 a compact JWS). Element names follow GB/T 36903
 * in English.
 */
export const CertificateMaster = z.discriminatedUnion('v', [
  z.strictObject({ v: z.literal(1), ...elements }),
  z.strictObject({
    v: z.literal(2),
    ...elements,
    status: StatusSlot,
    /** 关联证照标识: the certificate that this one takes the place of. */
    supersedes: CertificateIdentifier.optional(),
    /** 原证照编号, of one that was transferred in. */
    oldNumber: z.string().optional(),
  }),
]);
export type CertificateMaster = z.infer<typeof CertificateMaster>;

/** Public facts about an issued certificate; no personal data. */
export const CertificateSummary = z
  .strictObject({
    identifier: CertificateIdentifier,
    type: Slug,
    typeName: Bilingual,
    issuer: Slug,
    issuedOn: PlainDate,
    validFrom: PlainDate,
    validUntil: PlainDate.optional(),
    version: z.int(),
    state: CertificateState,
    valid: z.boolean(),
  })
  .meta({ id: 'CertificateSummary' });
export type CertificateSummary = z.infer<typeof CertificateSummary>;

export const FindRequest = z
  .strictObject({
    purpose: Purpose,
    party: z.strictObject({ role: PartyRole }),
    holder: SubjectCode,
    type: Slug,
  })
  .meta({ id: 'FindRequest' });

const pull = {
  purpose: Purpose,
  party: z.strictObject({ role: PartyRole }),
  /** The party's code: must be a holder, and the ticket must name it. */
  holder: SubjectCode,
  fields: z.array(FieldPointer).min(1).max(200),
} as const;

export const PullRequest = z
  .strictObject({
    ...pull,
    /** Absent: the lowest that serves what is asked for. A copy has its own route. */
    level: z.enum(['predicate', 'fields'], 'copies-by-their-own-route').optional(),
  })
  .meta({ id: 'PullRequest' });
export type PullRequest = z.infer<typeof PullRequest>;

export const CopyRequest = z
  .strictObject({
    ...pull,
    level: z.literal('copy').optional(),
    /** Why a lower level does not serve; stands on the copy. */
    reason: z.string('copy-needs-reason').min(1).max(200),
  })
  .meta({ id: 'CopyRequest' });
export type CopyRequest = z.infer<typeof CopyRequest>;

export const Pulled = z
  .strictObject({
    pull: Uuid,
    certificate: CertificateSummary,
    /** At which it was answered. */
    level: Level,
    fields: z.array(FieldPointer),
    data: z.unknown(),
    doubtful: Doubtful.optional(),
    copy: CopyMade.optional(),
    receipt: ExchangeReceipt.optional(),
  })
  .meta({ id: 'Pulled' });
export type Pulled = z.infer<typeof Pulled>;
