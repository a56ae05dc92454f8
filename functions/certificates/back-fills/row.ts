/** A row of a back-fill: read, named, and held against every rule of its type before anything is made. */
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, hmac } from '#functions/kernel/digest.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import { validate } from '#functions/kernel/request.ts';
import { BackFillRow } from '#schemas/back-fill.ts';
import { type CertificateState, type CertificateType, type IssueRequest, wholeType } from '#schemas/certificate.ts';
import type { OperationRequest } from '#schemas/certificate-operation.ts';
import type { Department } from '#schemas/department.ts';
import type { Broken } from '../declared.ts';
import { numberDigest, sameNumber } from '../entry.ts';
import { makeIdentifier, serialFor } from '../identifier.ts';
import { brokenMaking, type MakeDeps, type Making } from '../make.ts';
import { slotOf } from '../status/slot.ts';
import { stateAfter } from './past.ts';

/** What is known of a row that could be read. */
export interface ReadRow {
  /** From 1. */
  readonly row: number;
  readonly request: IssueRequest;
  readonly version: number;
  readonly later?: OperationRequest;
  /** Keyed digests of type and number, of back-fill and row, and of the request. */
  readonly number: string;
  readonly key: string;
  readonly asked: string;
}

/** `text`: a JSON object, as the cut found it. */
export const readRow = (
  keys: HubKeys,
  { id, type }: { readonly id: string; readonly type: string },
  row: number,
  text: string,
): ReadRow | readonly Broken[] => {
  try {
    const { version = 1, later, ...facts } = validate(BackFillRow, JSON.parse(text));
    const request: IssueRequest = { type, ...facts };
    return {
      ...{ row, request, version, ...(later ? { later } : {}) },
      number: numberDigest(keys, type, request.number),
      key: hmac(keys.request, canonical(['back-fill', id, row])),
      asked: hmac(keys.request, canonical(request)),
    };
  } catch (error) {
    if (error instanceof ProblemError && error.extra.errors) return error.extra.errors;
    throw error;
  }
};

/** Type, number and version decide it, whatever else the row says; the versions of a number share their serial. */
export const identifierOf = (
  keys: HubKeys,
  type: CertificateType,
  { creditCode: issuer }: Department,
  { request, version }: Pick<ReadRow, 'request' | 'version'>,
): string => {
  const serial = serialFor(keys.request, `back-fill\n${type.id}\n${sameNumber(request.number)}`);
  return makeIdentifier({ typeCode: type.code, issuer, serial, version });
};

/** The state in which it comes into the library. */
export const stateOf = ({ later }: Pick<ReadRow, 'later'>): CertificateState => stateAfter(later?.operation);

const operations = ({ operations: known }: ReturnType<typeof wholeType>, { later }: ReadRow): Broken[] => [
  ...(known.includes('new') ? [] : [{ field: '/type', rule: 'type-does-not-know-it' }]),
  ...(later && !known.includes(later.operation) ? [{ field: '/later/operation', rule: 'type-does-not-know-it' }] : []),
];

/** Every broken rule; empty when it may be made. */
export const brokenRow = (
  deps: Pick<MakeDeps, 'press'>,
  making: Making,
  row: ReadRow,
  identifier: string,
): readonly Broken[] => {
  const named = { identifier, version: row.version, status: slotOf(identifier) };
  return [...operations(wholeType(making.type), row), ...brokenMaking(deps, making, { named, request: row.request })];
};
