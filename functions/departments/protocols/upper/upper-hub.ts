/** What we ask of the hub above beside questions: our subscription, its events, its catalogue. What it answers is checked like any department's answer. */
import * as z from 'zod';
import type { AskContext } from '#functions/exchange/adapter.ts';
import { ProblemError, problem } from '#functions/kernel/problem.ts';
import { Uuid } from '#schemas/identifier.ts';
import type { Subscribe } from '#schemas/subscription.ts';

interface UpperCall {
  readonly method: 'GET' | 'POST';
  readonly path: `/${string}`;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** protocols/hub.client.ts. */
export interface HubPort {
  call(call: UpperCall, context: AskContext): Promise<unknown>;
}

const Subscribed = z.object({ id: Uuid, after: z.int().min(0) });
const Pulled = z.object({ items: z.array(z.unknown()).max(100), upTo: z.int().min(0), more: z.boolean() });
export type Pulled = z.infer<typeof Pulled>;
const Listed = z.object({ items: z.array(z.unknown()).max(100), next: z.string().min(1).max(2048).optional() });

const CALL_MS = 10_000;
/** A page of a hundred whole resources may be larger than what we read at once. */
const CATALOGUE_PAGE = 40;
const context = (): AskContext => ({
  signal: AbortSignal.timeout(CALL_MS),
  deadline: performance.now() + CALL_MS,
});

const checked = <S extends z.ZodType>(schema: S, said: unknown): z.output<S> => {
  const parsed = schema.safeParse(said);
  if (!parsed.success) throw problem('department-answer-invalid', { cause: 'upper:shape' });
  return parsed.data;
};

/** Why it would go on failing however often it is tried, as a rule of ours; undefined for what passes. */
export const lastingRule = (error: unknown): string | undefined => {
  if (!(error instanceof ProblemError)) return undefined;
  const { code, extra } = error;
  if (extra.cause === 'http-410') return 'events-expired';
  if (extra.cause === 'http-422') return 'not-yet-given';
  return code === 'department-refused' ? (extra.cause ?? code) : undefined;
};

/** The subscription has ended above, or is not known there. */
export const isEnded = (error: unknown): boolean =>
  error instanceof ProblemError && ['http-409', 'hub-unknown'].includes(error.extra.cause ?? '');

export const upperHub = ({ call }: HubPort) => ({
  subscribe: async (body: Subscribe, key: string) =>
    checked(
      Subscribed,
      await call({ method: 'POST', path: '/v1/subscriptions', body, headers: { 'idempotency-key': key } }, context()),
    ),

  pull: async (subscription: string, after: number, limit: number): Promise<Pulled> => {
    const query = { after: String(after), limit: String(limit) };
    const page = checked(
      Pulled,
      await call({ method: 'GET', path: `/v1/subscriptions/${subscription}/events`, query }, context()),
    );
    // It may neither lead us back nor say that there is more without having moved.
    if (page.upTo < after || (page.more && page.upTo === after))
      throw problem('department-answer-invalid', { cause: 'upper:number' });
    return page;
  },

  receive: async (subscription: string, upTo: number): Promise<void> => {
    await call({ method: 'POST', path: `/v1/subscriptions/${subscription}/receipts`, body: { upTo } }, context());
  },

  resources: async (cursor?: string) => {
    const query = { limit: String(CATALOGUE_PAGE), ...(cursor === undefined ? {} : { cursor }) };
    return checked(Listed, await call({ method: 'GET', path: '/v1/resources', query }, context()));
  },

  version: (resource: string, version: number): Promise<unknown> =>
    call({ method: 'GET', path: `/v1/resources/${resource}/versions/${version}` }, context()),
});
export type UpperHub = ReturnType<typeof upperHub>;
