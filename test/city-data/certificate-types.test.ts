/** The certificate types of the sample city: each one file, sound in itself, and agreed with the matters, departments and grants that use it. */
import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { clients } from '#city/clients.ts';
import { departments } from '#city/departments.ts';
import { grants } from '#city/grants.ts';
import { handWritten } from '#city/matters/index.ts';
import { matters } from '#city/matters.ts';
import { lowerLevel } from '#functions/exchange/pointers.ts';
import { CertificateType, wholeType } from '#schemas/certificate.ts';
import { COMMON_FIELDS, certificateResource, certificateResourceId } from '#schemas/certificate-resource.ts';
import { CreditCode } from '#schemas/identifier.ts';
import { Resource } from '#schemas/resource.ts';

const unique = (values: readonly unknown[]) => new Set(values).size === values.length;
const FOLDER = 'city/certificate-types';

it('each type is one file of its own name, and one line of the index', async () => {
  const files = readdirSync(FOLDER).filter((name) => !['index.ts', 'declare.ts'].includes(name));
  expect(files.toSorted()).toEqual(certificateTypes.map(({ id }) => `${id}.ts`).toSorted());
  for (const name of files) {
    const path = pathToFileURL(`${FOLDER}/${name}`).href;
    const exported = Object.values((await import(/* @vite-ignore */ path)) as Record<string, unknown>);
    expect(exported, name).toHaveLength(1);
    expect(certificateTypes, name).toContainEqual(exported[0]);
  }
});

it('no two share a code; there are at least ten that live, and one that has ended', () => {
  expect(unique(certificateTypes.map(({ code }) => code))).toBe(true);
  expect(certificateTypes.filter(({ ends }) => ends === undefined).length).toBeGreaterThanOrEqual(10);
  expect(certificateTypes.filter(({ ends }) => ends !== undefined)).toHaveLength(1);
});

describe.each(certificateTypes.map((type) => [type.id, type] as const))('the certificate type %s', (_, type) => {
  const { holders, minimum, operations, predicates } = wholeType(type);
  const pointers = [...COMMON_FIELDS, ...type.fields].map(({ pointer }) => pointer);

  it('keeps the schema, and so does its resource, with a definer whose check digits are right', () => {
    expect(CertificateType.safeParse(type).error?.issues).toBeUndefined();
    expect(Resource.safeParse(certificateResource(type)).error?.issues).toBeUndefined();
    expect(CreditCode.safeParse(type.definer).success).toBe(true);
    expect(type.code).toBe(`${type.definer}${type.code.slice(-3)}`);
    expect([type.definerLevel, type.issuerLevel]).toEqual(['2', '4']);
  });

  it('asks and prints only what it declares, each field once', () => {
    expect(unique(pointers)).toBe(true);
    for (const { test } of predicates) expect(pointers).toContain(test.pointer);
    for (const pointer of minimum) expect(pointers).toContain(pointer);
  });

  it('lets happen what its life can hold', () => {
    expect(operations).toContain('new');
    expect(unique(operations)).toBe(true);
    for (const [one, other] of [
      ['hold', 'release'],
      ['transfer-out', 'undo-transfer-out'],
    ] as const)
      expect(operations.includes(one)).toBe(operations.includes(other));
    if (type.validity === 'fixed') expect(operations).toContain('extend');
    expect(holders.least ?? 1).toBeLessThanOrEqual(holders.most);
    // It promises no more than one transaction takes.
    expect(holders.most).toBe(type.holders?.most ?? holders.most);
  });

  it('is issued by a department whose system may issue', () => {
    expect(departments.some(({ id }) => id === type.issuer)).toBe(true);
    expect(clients.find(({ id }) => id === `${type.issuer}-system`)?.scopes).toContain('certificates.issue');
  });

  it('permits only matters that there are, each once, handled by departments that there are', () => {
    expect(unique(type.permittedUse.map(({ matter }) => matter))).toBe(true);
    for (const { matter } of type.permittedUse) expect(matters.some(({ id }) => id === matter)).toBe(true);
    for (const { department } of matters) expect(departments.some(({ id }) => id === department)).toBe(true);
  });

  it('is granted exactly where it is permitted, somewhere as high as it is permitted, with something to answer', () => {
    const granted = grants.filter(({ resource }) => resource === certificateResourceId(type.id));
    const matterOf = (purpose: (typeof granted)[number]['purposes'][number]) =>
      purpose.kind === 'matter' ? [purpose.matter] : [];
    const uses = granted.flatMap(({ purposes, parties }) =>
      purposes.flatMap(matterOf).flatMap((matter) => parties.map(({ level }) => ({ matter, level }))),
    );
    expect([...new Set(uses.map(({ matter }) => matter))].toSorted()).toEqual(
      type.permittedUse.map(({ matter }) => matter).toSorted(),
    );
    for (const { matter, level } of type.permittedUse) {
      const reached = uses.filter((use) => use.matter === matter).map((use) => lowerLevel(use.level, level));
      expect(reached, matter).toContain(level);
    }
    if (type.ends !== undefined) expect(granted).toEqual([]);
  });
});

it('no matter asks for a type that has ended, nor gives one out', () => {
  const named = (value: unknown): string[] => {
    if (typeof value !== 'object' || value === null) return [];
    const { channel, type, result } = value as { channel?: unknown; type?: string; result?: { type?: string } };
    const own = [channel === 'certificate' ? type : undefined, result?.type].filter((one) => one !== undefined);
    return [...own, ...Object.values(value).flatMap(named)];
  };
  const live = new Set(certificateTypes.filter(({ ends }) => ends === undefined).map(({ id }) => id));
  const asked = new Set(handWritten.flatMap(named));
  expect(asked.size).toBeGreaterThan(5);
  expect([...asked].filter((id) => certificateTypes.some((type) => type.id === id) && !live.has(id))).toEqual([]);
});
