import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { functionSpecs } from '#infra/local/pool/function.ts';
import { Throttled } from '#infra/local/pool/outcome.ts';
import { type Pool, type PoolOptions, startPool } from '#infra/local/pool/pool.ts';
import { alive } from '#test/engines/processes.ts';
import { fixture } from '../fixture.ts';

const deployed = fixture(
  {
    echo: `let calls = 0; exports.handler = async (event, context) => { console.log('call ' + ++calls); return { event, calls, pid: process.pid, context: { ...context, left: context.getRemainingTimeInMillis() } }; };`,
    environment: `exports.handler = async () => ({ env: process.env, argv: process.execArgv, cwd: process.cwd(), offset: new Date().getTimezoneOffset() });`,
    slow: `exports.handler = (event) => new Promise((resolve) => setTimeout(() => resolve(process.pid), event.ms));`,
    long: `exports.handler = ({ ms }) => new Promise((resolve) => setTimeout(() => resolve(process.pid), ms));`,
    faults: `exports.handler = async (event) => {
      if (event.how === 'throw') { const error = new TypeError('no such thing'); throw error; }
      if (event.how === 'exit') process.exit(3);
      if (event.how === 'reject') { Promise.reject(new Error('left behind')); await new Promise((r) => setTimeout(r, 1000)); }
      if (event.how === 'big') return 'x'.repeat(6291560);
      if (event.how === 'nothing') return undefined;
    };`,
    broken: `throw new Error('cannot load');`,
    missing: `exports.other = () => {};`,
    ticking: `let ticks = 0; setInterval(() => ticks++, 5); exports.handler = async () => ticks;`,
  },
  {
    environment: { Environment: { Variables: { VERSION: '9', TZ: 'Asia/Shanghai' } }, MemorySize: 256 },
    slow: { Timeout: 1, ReservedConcurrentExecutions: 2 },
    long: { Timeout: 60, ReservedConcurrentExecutions: 2 },
  },
);
let pool: Pool;
const open = (options: Partial<PoolOptions> = {}) => {
  pool = startPool({ functions: functionSpecs(deployed), engine: () => ({ AWS_REGION: 'cn-test-1' }), ...options });
  return pool;
};
const answer = async (fn: string, event: unknown = {}) => {
  const outcome = await pool.invoke(fn, event);
  if (!outcome.ok) throw new Error(outcome.error.errorMessage);
  return JSON.parse(outcome.payload);
};

afterEach(() => pool.stop());
afterAll(() => deployed.remove());

describe('an instance', () => {
  it('starts at the first call, keeps its memory and gets a context', async () => {
    open();
    expect(pool.instances('echo')).toHaveLength(0);
    const first = await answer('echo', { hello: '世界' });
    const second = await answer('echo');
    expect(first).toMatchObject({
      event: { hello: '世界' },
      calls: 1,
      context: { functionName: 'echo', memoryLimitInMB: '128' },
    });
    expect(first.context.left).toBeGreaterThan(3000);
    expect(first.context.left).toBeLessThanOrEqual(5000);
    expect(first.context.awsRequestId).not.toBe(second.context.awsRequestId);
    expect(second).toMatchObject({ calls: 2, pid: first.pid });
    expect(pool.logs('echo')).toEqual(['call 1', 'call 2']);
  });

  it('sees the environment of Lambda and nothing of ours', async () => {
    process.env.LEAKED = 'yes';
    open();
    const { env, argv, cwd, offset } = await answer('environment');
    expect(env).toMatchObject({
      VERSION: '9',
      TZ: 'UTC',
      AWS_REGION: 'cn-test-1',
      AWS_LAMBDA_FUNCTION_NAME: 'environment',
    });
    expect(offset).toBe(0);
    expect(argv).toEqual(['--max-old-space-size=230']);
    expect(cwd).toMatch(/environment$/);
    const allowed = /^(AWS_|LAMBDA_|_HANDLER$|NODE_CHANNEL_|NODE_COMPILE_CACHE$|PATH$|LANG$|TZ$|VERSION$)/;
    expect(Object.keys(env).filter((key) => !allowed.test(key))).toEqual([]);
    delete process.env.LEAKED;
  });

  it.each([
    ['throw', { errorType: 'TypeError', errorMessage: 'no such thing' }],
    [
      'exit',
      {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(
          /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 3$/,
        ),
      },
    ],
    ['reject', { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'left behind' }],
    ['big', { errorType: 'Function.ResponseSizeTooLarge' }],
  ])('tells %s as Lambda does and serves the next call', async (how, error) => {
    open();
    expect(await pool.invoke('faults', { how })).toMatchObject({ ok: false, error });
    expect(await pool.invoke('faults', { how: 'nothing' })).toMatchObject({ ok: true, payload: 'null' });
  });

  it.each([
    ['broken', { errorType: 'Error', errorMessage: 'cannot load' }],
    ['missing', { errorType: 'Runtime.HandlerNotFound', errorMessage: 'index.handler is undefined or not exported' }],
  ])('that is %s says so at each call', async (fn, error) => {
    open();
    expect(await pool.invoke(fn, {})).toMatchObject({ ok: false, error });
    expect(await pool.invoke(fn, {})).toMatchObject({ ok: false, error });
  });

  it('is killed when its time is over', async () => {
    open();
    const [id] = await pool.warm('slow', 1);
    const { pid } = pool.instances('slow')[0]!;
    const outcome = await pool.invoke('slow', { ms: 60_000 });
    expect(outcome).toMatchObject({
      ok: false,
      error: {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringContaining('Task timed out after 1.00 seconds'),
      },
    });
    expect(await answer('slow', { ms: 1 })).not.toBe(pid);
    expect(pool.instances('slow').map((i) => i.id)).not.toContain(id);
  });

  it('is frozen between calls when asked', async () => {
    open({ freeze: true });
    const before = await answer('ticking');
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect((await answer('ticking')) - before).toBeLessThan(20);
  });
});

