/** What the agent is told. */
import * as z from 'zod';
import { Slug } from '#schemas/identifier.ts';
import { hubSettings, readSettingsOf } from '../settings.ts';
import { AnySource } from './sources.ts';

export const AgentSettings = z.strictObject({
  ...hubSettings,
  /** Its journal: a file of its own, on a disk that survives it. It holds personal data until the hub has them. */
  journal: z.string().min(1),
  /** By the resource's name in the route; one that is not here is left to another agent. */
  sources: z.record(Slug, AnySource),
  /** How long it waits when there was nothing to do, and at most after failures. */
  pollMs: z.int().min(50).max(600_000).default(2000),
  backOffMs: z.int().min(50).max(3_600_000).default(60_000),
  aliveMs: z.int().min(50).max(600_000).default(30_000),
  /** How long a source may take for one answer. */
  deadlineMs: z.int().min(100).max(10_000).default(10_000),
  /** Questions that are worked on at once. */
  atOnce: z.int().min(1).max(25).default(8),
  /** A question whose source fails is asked so often; then the hub is told. */
  tries: z.int().min(1).max(20).default(5),
  /** The first pause after a failure, of a question or of a source that was not reached; it doubles from one to the next. */
  restMs: z.int().min(50).max(60_000).default(5000),
});
export type AgentSettings = z.infer<typeof AgentSettings>;

/** Throws one line that repeats nothing of the file. */
export const readSettings = (path: string): AgentSettings => readSettingsOf('agent', AgentSettings, path);
