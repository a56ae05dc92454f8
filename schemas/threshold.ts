/** 预警阈值: from how many different people on looking is no longer a day's work. Dated data, so that it can be said by which rule somebody was noticed. */
import * as z from 'zod';
import { Role } from './access.ts';
import { Instant, Slug } from './identifier.ts';
import { registered } from './registered.ts';

/** Who is watched: an officer, a department's system asking by itself, or all who ask under one grant together. */
export const Watched = z.enum(['officer', 'client', 'grant']);
export type Watched = z.infer<typeof Watched>;

/** 批量查询 many different people; 顺序查询 people whose codes follow one another: born on one day in one place, or firms of one run of codes. */
export const Pattern = z.enum(['many', 'sequence']);
export type Pattern = z.infer<typeof Pattern>;

export const Threshold = z
  .strictObject({
    ...registered,
    kind: z.literal('threshold'),
    id: Slug,
    watch: Watched,
    pattern: Pattern,
    /** Only for officers of this role, or under this grant; such a one counts in the place of those that are for everybody. */
    role: Role.optional(),
    grant: Slug.optional(),
    /** So many different people … */
    distinct: z.int().min(2).max(1_000_000),
    /** … within this time. 1440 is a day of Beijing. */
    minutes: z.literal([30, 60, 120, 240, 1440]),
    from: Instant,
    until: Instant.optional(),
    /** 自动暂停: the grant is suspended at once, until a person resumes it. Off unless it is said. */
    suspends: z.boolean().optional(),
  })
  .meta({ id: 'Threshold', description: '预警阈值 threshold of the mass look-up detector' });
export type Threshold = z.infer<typeof Threshold>;
