/** What must hold of a registered item beyond its own shape. */

import type * as z from 'zod';
import { canonical } from '#functions/kernel/canonical.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { RegistryStore } from '#functions/snapshot/registry.store.ts';
import type { PublicJwk } from '#schemas/department.ts';
import { type AccessItem, departmentOf } from './collections.ts';

const broken = (field: string, rule: string) => problem('unprocessable', { errors: [{ field, rule }] });

/** Members of a JWK that only the owner of the key may hold (RFC 7518 6.2.2, 6.3.2, 6.4.1). */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

const mustBePublic = (key: z.infer<typeof PublicJwk>, field: string): void => {
  const member = PRIVATE.find((name) => name in key);
  if (member) throw broken(`${field}/${member}`, 'private-key');
};

/** Throws unprocessable naming field and rule. */
export const mustHold = async (
  registry: Pick<RegistryStore, 'get'>,
  next: AccessItem,
  before: AccessItem | undefined,
): Promise<void> => {
  const department = departmentOf(next);
  if (department !== undefined && !(await registry.get('department', department)))
    throw broken('/department', 'department-unknown');
  if (next.kind === 'client') for (const [i, key] of (next.keys ?? []).entries()) mustBePublic(key, `/keys/${i}`);
  if (next.kind === 'ticket-issuer') mustBePublic(next.key, '/key');
  // Who the data authority is decides who may change the registry: it is set when the city is set up, not through the registry.
  if (
    next.kind === 'department' &&
    next.dataAuthority !== (before?.kind === 'department' ? before.dataAuthority : undefined)
  )
    throw broken('/dataAuthority', 'data-authority-fixed');
};

/** What gives rights, or takes them from everybody who signs in through the same client. Whether a client has keys makes it a system or a console. */
const rightsOf = (item: AccessItem): Readonly<Record<string, unknown>> => {
  if (item.kind === 'officer') return { department: item.department, roles: item.roles };
  if (item.kind === 'client')
    return { department: item.department, scopes: item.scopes, keys: item.keys !== undefined };
  return {};
};

/** Nobody changes his own rights: another manager does. Throws unprocessable. */
export const ownRightsStay = (next: AccessItem, before: AccessItem | undefined): void => {
  const had = before ? rightsOf(before) : {};
  const changed = Object.entries(rightsOf(next)).find(
    ([name, value]) => canonical(value) !== canonical(had[name] ?? null),
  );
  if (changed) throw broken(`/${changed[0]}`, 'own-registration');
};
