/** 可验证凭证 verifiable credentials and presentations: W3C Verifiable Credentials Data Model 2.0 (section numbers below), as far as JSON alone can tell. */
import * as z from 'zod';
import { SubjectCode } from './identifier.ts';

export const BASE_CONTEXT = 'https://www.w3.org/ns/credentials/v2';

/** 4.4: a single URL with a scheme; white space and the characters that RFC 3986 has no place for make it none. */
export const CredentialUrl = z
  .string()
  .max(2000)
  .regex(/^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/, 'url');

/** 4.9: XML Schema 1.1 dateTimeStamp, whose offset is not optional. */
const DateTimeStamp = z
  .string()
  .regex(
    /^-?([1-9]\d{3,}|0\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?|24:00:00(\.0+)?)(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00))$/,
    'date-time-stamp',
  );

const setOf = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).min(1).max(1000)]);

/** 4.3: the base context first, then URLs and objects. */
const Contexts = z.tuple([z.literal(BASE_CONTEXT)], z.union([CredentialUrl, z.record(z.string(), z.unknown())]));

/** 4.5: terms or URLs; which terms there are is in the contexts. */
const Types = setOf(z.string().min(1).max(500));
const typesWith = (needed: string) =>
  Types.refine((types) => [types].flat().includes(needed), { message: 'type-missing' });

/** 4.6 and 11.1: a text, or texts with language and direction and nothing else. */
const LanguageValue = z.strictObject({
  '@value': z.string(),
  '@language': z.string().max(35).optional(),
  '@direction': z.enum(['ltr', 'rtl']).nullable().optional(),
});
const Words = z.union([z.string(), setOf(LanguageValue)]);

const named = { name: Words.optional(), description: Words.optional() };
const Party = z.union([CredentialUrl, z.looseObject({ id: CredentialUrl, ...named })]);

/** Something that must say what it is; 4.10, 5.4, 5.5, 5.6. */
const Typed = z.looseObject({ type: Types, id: CredentialUrl.optional() });

/** Bitstring Status List 1.0, 3.1: wherever it says that it is an entry, it must be one. */
const StatusEntry = z.looseObject({
  id: CredentialUrl.optional(),
  type: z.literal('BitstringStatusListEntry'),
  statusPurpose: z.string().min(1).max(100),
  statusListIndex: z.string().regex(/^(0|[1-9]\d{0,14})$/, 'list-index'),
  statusListCredential: CredentialUrl,
});
const isEntry = (status: { readonly type: unknown }) => [status.type].flat().includes('BitstringStatusListEntry');
const Status = Typed.refine((status) => !isEntry(status) || StatusEntry.safeParse(status).success, {
  message: 'bitstring-status-list-entry',
});

/** 5.3: which bytes a related resource had. */
const RelatedResource = z
  .looseObject({
    id: CredentialUrl,
    mediaType: z.string().max(200).optional(),
    digestSRI: z.string().max(200).optional(),
    digestMultibase: z.string().max(200).optional(),
  })
  .refine((one) => one.digestSRI !== undefined || one.digestMultibase !== undefined, { message: 'digest-required' });

const uniqueIds = (of: unknown): boolean => {
  const ids = [of].flat().map((one) => (one as { id?: unknown }).id);
  return new Set(ids).size === ids.length;
};

/** Data Integrity 1.0, 2.1. What a proof of a suite that is not spoken here holds is not looked at. */
export const DataIntegrityProof = z.looseObject({
  id: CredentialUrl.optional(),
  type: z.string().min(1),
  cryptosuite: z.string().max(100).optional(),
  created: DateTimeStamp.optional(),
  expires: DateTimeStamp.optional(),
  proofPurpose: z.string().max(100).optional(),
  verificationMethod: CredentialUrl.optional(),
  domain: setOf(z.string().max(500)).optional(),
  challenge: z.string().max(500).optional(),
  previousProof: setOf(CredentialUrl).optional(),
  proofValue: z.string().max(5000).optional(),
});
export type DataIntegrityProof = z.infer<typeof DataIntegrityProof>;
const Proofs = z.union([DataIntegrityProof, z.array(DataIntegrityProof).min(1).max(10)]);

