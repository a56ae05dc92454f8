/**
 * Items as version 1 was first stored, one for each form, every member in it. They are read for ever: never change one; add golden items of later
 * versions beside it. Forms with a golden item of their own elsewhere: record, question, officer, calendar's days.
 */
import { expect, test } from 'vitest';
import type * as z from 'zod';
import { StoredAlert } from '#schemas/alert.ts';
import { Calendar } from '#schemas/calendar.ts';
import { Claim } from '#schemas/catalogue.ts';
import { ClockRule } from '#schemas/clock.ts';
import { Dispute } from '#schemas/dispute.ts';
import { Doubt, OpenDoubt } from '#schemas/doubt.ts';
import { StoredEntry } from '#schemas/entry.ts';
import { Evidence } from '#schemas/evidence.ts';
import { ExchangeRecord } from '#schemas/exchange.ts';
import { Progress } from '#schemas/progress.ts';
import { StoredEvent } from '#schemas/published.ts';
import { QuotaCount } from '#schemas/quota.ts';
import { StatisticsProgress, StoredStatistics } from '#schemas/statistics.ts';
import { Lane, StoredBatch, StoredOutcome, StoredPart } from '#schemas/stored-batch.ts';
import { StoredDelivery, StoredSubscription, Work } from '#schemas/subscription.ts';
import { Threshold } from '#schemas/threshold.ts';

const AT = 1_795_140_000_000;
const INSTANT = '2026-11-20T01:30:00.000Z';
const A = '0198f3a2-7c1e-8d55-9b7a-3f1f5f0c2a11';
const B = '0198f3a2-7c1e-8d55-9b7a-3f1f5f0c2a12';
const LICENCE = 'market-supervision/licence';
const counts = { found: 97, 'not-found': 1, denied: 0, invalid: 2, failed: 0 };
const due = {
  date: '2026-12-04',
  workdays: 10,
  rule: { id: 'doubt-answer-2025', revision: 1 },
  calendars: [{ year: '2026', revision: 1 }],
  estimated: false,
};
const by = { at: INSTANT, by: 'officer-xia-yu' };

