import { expect, test } from 'vitest';
import { CONSOLE, clients, HOLDER_APP, isSystem } from '#city/clients.ts';
import { departments } from '#city/departments.ts';
import { officers } from '#city/officers.ts';
import { Role } from '#schemas/access.ts';
import { Client, Department, Officer } from '#schemas/department.ts';

const unique = (values: readonly string[]) => expect(new Set(values).size).toBe(values.length);

test('every department, system and officer keeps its schema', () => {
  for (const department of departments) expect(Department.parse(department)).toEqual(department);
  for (const client of clients) expect(Client.parse(client)).toEqual(client);
  for (const officer of officers) expect(Officer.parse(officer)).toEqual(officer);
});

test('ids and codes are unique, and everybody belongs to a department that exists', () => {
  const known = departments.map(({ id }) => id);
  unique(known);
  unique(departments.map(({ creditCode }) => creditCode));
  unique([...clients, ...officers].map(({ id }) => id));
  for (const { department } of [...clients, ...officers]) expect(known).toContain(department);
});

test('one data authority; each department has its system; the officers fill every role', () => {
  expect(departments.filter(({ dataAuthority }) => dataAuthority)).toHaveLength(1);
  // But for the hub above, which speaks for itself up there.
  const here = departments.map(({ id }) => id).filter((id) => id !== 'jinhua');
  const systems = [...here.map((id) => `${id}-system`), HOLDER_APP];
  expect(clients.map(({ id }) => id).filter(isSystem)).toEqual(systems);
  expect(clients.map(({ id }) => id)).toContain(CONSOLE);
  expect(new Set(officers.flatMap(({ roles }) => roles))).toEqual(new Set(Role.options));
});
