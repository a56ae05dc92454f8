/** One real registration system for a test file, and the department's adapter on it over HTTP. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { generate } from '#city/generate/index.ts';
import { CODES, marketSupervision } from '#functions/departments/market-supervision/resources.ts';
import { signedRest } from '#functions/departments/protocols/signed-rest.client.ts';
import { readSignedRestSettings } from '#functions/departments/protocols/signed-rest-settings.ts';
import type { Adapter, AskContext } from '#functions/exchange/adapter.ts';
import { askDepartment, retryBudget } from '#functions/exchange/ask.ts';
import { type MarketSupervision, startMarketSupervision } from '#infra/local/departments/market-supervision.ts';

export const city = generate();

/** A system of its own, in a folder of its own, which is gone with `stop`. */
export const startSystem = async (): Promise<MarketSupervision> => {
  const folder = await mkdtemp(join(tmpdir(), 'onetrip-registration-'));
  const system = await startMarketSupervision({ population: city, folder });
  const { stop } = system;
  return Object.assign(system, {
    stop: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  });
};

/** For the tests of one file; the current system and a new adapter on it. */
export const registrationSystem = (): { readonly current: MarketSupervision } => {
  const held: { current: MarketSupervision } = { current: undefined as never };
  beforeAll(async () => {
    held.current = await startSystem();
  });
  afterAll(() => held.current.stop());
  return held;
};

/** `skew`: how far our clock is ahead, ms. */
export const restOn = (secret: object, skew = 0) =>
  signedRest(async () => readSignedRestSettings(JSON.stringify(secret)), {
    now: () => Date.now() + skew,
    codes: CODES,
  });

export const adapterOn = (secret: object): Adapter => marketSupervision(restOn(secret));

/** Within a deadline and without retries, so that the first failure is seen. */
export const within = <A>(ask: (context: AskContext) => Promise<A>, deadlineMs = 5_000): Promise<A> =>
  askDepartment(ask, {
    clock: () => performance.now(),
    sleep: async () => undefined,
    random: () => 0,
    budget: retryBudget(0, 0),
    deadlineMs,
  });

type Way = 'ask' | 'act' | 'outcome';
/** Asks a resource of the adapter by the name of its way; `operation` for changes. */
export const asks =
  (adapter: Adapter) =>
  (name: string, way: Way, question: unknown, operation = '', deadlineMs = 5_000): Promise<unknown> => {
    const port = adapter.resources[name] as unknown as Record<Way, (...given: unknown[]) => Promise<unknown>>;
    const given = way === 'ask' ? [question] : [question, operation];
    return within((context) => port[way](...given, context), deadlineMs);
  };
