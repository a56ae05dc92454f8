/** Exchange records as the exchange writes them, each with an id of its own. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { ExchangeLine, ExchangeRecord } from '#schemas/exchange.ts';

const text = (seed: string): string => seed.padEnd(43, 'x');

export const exchangeRecord = (changes: Partial<ExchangeRecord> = {}): ExchangeRecord =>
  ExchangeRecord.parse({
    v: 1,
    id: randomUUID(),
    kind: 'exchange',
    at: Date.parse('2026-11-20T09:30:00+08:00'),
    ms: 12,
    client: 'housing-system',
    officer: 'officer-hu-min',
    consumer: 'housing',
    provider: 'real-estate',
    resource: 'real-estate/title',
    resourceVersion: 1,
    grant: 'housing-title',
    grantRevision: 1,
    matter: 'existing-house-transfer',
    case: 'case-1',
    party: 'applicant',
    level: 'fields',
    fields: ['/certificateNumber'],
    found: true,
    subject: text('subject'),
    handle: text('handle'),
    keyVersion: 1,
    salt: text('salt'),
    request: text('request'),
    answer: text('answer'),
    instance: 'instance-1',
    sequence: 1,
    nonce: text('nonce'),
    ...changes,
  });

export const lineOf = (record: ExchangeRecord): ExchangeLine => z.object(ExchangeLine.shape).parse(record);
