/** 统计: what was asked of each resource, counted from the record alone, so that anybody who holds the record can count it again. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { ExchangeKind } from './exchange.ts';
import { Instant, PlainDate, Slug } from './identifier.ts';

/** yyyy-mm, of Beijing's calendar. */
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'month');

const Counts = z.record(z.string(), z.int().min(1));

/**
 * What the lines of one resource come to. Every line counts but those of kind `issue`, which nobody asked for. They add up: a month is the
 * sum of its days.
 */
export const Counted = z.strictObject({
  asked: z.int().min(0),
  found: z.int().min(0),
  /** Lines by kind, `issue` among them. */
  byKind: z.partialRecord(ExchangeKind, z.int().min(1)),
  byConsumer: Counts,
  /** By matter, or by standing purpose, or `-` where the record names neither. */
  byPurpose: Counts,
  /** Answers that made a paper unnecessary: found, of kind exchange, pull or copy, no repeat, and of a case the first of the day. */
  used: z.int().min(0),
  /** Time that the department took, of exchanges: [ms, how many], upward. From 128 ms on with seven significant bits, rounded down. */
  ms: z.array(z.tuple([z.int().min(0), z.int().min(1)])),
});
export type Counted = z.infer<typeof Counted>;

/** As it is kept, by day and by month. */
export const StoredStatistics = z.strictObject({
  v: z.literal(1),
  resource: z.string(),
  provider: Slug,
  period: z.union([PlainDate, Month]),
  counted: Counted,
});
export type StoredStatistics = z.infer<typeof StoredStatistics>;

/** Up to which day everything is counted. */
export const StatisticsProgress = z.strictObject({ v: z.literal(1), through: PlainDate });
export type StatisticsProgress = z.infer<typeof StatisticsProgress>;

const Paper = z.strictObject({ name: Bilingual, times: z.int().min(0) });

export const Statistics = z
  .strictObject({
    resource: z.string(),
    name: Bilingual,
    provider: Slug,
    /** A day, a month, or first/last day. */
    period: z.string(),
    ...Counted.omit({ used: true, ms: true }).shape,
    notFound: z.int().min(0),
    /** Nearest rank, ms; absent where no department was asked. */
    ms: z.strictObject({ median: z.int(), p95: z.int() }).optional(),
    /** 免交材料: each paper that the resource makes unnecessary by today's catalogue, as often as an answer was used. */
    papers: z.array(Paper),
    copiesNotBrought: z.int().min(0),
  })
  .meta({ id: 'Statistics', description: '资源使用统计 use of a resource' });
export type Statistics = z.infer<typeof Statistics>;

export const Freshness = z.strictObject({
  /** The last day that is counted; absent: none yet. */
  through: PlainDate.optional(),
  /** Up to when the lines that are counted are known to be complete. */
  completeUntil: Instant.optional(),
});
export type Freshness = z.infer<typeof Freshness>;

/** 接入覆盖率: systems that have joined, of those that are known. */
export const Coverage = z
  .strictObject({
    department: Slug,
    name: Bilingual,
    joined: z.int().min(0),
    known: z.int().min(0),
    /** False: nobody has said which systems the department has; then those that have joined are all that is known. */
    surveyed: z.boolean(),
    missing: z.array(Bilingual),
  })
  .meta({ id: 'Coverage', description: '系统接入覆盖率 systems joined / known' });
export type Coverage = z.infer<typeof Coverage>;