const batch = {
  ...{ v: 1, id: A, revision: 4, state: 'running', client: 'fire-system', officer: 'officer-fang-yuan' },
  ...{ consumer: 'fire', provider: 'market-supervision', resource: LICENCE, resourceVersion: 1 },
  ...{ purpose: { kind: 'standing', code: 'yearly-review' }, role: 'applicant', fields: ['/name', '/address'] },
  ...{ format: 'csv', charset: 'gb18030', ticketed: false, request: 'digest', createdAt: AT, until: AT + 1 },
  ...{ key: 'sealed', uploads: false, endedAt: AT, reason: 'file-refused' },
  submission: { at: AT, parts: 1, bytes: 2473, digest: 'digest', rows: 130 },
  run: { at: AT, rows: 130, chunks: 2 },
  refusals: [{ part: 1, row: 3, column: 'firm', rule: 'column-twice' }],
};
const lane = {
  ...{ v: 1, lane: 1, turn: 3, chunk: 1, done: false, clean: false, holder: 'nonce', heldUntil: AT, idle: 2, at: AT },
  ...{ outcomes: counts, failures: { '104': 2 }, waiting: { why: 'quota-day', until: AT } },
};
const outcome = {
  ...{ v: 1, outcome: 'invalid', at: AT, code: 'invalid-request', rule: '/request/firm credit-code-form' },
  kept: new Uint8Array([1, 2, 3]),
};
const event = {
  ...{ v: 1, id: A, number: 17, type: 'licence.changed', resource: LICENCE, resourceVersion: 1, occurredAt: INSTANT },
  ...{ at: AT, handle: 'handle', sealed: 'sealed', keyVersion: 1, origin: { node: '330784', event: A } },
  ...{ hops: ['330784'], by: 'market-supervision-system', keptUntil: AT + 1 },
};
const subscription = {
  ...{ v: 1, id: A, revision: 2, state: 'disabled', department: 'fire', client: 'fire-system', resource: LICENCE },
  ...{ purpose: { kind: 'standing', code: 'fire-supervision' }, party: { role: 'applicant' }, fields: ['/name'] },
  ...{ types: ['licence.changed'], target: { kind: 'webhook', url: 'https://events.fire.example/onetrip' } },
  ...{ node: '330784', after: 3, request: 'digest', createdAt: AT, disabled: { since: AT, reason: 'failing' } },
  secrets: [
    { generation: 2, keyVersion: 1 },
    { generation: 1, keyVersion: 1, until: AT },
  ],
};
const work = {
  ...{ v: 1, position: 16, round: 2, lease: { holder: 'nonce', until: AT }, nudged: true, wakeAt: AT, missed: 1 },
  ...{ failing: { since: AT, attempts: 4 }, held: { since: AT, rule: 'grant-suspended' } },
  ...{ ping: { id: B, at: AT, status: 204, cause: 'timeout' }, receipt: { upTo: 12, at: AT } },
};
const delivery = {
  ...{ v: 1, number: 17, event: A, type: 'licence.changed', handle: 'handle', round: 1, state: 'late', attempts: 3 },
  ...{ nextAt: AT, lastAt: AT, status: 503, cause: 'timeout', exchange: B },
};
const statistics = {
  ...{ v: 1, resource: LICENCE, provider: 'market-supervision', period: '2026-11-20' },
  counted: {
    ...{ asked: 130, found: 97, byKind: { exchange: 129, event: 1 }, byConsumer: { fire: 130 } },
    ...{
      byPurpose: { 'yearly-review': 129, '-': 1 },
      used: 40,
      ms: [
        [12, 100],
        [128, 29],
      ],
    },
  },
};
const alert = {
  ...{ v: 1, id: A, revision: 3, state: 'dismissed', threshold: 'many', watch: 'client', who: 'housing-system' },
  ...{ pattern: 'many', department: 'housing', grant: 'housing-rental-review', distinct: 300, minutes: 1440 },
  ...{ since: AT, at: AT, suspends: { grant: 'housing-rental-review', revision: 2 } },
  ...{ acknowledged: by, dismissed: { ...by, reason: '年度复核' } },
};
const entry = {
  ...{ v: 1, question: A, department: 'health', resource: 'health/birth-record', revision: 3, state: 'in-review' },
  ...{ holder: 'officer-yu-qin', until: AT, author: 'officer-tao-ran', source: 'sealed' },
  steps: [{ at: INSTANT, by: 'officer-yu-qin', event: 'return', reason: 'other-page' }],
};
const evidence = {
  ...{ v: 1, id: 'x'.repeat(43), client: 'taxation-system', key: '{"kty":"EC"}', created: AT, at: AT },
  ...{ sealed: 'sealed', keyVersion: 1, attempt: 'nonce' },
};
const doubt = {
  ...{ v: 1, revision: 2, kind: 'doubt', id: A, resource: 'real-estate/title', fields: ['/area'], state: 'consulting' },
  ...{ owner: 'real-estate', reporter: 'housing', exchange: B, evidence: 'original-document', handle: 'handle' },
  ...{ keyVersion: 1, request: 'digest', sealed: 'sealed', due, passed: 1, ruled: false },
  steps: [
    {
      event: 'object',
      to: 'consulting',
      ...by,
      department: 'housing',
      reason: 'sealed',
      document: '永政裁〔2026〕3号',
    },
  ],
  told: [{ department: 'housing', exchanges: [B] }],
};
const mark = {
  ...{ v: 1, revision: 2, kind: 'open-doubt', id: A, resource: 'real-estate/title', fields: ['/area'] },
  ...{ handle: 'handle', since: INSTANT, closed: INSTANT },
};
const dispute = {
  ...{ v: 1, revision: 3, kind: 'dispute', id: 'fire-titles-d1', grant: 'fire-titles', consumer: 'fire' },
  ...{ provider: 'real-estate', about: 'refusal', state: 'government', due, overdue: INSTANT },
  decision: { outcome: 'refused', reason: '可由申请人出示', basis: '政务数据共享条例第二十一条', ...by },
  steps: [{ ...by, event: 'rule', reason: '维持', basis: '条例', outcome: 'uphold', document: '永政裁〔2026〕5号' }],
};
const calendar = {
  ...{ v: 1, revision: 2, kind: 'calendar', id: '2026', off: ['2026-10-01'], worked: ['2026-10-10'] },
  ...{ estimated: false, notice: '国务院办公厅关于2026年部分节假日安排的通知' },
};
const rule = {
  ...{ v: 1, revision: 1, kind: 'clock-rule', id: 'grant-decision-2025', clock: 'grant-decision', scope: 'national' },
  ...{ workdays: 10, from: '2025-08-01', until: '2035-07-31', legalBasis: '政务数据共享条例（国务院令第809号）' },
};
const threshold = {
  ...{
    v: 1,
    revision: 2,
    kind: 'threshold',
    id: 'many',
    watch: 'officer',
    pattern: 'sequence',
    role: 'window-officer',
  },
  ...{ grant: 'housing-rental-review', distinct: 30, minutes: 60, from: INSTANT, until: '2027-01-01T00:00:00Z' },
  ...{ suspends: true, suspended: { since: INSTANT, reason: '试行', by: 'officer-tong-bo' } },
};