const inOrder = ({ validFrom, validUntil }: { validFrom?: string | undefined; validUntil?: string | undefined }) =>
  validFrom === undefined || validUntil === undefined || Date.parse(validFrom) <= Date.parse(validUntil);

const body = {
  '@context': Contexts,
  id: CredentialUrl.optional(),
  type: typesWith('VerifiableCredential'),
  ...named,
  validFrom: DateTimeStamp.optional(),
  validUntil: DateTimeStamp.optional(),
  /** 4.8: each the subject of one claim or more. */
  credentialSubject: setOf(
    z
      .looseObject({ id: CredentialUrl.optional() })
      .refine((subject) => Object.keys(subject).length > 0, { message: 'no-claim' }),
  ),
  credentialStatus: setOf(Status).optional(),
  credentialSchema: setOf(Typed.extend({ id: CredentialUrl })).optional(),
  relatedResource: setOf(RelatedResource).refine(uniqueIds, { message: 'id-twice' }).optional(),
  refreshService: setOf(Typed).optional(),
  termsOfUse: setOf(Typed).optional(),
  evidence: setOf(Typed).optional(),
  proof: Proofs.optional(),
};

export const Credential = z
  .looseObject({ ...body, issuer: Party })
  .refine(inOrder, { message: 'valid-until-before-valid-from', path: ['validUntil'] })
  .meta({ id: 'Credential', description: '可验证凭证 verifiable credential (VCDM 2.0)' });
export type Credential = z.infer<typeof Credential>;

/** What is to be issued: its issuer is this hub, and need not be said. */
export const UnsignedCredential = z
  .looseObject({ ...body, issuer: Party.optional() })
  .refine(inOrder, { message: 'valid-until-before-valid-from', path: ['validUntil'] })
  .meta({ id: 'UnsignedCredential', description: '待签发的凭证 what is to be issued' });
export type UnsignedCredential = z.infer<typeof UnsignedCredential>;

const enveloped = (type: string) =>
  z.strictObject({
    '@context': z.union([z.literal(BASE_CONTEXT), Contexts]),
    /** 4.12.1: a data: URL (RFC 2397) that is the credential, secured from outside. */
    id: z
      .string()
      .max(200_000)
      .regex(/^data:[a-z0-9.+-]+\/[a-z0-9.+-]+(;[a-z0-9=-]+)*,[A-Za-z0-9_.~-]+$/, 'data-url'),
    type: z.union([z.literal(type), z.tuple([z.literal(type)])]),
  });
export const EnvelopedCredential = enveloped('EnvelopedVerifiableCredential').meta({ id: 'EnvelopedCredential' });
export type EnvelopedCredential = z.infer<typeof EnvelopedCredential>;
export const EnvelopedPresentation = enveloped('EnvelopedVerifiablePresentation').meta({ id: 'EnvelopedPresentation' });
export type EnvelopedPresentation = z.infer<typeof EnvelopedPresentation>;

export const Presentation = z
  .looseObject({
    '@context': Contexts,
    id: CredentialUrl.optional(),
    type: typesWith('VerifiablePresentation'),
    /** 4.13: objects, never texts or URLs. */
    verifiableCredential: setOf(z.looseObject({ type: Types })).optional(),
    holder: Party.optional(),
    termsOfUse: setOf(Typed).optional(),
    proof: Proofs.optional(),
  })
  .meta({ id: 'Presentation', description: '凭证出示 verifiable presentation (VCDM 2.0)' });
export type Presentation = z.infer<typeof Presentation>;

/** How a credential is secured: by a proof in it (Data Integrity), or as a JWT around it (vc+jwt, VC-JOSE-COSE). */
export const Securing = z.enum(['ecdsa-jcs-2019', 'eddsa-jcs-2022', 'vc+jwt']);
export type Securing = z.infer<typeof Securing>;

