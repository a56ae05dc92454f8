/** An issuer's data against the declaration of its type: nothing unknown, nothing missing, every value of its kind. */

import type { CertificateField } from '#schemas/certificate.ts';
import { Instant, PlainDate } from '#schemas/identifier.ts';
import { fenOf } from './capitals.ts';
import { leavesOf } from './leaves.ts';

export interface Broken {
  readonly field: string;
  readonly rule: string;
}

const text = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= 1000;

const KINDS: Readonly<Record<CertificateField['type'], (value: unknown) => boolean>> = {
  string: text,
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  integer: Number.isSafeInteger,
  boolean: (value) => typeof value === 'boolean',
  date: (value) => PlainDate.safeParse(value).success,
  instant: (value) => Instant.safeParse(value).success,
  code: (value) => typeof value === 'string' && /^[\x20-\x7e]{1,120}$/.test(value),
};

/** A pointer may repeat what the caller sent: only plain words and indexes are said back. */
const sayable = (pointer: string): string => (/^(\/[A-Za-z0-9]{1,40})+$/.test(pointer) ? pointer : '/?');

/** Every broken rule: field and rule name, never the value. An array may be empty only where nothing in it is declared. */
export const brokenData = (fields: readonly CertificateField[], data: Record<string, unknown>): Broken[] => {
  const declared = new Map(fields.map((field) => [field.pointer, field]));
  const leaves = leavesOf(data).filter((leaf) => leaf.pointer !== '');
  const wrong = leaves.flatMap(({ pointer, pattern, value }) => {
    const field = declared.get(pattern);
    if (!field) return [{ field: `/data${sayable(pointer)}`, rule: 'unknown-field' }];
    if (!KINDS[field.type](value)) return [{ field: `/data${pointer}`, rule: field.type }];
    return field.printed && fenOf(Number(value)) === undefined ? [{ field: `/data${pointer}`, rule: 'yuan' }] : [];
  });
  const present = new Set(leaves.map((leaf) => leaf.pattern));
  const missing = fields.filter((field) => !field.optional && !complete(field.pointer, data, present));
  return [...wrong, ...missing.map((field) => ({ field: `/data${field.pointer}`, rule: 'missing' }))];
};

/** Is the leaf there, in every element of every array on its way? */
const complete = (pointer: string, data: unknown, present: ReadonlySet<string>): boolean =>
  present.has(pointer) && walk(data, pointer.slice(1).split('/'));

const walk = (value: unknown, [step, ...rest]: readonly string[]): boolean => {
  if (step === undefined) return true;
  if (typeof value !== 'object' || value === null) return false;
  if (step === '*') return Array.isArray(value) && value.every((element) => walk(element, rest));
  return Object.hasOwn(value, step) && walk((value as Record<string, unknown>)[step], rest);
};
