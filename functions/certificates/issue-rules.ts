/** What must hold before a certificate is made: rules as a table, every broken one named by field and rule, never by value. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { CertificateType, IssueRequest } from '#schemas/certificate.ts';
import { CitizenId } from '#schemas/identifier.ts';
import { type Broken, brokenData } from './declared.ts';

const HOLDER_CODE_TYPE = { person: '111', body: '001' } as const;

const holders = (request: IssueRequest): Broken[] => {
  const codes = request.holders.map((holder) => holder.code);
  return request.holders.flatMap(({ code, codeType }, i) => [
    ...(codeType === HOLDER_CODE_TYPE[CitizenId.safeParse(code).success ? 'person' : 'body']
      ? []
      : [{ field: `/holders/${i}/codeType`, rule: 'holder-code-type' }]),
    ...(codes.indexOf(code) === i ? [] : [{ field: `/holders/${i}/code`, rule: 'holder-twice' }]),
  ]);
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
  [...holders(request), ...dates(request, type, now), ...brokenData(type.fields, request.data)].slice(0, 20);
