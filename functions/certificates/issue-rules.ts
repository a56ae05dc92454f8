/** What must hold before a certificate is made: rules as a table, every broken one named by field and rule, never by value. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { type CertificateType, type IssueRequest, wholeType } from '#schemas/certificate.ts';
import { CitizenId, mod1110 } from '#schemas/identifier.ts';
import { type Broken, brokenData } from './declared.ts';

const HOLDER_CODE_TYPE = { person: '111', body: '001' } as const;
const kindOf = (code: string) => (CitizenId.safeParse(code).success ? 'person' : 'body');

const holders = (request: IssueRequest, type: CertificateType): Broken[] => {
  const { holders: may } = wholeType(type);
  const codes = request.holders.map((holder) => holder.code);
  const each = request.holders.flatMap(({ code, codeType }, i) => {
    const kind = kindOf(code);
    return [
      ...(may.kinds.includes(kind) ? [] : [{ field: `/holders/${i}/code`, rule: 'holder-kind' }]),
      ...(codeType === HOLDER_CODE_TYPE[kind] && may.codeTypes.includes(codeType)
        ? []
        : [{ field: `/holders/${i}/codeType`, rule: 'holder-code-type' }]),
      ...(codes.indexOf(code) === i ? [] : [{ field: `/holders/${i}/code`, rule: 'holder-twice' }]),
    ];
  });
  const { most, least = 1 } = may;
  return [
    ...(codes.length > most ? [{ field: '/holders', rule: `at-most-${most}-holders` }] : []),
    ...(codes.length < least ? [{ field: '/holders', rule: `at-least-${least}-holders` }] : []),
    ...each,
  ];
};

const CHECKS = { 'mod-11-10': mod1110 } as const;

const number = ({ number: value, holders: [first] }: IssueRequest, { number: rule }: CertificateType): Broken[] => {
  if (!rule) return [];
  const digits = value.replace(/\D/g, '');
  const broken = [
    ...(new RegExp(`^(?:${rule.form})$`, 'u').test(value) ? [] : ['number-form']),
    ...(rule.check && CHECKS[rule.check](digits.slice(0, -1)) !== digits.at(-1) ? ['number-check'] : []),
    ...(rule.holderCode && value !== first?.code ? ['number-is-holder-code'] : []),
  ];
  return broken.map((name) => ({ field: '/number', rule: name }));
};

const dates = ({ issuedOn, validFrom, validUntil }: IssueRequest, type: CertificateType, now: number): Broken[] => [
  ...(issuedOn > beijingDate(now) ? [{ field: '/issuedOn', rule: 'in-the-future' }] : []),
  ...(validUntil !== undefined && validUntil < validFrom ? [{ field: '/validUntil', rule: 'before-valid-from' }] : []),
  ...(type.validity === 'fixed' && validUntil === undefined ? [{ field: '/validUntil', rule: 'missing' }] : []),
  ...(type.validity === 'none' && validUntil !== undefined
    ? [{ field: '/validUntil', rule: 'type-has-no-end-date' }]
    : []),
];

/** Every broken rule; empty when the certificate may be made. */
export const brokenIssue = (request: IssueRequest, type: CertificateType, now: number): Broken[] =>
  [
    ...number(request, type),
    ...holders(request, type),
    ...dates(request, type, now),
    ...brokenData(type.fields, request.data),
  ].slice(0, 20);
