import { expect, test } from 'vitest';
import { departments } from '#city/departments.ts';
import { HUB_BELOW, jinhua } from '#city/upper/index.ts';
import { RegistryItem } from '#schemas/snapshot.ts';

test('Jinhua keeps the schemas, and grants the hub below nothing that it does not declare', () => {
  const { departments: bodies, clients, items } = jinhua;
  for (const item of [...bodies, ...clients, ...items]) expect(RegistryItem.parse(item)).toEqual(item);
  const known = bodies.map(({ id }) => id);
  for (const { department } of clients) expect(known).toContain(department);
  const resources = items.flatMap((item) => (item.kind === 'resource' ? [item] : []));
  for (const { department } of resources) expect(known).toContain(department);
  for (const grant of items.flatMap((item) => (item.kind === 'grant' ? [item] : []))) {
    const resource = resources.find(({ id }) => id === grant.resource);
    expect(resource?.fields.map(({ pointer }) => pointer)).toEqual(expect.arrayContaining(grant.fields));
    expect(grant.consumer).toBe('yongkang');
    // Who is only told of events asks nothing.
    if (!grant.uses?.includes('events')) expect(grant.quota).toBeDefined();
  }
  expect(clients.find(({ id }) => id === HUB_BELOW)).toMatchObject({ department: 'yongkang', node: '330784' });
});

test('each hub knows the other by the code of the same body', () => {
  const code = (all: typeof departments, id: string) => all.find((one) => one.id === id)?.creditCode;
  expect(code(departments, 'jinhua')).toBe(code(jinhua.departments, 'data-authority'));
  expect(code(jinhua.departments, 'yongkang')).toBe(code(departments, 'data-authority'));
});