const record = {
  ...{ v: 1, id: A, kind: 'pull', at: AT, ms: 12, client: 'one-window-system', officer: 'officer-hu-min' },
  ...{ consumer: 'one-window', provider: 'real-estate', resource: 'certificates/real-estate-title' },
  ...{ resourceVersion: 1, grant: 'one-window-title', grantRevision: 1, matter: 'existing-house-transfer' },
  ...{ case: '330784-2026-000123', party: 'seller', level: 'fields', fields: ['/valid', '/number'], found: true },
  certificate: '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U',
  ...{ subject: 'digest', handle: 'handle', keyVersion: 1, near: 'nearnear', salt: 'salt', request: 'digest' },
  ...{ answer: 'digest', instance: 'instance-1', sequence: 7, nonce: 'nonce' },
};

const GOLDEN: readonly (readonly [form: string, schema: z.ZodType, item: Readonly<Record<string, unknown>>])[] = [
  ['batch', StoredBatch, batch],
  ['part of a file', StoredPart, { v: 1, part: 1, bytes: 2473, digest: 'digest' }],
  ['lane', Lane, lane],
  ['outcome of a row', StoredOutcome, outcome],
  ['event', StoredEvent, event],
  ['subscription', StoredSubscription, subscription],
  ['work on a subscription', Work, work],
  ['delivery', StoredDelivery, delivery],
  ['statistics', StoredStatistics, statistics],
  ['how far days are counted', StatisticsProgress, { v: 1, through: '2026-11-19' }],
  ['count of a quota', QuotaCount, { v: 1, used: 41, by: 'nonce' }],
  ['alert', StoredAlert, alert],
  ['entry', StoredEntry, entry],
  ['evidence of a signature', Evidence, evidence],
  [
    'how far uses are complete',
    Progress,
    { v: 1, last: AT, open: [{ at: AT, before: AT }], proofs: [{ at: AT, until: AT }], complete: AT },
  ],
  ['doubt', Doubt, doubt],
  ['open doubt', OpenDoubt, mark],
  ['dispute', Dispute, dispute],
  ['calendar', Calendar, calendar],
  ['clock rule', ClockRule, rule],
  ['threshold', Threshold, threshold],
  ['record', ExchangeRecord, record],
  ['record of an operation', ExchangeRecord, { ...record, kind: 'operation', operation: 'hold' }],
  ['record about several holders', ExchangeRecord, { ...record, coHolders: ['h'.repeat(43)] }],
  ['claim', Claim, { v: 1, revision: 2, kind: 'claim', id: 'element#DE00001', owner: 'real-estate/title' }],
];

test.each(GOLDEN)('%s: the golden item of version 1 is read for ever, another version never', (_form, schema, item) => {
  expect(schema.safeParse(item).error?.issues).toBeUndefined();
  expect(schema.parse(item)).toEqual(item);
  expect(schema.safeParse({ ...item, v: 2 }).success).toBe(false);
});