describe('a crew', () => {
  it('gives one invocation at a time to each of at most its concurrency, then throttles', async () => {
    open();
    const busy = [pool.invoke('long', { ms: 700 }), pool.invoke('long', { ms: 700 })];
    // Reserved: nobody waits.
    await expect(pool.invoke('long', { ms: 1 })).rejects.toThrow(Throttled);
    await expect(pool.invoke('long', { ms: 1 }, { waitMs: 50 })).rejects.toThrow(Throttled);
    const pids = (await Promise.all(busy)).map((outcome) => (outcome.ok ? outcome.payload : ''));
    expect(new Set(pids).size).toBe(2);
    expect(pool.instances('long')).toHaveLength(2);
  });

  it('lets a caller wait for the next free instance', async () => {
    open();
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => pool.invoke('long', { ms: 20 }, { waitMs: 20_000 })),
    );
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    expect(pool.instances('long')).toHaveLength(2);
  });

  it('spreads calls over all instances', async () => {
    open();
    expect(await pool.warm('echo', 8)).toHaveLength(8);
    const pids = new Set<number>();
    for (let i = 0; i < 8; i++) pids.add((await answer('echo')).pid);
    expect(pids.size).toBe(8);
  });

  it('serves by the instance that was named, and survives the killing of one', async () => {
    open();
    const [first, second] = await pool.warm('echo', 2);
    for (let i = 1; i <= 3; i++) {
      const outcome = await pool.invoke('echo', {}, { instance: second! });
      expect(outcome.ok && JSON.parse(outcome.payload).calls).toBe(i);
    }
    pool.kill(first!);
    expect((await answer('echo')).calls).toBe(4);
  });

  it('tells a kill in the middle of a call as an exit', async () => {
    open();
    const [id] = await pool.warm('long', 1);
    const call = pool.invoke('long', { ms: 60_000 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    pool.kill(id!);
    expect(await call).toMatchObject({ ok: false, error: { errorMessage: expect.stringMatching(/signal: killed$/) } });
  });

  it('lets calls finish on the old code when restarted', async () => {
    open();
    const call = pool.invoke('long', { ms: 300 });
    await new Promise((resolve) => setTimeout(resolve, 150));
    pool.restart('long');
    const next = await answer('long', { ms: 1 });
    const old = await call;
    expect(old.ok).toBe(true);
    expect(old.ok && JSON.parse(old.payload)).not.toBe(next);
  });

  it('leaves no process behind', async () => {
    open({ freeze: true });
    await pool.warm('echo', 3);
    const pids = pool.instances('echo').map(({ pid }) => pid);
    expect(pids.every(alive)).toBe(true);
    await pool.stop();
    expect(pids.some(alive)).toBe(false);
  });
});
