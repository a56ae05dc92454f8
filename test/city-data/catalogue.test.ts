import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { claims } from '#city/claims.ts';
import { departments } from '#city/departments.ts';
import { grants } from '#city/grants.ts';
import { matters } from '#city/matters.ts';
import { resources } from '#city/resources/index.ts';
import { formRules, publicRules } from '#functions/catalogue/resource-rules.ts';
import type { Asked } from '#schemas/asked.ts';
import { certificateResource, certificateResourceId } from '#schemas/certificate-resource.ts';
import { askedOf } from '#schemas/departments/index.ts';
import { Grant, THIRD_PARTIES } from '#schemas/grant.ts';
import { Resource } from '#schemas/resource.ts';

/** The leaves of an answer's schema as pointers, `*` for every element. */
const leaves = (schema: unknown, at = ''): string[] => {
  if (schema instanceof z.ZodOptional) return leaves(schema.unwrap(), at);
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, of]) => leaves(of, `${at}/${key}`));
  if (schema instanceof z.ZodOptional && schema.unwrap() instanceof z.ZodArray) return leaves(schema.unwrap(), at);
  return schema instanceof z.ZodArray ? leaves(schema.element, `${at}/*`) : [at];
};
const asked = Object.entries<Readonly<Record<string, Asked>>>(askedOf).flatMap(([department, of]) =>
  Object.entries(of).map(([name, one]) => [`${department}/${name}`, one] as const),
);
const grantable = new Map(
  [...resources, ...certificateTypes.map(certificateResource)].map((resource) => [resource.id, resource]),
);
const known = new Set(departments.map(({ id }) => id));

describe('the catalogue of the sample city', () => {
  it.each(resources.map((resource) => [resource.id, resource] as const))('%s keeps the schema', (_, resource) => {
    expect(Resource.safeParse(resource).error?.issues).toBeUndefined();
    expect(resource.id.startsWith(`${resource.department}/`) && known.has(resource.department)).toBe(true);
    // A change spares a way, not always a paper; on a copy nothing may be issued.
    const spares = resource.asked !== 'change' && resource.protocol !== '回流';
    expect(!spares || resource.replaces.length > 0).toBe(true);
  });

  it.each(resources.map((resource) => [resource.id, resource] as const))(
    '%s says what the catalogue demands',
    (_, resource) => {
      expect([...formRules(resource), ...publicRules(resource)]).toEqual([]);
    },
  );

  it('has one code for each resource and one source for each fact; who copies it names that source', () => {
    expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
    const owner = new Map(claims.map(({ id, owner }) => [id, owner]));
    const elements = resources.flatMap(({ fields }) => fields.flatMap(({ element }) => element ?? []));
    for (const { id, from } of elements) if (from !== undefined) expect(owner.get(`element#${id}`)).toBe(from);
    expect(elements.filter(({ from }) => from !== undefined).length).toBeGreaterThan(20);
    expect(resources.filter(({ code }) => code === undefined)).toEqual([]);
  });

  it('holds what can be asked, and nothing else', () => {
    expect(resources.map(({ id }) => id).toSorted()).toEqual(asked.map(([id]) => id).toSorted());
  });

  it.each(asked)(
    '%s declares exactly the leaves of its answer, how it is asked and where its subject stands',
    (id, of) => {
      const resource = grantable.get(id);
      expect(resource?.fields.map(({ pointer }) => pointer).toSorted()).toEqual(leaves(of.answer).toSorted());
      expect(resource?.asked ?? 'now').toBe(of.kind ?? 'now');
      expect(leaves(of.request)).toContain(resource?.subject.request);
      expect(leaves(of.answer)).toContain(resource?.subject.answer);
    },
  );

  it('can be asked: each resource is granted to somebody', () => {
    const granted = new Set(grants.map(({ resource }) => resource));
    const ended = certificateTypes.filter(({ ends }) => ends !== undefined).map(({ id }) => certificateResourceId(id));
    expect([...grantable.keys()].filter((id) => !granted.has(id))).toEqual(ended);
  });

  it('gives third parties yes or no, and nothing that the asker did not write himself', () => {
    const predicates = resources.flatMap(({ fields }) => fields.filter(({ level }) => level === 'predicate'));
    const echoed = ['/unitNumber', '/holder'];
    expect(predicates.filter(({ type, pointer }) => type !== 'boolean' && !echoed.includes(pointer))).toEqual([]);
  });
});

describe('the grants', () => {
  it.each(grants.map((grant) => [grant.id, grant] as const))('%s names only what there is', (_, grant) => {
    expect(Grant.safeParse(grant).error?.issues).toBeUndefined();
    const resource = grantable.get(grant.resource);
    expect(resource?.version).toBe(grant.resourceVersion);
    expect(known.has(grant.consumer)).toBe(true);
    const declared = resource?.fields.map(({ pointer }) => pointer) ?? [];
    expect(grant.fields.filter((pointer) => !declared.includes(pointer))).toEqual([]);
    for (const purpose of grant.purposes)
      expect(purpose.kind === 'standing' || (purpose.ticket && matters.some(({ id }) => id === purpose.matter))).toBe(
        true,
      );
  });

  it('give every role something, and a third party predicates only', () => {
    for (const { id, parties, fields, resource } of grants)
      for (const { role, level } of parties) {
        if (THIRD_PARTIES.includes(role)) expect(level, `${id} ${role}`).toBe('predicate');
        const given = grantable
          .get(resource)
          ?.fields.filter(
            (field) => fields.includes(field.pointer) && (level !== 'predicate' || field.level === 'predicate'),
          );
        expect(given?.length, `${id} ${role}`).toBeGreaterThan(0);
      }
  });

  it('have unique ids, and at least one standing purpose', () => {
    expect(new Set(grants.map(({ id }) => id)).size).toBe(grants.length);
    expect(grants.filter(({ purposes }) => purposes.some(({ kind }) => kind === 'standing'))).not.toEqual([]);
  });
});
