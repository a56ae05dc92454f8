/** What is kept of any work on a file that was handed in by parts. Times are epoch ms. */
import * as z from 'zod';
import { Slug, Uuid } from './identifier.ts';

export const storedUpload = {
  v: z.literal(1),
  id: Uuid,
  revision: z.int().min(1),
  client: Slug,
  officer: Slug.optional(),
  /** The department of whoever handed it in. */
  consumer: Slug,
  /** Keyed digest of what was wanted: the same Idempotency-Key with another wish is refused. */
  request: z.string(),
  createdAt: z.int(),
  /** When this state ends by itself. */
  until: z.int(),
  /** Its own key, sealed under the hub's; without it nothing of it can be read any more. */
  key: z.string().optional(),
  /** Parts of the file, and what was cut from it, may still stand in S3. */
  uploads: z.boolean(),
  endedAt: z.int().optional(),
  reason: z.string().max(60).optional(),
};

/** 提交 as it is kept. */
export const storedSubmission = {
  at: z.int(),
  parts: z.int(),
  bytes: z.int(),
  /** Keyed digest of the file's digest: a short file's own could be guessed back. */
  digest: z.string(),
};