export const IssueCredentialRequest = z
  .strictObject({
    credential: UnsignedCredential,
    options: z
      .strictObject({
        /** ecdsa-jcs-2019 unless said. */
        cryptosuite: Securing.optional(),
        /** Proof to be made after these, which it then covers (Data Integrity 1.0, 2.1.2). */
        previousProof: setOf(CredentialUrl).optional(),
      })
      .optional(),
  })
  .meta({ id: 'IssueCredentialRequest' });

const checks = z.array(z.string().max(100)).max(20).optional();
export const VerifyCredentialRequest = z
  .strictObject({
    /** A Credential, or an EnvelopedCredential. */
    verifiableCredential: z.looseObject({ type: Types.optional() }),
    options: z.strictObject({ checks }).optional(),
  })
  .meta({ id: 'VerifyCredentialRequest' });

export const VerifyPresentationRequest = z
  .strictObject({
    /** A Presentation, or an EnvelopedPresentation. */
    verifiablePresentation: z.looseObject({ type: Types.optional() }),
    options: z
      .strictObject({ checks, challenge: z.string().max(500).optional(), domain: z.string().max(500).optional() })
      .optional(),
  })
  .meta({ id: 'VerifyPresentationRequest' });

/** Purposes of the status lists of this hub. */
export const StatusPurpose = z.enum(['revocation', 'suspension']);
export type StatusPurpose = z.infer<typeof StatusPurpose>;

export const ChangeStatusRequest = z
  .strictObject({
    credentialId: CredentialUrl,
    credentialStatus: z.strictObject({
      type: z.literal('BitstringStatusListEntry').optional(),
      statusPurpose: StatusPurpose,
    }),
    /** False lifts a suspension; a revocation is never lifted. */
    status: z.boolean().optional(),
  })
  .meta({ id: 'ChangeStatusRequest' });

/** Something that is true and that the reader should weigh: no reason to refuse, and not to be overlooked. */
export const Remark = z.strictObject({ field: z.string(), rule: z.string() });
export type Remark = z.infer<typeof Remark>;

export const CredentialVerified = z
  .strictObject({
    verified: z.literal(true),
    /** Signed by a key of this hub. */
    ours: z.boolean(),
    remarks: z.array(Remark),
  })
  .meta({ id: 'CredentialVerified' });
export type CredentialVerified = z.infer<typeof CredentialVerified>;

/** The public key of a holder's wallet (RFC 7517): what a credential is bound to. */
export const HolderKey = z.union([
  z.strictObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.base64url().length(43),
    y: z.base64url().length(43),
  }),
  z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.base64url().length(43) }),
]);
export type HolderKey = z.infer<typeof HolderKey>;

export const GiveRequest = z
  .strictObject({
    /** The holder as the app has authenticated him. */
    holder: SubjectCode,
    format: z.enum(['sd-jwt-vc', 'vcdm']),
    holderKey: HolderKey.optional(),
  })
  .meta({ id: 'GiveRequest' });

export const Given = z
  .strictObject({
    format: z.enum(['sd-jwt-vc', 'vcdm']),
    /** A text for sd-jwt-vc, a Credential for vcdm. */
    credential: z.union([z.string(), Credential]),
  })
  .meta({ id: 'Given' });

export const VerifySdJwtRequest = z
  .strictObject({
    sdJwt: z.string().max(200_000),
    /** What the verifier gave to the wallet; with it the holder must have proven his key. */
    nonce: z.string().min(1).max(500).optional(),
    audience: z.string().max(500).optional(),
  })
  .meta({ id: 'VerifySdJwtRequest' });

export const SdJwtVerified = z
  .strictObject({
    verified: z.literal(true),
    /** Signed by a key of this hub. */
    ours: z.boolean(),
    /** The holder has proven the key of the credential. */
    bound: z.boolean(),
    /** What was disclosed. */
    claims: z.record(z.string(), z.unknown()),
    remarks: z.array(Remark),
  })
  .meta({ id: 'SdJwtVerified' });
