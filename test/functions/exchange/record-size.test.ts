import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { clients } from '#city/clients.ts';
import { grants } from '#city/grants.ts';
import { officers } from '#city/officers.ts';
import { resources } from '#city/resources/index.ts';
import { newInstance } from '#functions/exchange/instance.ts';
import { itemBytes, newRecord, RECORD_BYTES } from '#functions/exchange/record.ts';
import { keys, NOW, WANG } from './world.ts';

const longest = (texts: readonly string[]): string => texts.reduce((a, b) => (b.length > a.length ? b : a), '');

test('every record that the sample city can write fits into one write unit, with all granted fields and every member', () => {
  const sizes = grants.flatMap((grant) => {
    const resource = resources.find(({ id }) => id === grant.resource);
    if (!resource) return [];
    const facts = {
      kind: 'exchange' as const,
      at: NOW,
      ms: 9_999,
      client: longest(clients.filter((c) => c.department === grant.consumer).map(({ id }) => id)) || 'onetrip-console',
      officer: longest(officers.map(({ id }) => id)),
      consumer: grant.consumer,
      provider: resource.department,
      resource: resource.id,
      resourceVersion: 1,
      grant: grant.id,
      grantRevision: 99,
      matter: longest(grant.purposes.map((p) => (p.kind === 'matter' ? p.matter : p.code))),
      case: 'YK-20261120-000123',
      batch: randomUUID(),
      via: ['330783', '330700'],
      upstream: randomUUID(),
      party: 'legal-representative' as const,
      level: 'predicate' as const,
      fields: grant.fields,
      found: true,
      subjectCode: WANG,
      requestText: '',
      releasedText: '',
    };
    const record = newRecord(facts, { keys, instance: newInstance() });
    return [{ grant: grant.id, bytes: itemBytes({ pk: `${facts.client}#${record.request}`, sk: '0', ...record }) }];
  });
  const most = sizes.reduce((a, b) => (b.bytes > a.bytes ? b : a));
  console.log(`largest record of the city: ${most.bytes} bytes (${most.grant}), ${sizes.length} grants`);
  expect(most.bytes).toBeLessThanOrEqual(RECORD_BYTES);
});
