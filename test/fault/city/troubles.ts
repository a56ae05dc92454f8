/** What goes wrong meanwhile, drawn from a seed: killed instances, broken engines, a hostile department. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Chance, chance } from '#city/generate/prng.ts';
import type { LocalCity } from '#infra/local/city.ts';
import type { FaultRule } from '#infra/local/proxy/faults.ts';

const VICTIMS = ['real-estate', 'real-estate', 'library', 'page', 'uses', 'exchanges-relay'] as const;

/** Calls that may break. Receiving is left alone: a lost batch would be hidden for its whole visibility timeout. */
const CALLS = [
  ['dynamodb', 'PutItem'],
  ['dynamodb', 'PutItem'],
  ['dynamodb', 'GetItem'],
  ['dynamodb', 'BatchGetItem'],
  ['dynamodb', 'UpdateItem'],
  ['dynamodb', 'TransactWriteItems'],
  ['dynamodb', 'TransactWriteItems'],
  ['dynamodb', 'GetRecords'],
  ['secretsmanager', 'GetSecretValue'],
  ['s3', 'PutObject'],
  ['s3', 'GetObject'],
  ['kms', 'Sign'],
  ['sqs', 'SendMessageBatch'],
  ['sqs', 'DeleteMessageBatch'],
] as const satisfies readonly (readonly [NonNullable<FaultRule['service']>, string])[];

/** The last is longer than any client waits. */
const KINDS = [
  { kind: 'throttle' },
  { kind: 'refuse-before' },
  { kind: 'lose-acknowledgement' },
  { kind: 'error' },
  { kind: 'delay', ms: 150 },
  { kind: 'delay', ms: 2_800 },
] as const;

const BRIEF = ['drop', 'slow', 'wrong-person', 'wrong-type', 'error', 'large-row', 'short-number'] as const;
const LONG = ['hang', 'hang-at-connect', 'drip', 'flood'] as const;

export interface Troubles {
  readonly counts: Readonly<Record<string, number>>;
  /** One episode after the other until told to stop; everything is well again when it resolves. */
  run(stopped: () => boolean): Promise<void>;
}

export interface TroublesOptions {
  readonly seed: string;
  /** Milliseconds of one episode. */
  readonly episode: number;
  /** Also what keeps every caller waiting for ten seconds. */
  readonly patient: boolean;
}

export const troubles = (city: LocalCity, { seed, episode, patient }: TroublesOptions): Troubles => {
  const draw: Chance = chance(`troubles ${seed}`);
  const counts: Record<string, number> = {};
  const count = (what: string) => {
    counts[what] = (counts[what] ?? 0) + 1;
  };

  const kill = async () => {
    for (let n = draw.int(2, 6); n > 0; n -= 1) {
      const alias = draw.pick(VICTIMS);
      const instances = city.pool.instances(`onetrip-${alias}`);
      const victim = instances[draw.int(0, Math.max(0, instances.length - 1))];
      if (victim) {
        city.pool.kill(victim.id);
        count(`kill ${alias}`);
      }
      await sleep(draw.int(5, Math.ceil(episode / 4)));
    }
  };
  const breakEngine = () => {
    const [service, operation] = draw.pick(CALLS);
    const how = draw.pick(KINDS);
    const share = draw.pick([0.2, 0.5, 0.5, 1]);
    city.engine.fault({ service, operation, ...how, probability: share, seed: draw.int(1, 1_000_000) });
    count(how.kind);
  };
  const turnHostile = async () => {
    const mode = patient && draw.percent(30) ? draw.pick(LONG) : draw.pick(BRIEF);
    await city.departments['real-estate'].hostile(mode);
    count(`department ${mode}`);
  };

  return {
    counts,
    run: async (stopped) => {
      while (!stopped()) {
        const what = draw.int(0, 5);
        if (what >= 1) breakEngine();
        if (what >= 3) breakEngine();
        if (what === 5) await turnHostile();
        if (what % 2 === 0) await kill();
        await sleep(draw.int(Math.ceil(episode / 2), episode));
        city.engine.clear();
        await city.departments['real-estate'].hostile('none');
        await sleep(draw.int(0, Math.ceil(episode / 3)));
      }
    },
  };
};
