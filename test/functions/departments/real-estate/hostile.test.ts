import { connect, createServer, type Socket } from 'node:net';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import * as cast from '#city/cast.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import { HOSTILE_MODES, type HostileMode, PLANTED } from '#infra/local/departments/real-estate/hostile.ts';
import { asker, frontTable } from '../front-table.ts';

const DEADLINE_MS = 700;
const table = frontTable();
const hasty = asker(table, { port: () => table.current.port, deadlineMs: DEADLINE_MS });
/** For whoever is ended by a rule, and not by the clock. */
const patient = asker(table, { port: () => table.current.port });
afterEach(() => table.current.hostile('none'));
const home = { unitNumber: cast.CHEN_HOME, holder: cast.CHEN_FUYING };

const outcome = async (asking: Promise<unknown>) => {
  const since = performance.now();
  const said = await asking.then(
    (answer) => `answered ${JSON.stringify(answer)}`,
    (error: unknown) =>
      error instanceof ProblemError ? `${error.code} ${JSON.stringify(error.extra)}` : `! ${String(error)}`,
  );
  return { said, ms: performance.now() - since };
};

/** Mode → what the caller is told. */
const CONTAINED: Readonly<Record<Exclude<HostileMode, 'none' | 'slow'>, RegExp>> = {
  'hang-at-connect': /^department-timeout/,
  hang: /^department-timeout/,
  drip: /^department-timeout/,
  drop: /^department-error .*connection-lost/,
  flood: /^department-answer-too-large/,
  'wrong-person': /^department-wrong-subject/,
  'wrong-type': /^department-answer-invalid .*normalise:/,
  'wrong-columns': /^department-answer-invalid .*normalise:missing/,
  'short-number': /^department-answer-invalid .*citizen-id-15-digits/,
  'many-rows': /^department-answer-invalid .*more-than-one-title/,
  'large-row': /^department-answer-too-large/,
  error: /^department-error .*postgresql:22P02/,
};

describe('a hostile front table', () => {
  it.each(Object.entries(CONTAINED))(
    '%s is contained within the deadline, in our words, and forgotten afterwards',
    async (mode, told) => {
      // With a connection that is already there, except where none may be.
      if (mode === 'hang-at-connect') await table.current.hostile('drop');
      await outcome(patient('title', home));
      const ask = told.source.includes('timeout') ? hasty : patient;
      await table.current.hostile(mode as HostileMode);
      for (const name of ['title', 'premises']) {
        const { said, ms } = await outcome(ask(name, home));
        expect(said).toMatch(told);
        expect(said).not.toMatch(new RegExp(`${PLANTED.slice(0, 6)}|周磊|${cast.ZHOU_LEI}|约六|select|qzk`));
        // A deadline that begins anew would show; that a busy machine stalls does not.
        if (ask === hasty) expect(ms).toBeLessThan(2 * DEADLINE_MS);
      }
      await table.current.hostile('none');
      expect((await outcome(patient('title', home))).said).toMatch(/^answered/);
    },
  );

  // The driver throws at these inside the socket's own event: uncaught, the process would end.
  it.each([
    ['cells-that-are-not-there', 'EBADMESSAGE'],
    ['cell-beyond-its-row', 'EBADMESSAGE'],
    ['message-without-length', 'EBADMESSAGE'],
    ['unknown-message', 'connection-lost'],
    ['two-answers', 'connection-lost'],
  ] as const)('%s is no end of the process', async (mode, cause) => {
    await table.current.hostile(mode);
    expect((await outcome(patient('title', home))).said).toBe(`department-error {"cause":"${cause}"}`);
    await table.current.hostile('none');
    expect((await outcome(patient('title', home))).said).toMatch(/^answered/);
  });

  it('covers every mode there is', () => {
    expect(HOSTILE_MODES.toSorted()).toEqual(['none', 'slow', ...Object.keys(CONTAINED)].toSorted());
  });

  it('that is merely slow is waited for', async () => {
    await table.current.hostile('slow');
    const { said, ms } = await outcome(patient('title', home));
    expect(said).toMatch(/^answered/);
    expect(ms).toBeGreaterThan(400);
  });

  it('leaves a list of a million titles at a hundred, and says that there are more', async () => {
    await table.current.hostile('many-rows');
    const answer = (await patient('titles-by-holder', home)) as { titles: unknown[]; more: boolean };
    expect([answer.titles.length, answer.more]).toEqual([100, true]);
  });

  it('holds no socket of ours after a timeout', async () => {
    const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
    await patient('title', home);
    const before = sockets();
    await table.current.hostile('hang');
    await Promise.all(Array.from({ length: 5 }, () => outcome(hasty('title', home))));
    await table.current.hostile('none');
    await patient('title', home);
    await expect.poll(sockets).toBeLessThanOrEqual(before);
  });
});

describe('a connection', () => {
  const through = new Set<Socket>();
  let [connected, deaf] = [0, false];
  /** Passes bytes on; when deaf, it hangs up on whoever speaks next, as a firewall does that forgot a silent connection. */
  const middle = createServer((near) => {
    connected += 1;
    const far = connect(table.current.port, '127.0.0.1');
    for (const socket of [near, far]) {
      through.add(socket);
      socket.on('error', () => undefined);
    }
    near.on('data', (bytes) => (deaf ? near.destroy() : far.write(bytes)));
    far.on('data', (bytes) => near.write(bytes));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  const listening = new Promise<number>((resolve) =>
    middle.listen(0, '127.0.0.1', () => resolve((middle.address() as { port: number }).port)),
  );
  afterAll(() => {
    for (const socket of through) socket.destroy();
    middle.close();
  });

  it('is kept between questions, replaced when it died unnoticed, and dropped when it was silent for long', async () => {
    const port = await listening;
    let now = 0;
    const ask = asker(table, { port: () => port, now: () => now });
    await ask('title', home);
    await ask('title', home);
    expect(connected).toBe(1);
    deaf = true;
    middle.once('connection', () => {
      deaf = false;
    });
    expect((await outcome(ask('title', home))).said).toMatch(/^answered/);
    expect(connected).toBe(2);
    now = 46_000;
    await ask('title', home);
    expect(connected).toBe(3);
  });

  it('that cannot be made says nothing about where or why', async () => {
    const closed = asker(table, { port: () => 1 });
    expect((await outcome(closed('title', home))).said).toBe('department-error {"cause":"not-reached"}');
  });

  it('is never more than two at once', async () => {
    const port = await listening;
    const [before, many] = [connected, asker(table, { port: () => port })];
    await Promise.all(Array.from({ length: 12 }, () => many('title', home)));
    expect(connected - before).toBeLessThanOrEqual(2);
  });

  it('is not made in plain text when TLS is wanted', async () => {
    const { postgres } = await import('#functions/departments/protocols/postgres.client.ts');
    const query = postgres(async () => ({ ...table.current, tls: {} }), { clock: () => performance.now() });
    const signal = AbortSignal.timeout(2_000);
    const asking = query({ text: 'select 1', values: [], maxRows: 1 }, { signal, deadline: performance.now() + 2_000 });
    await expect(asking).rejects.toMatchObject({ cause: 'not-reached' });
  });

  it('writes nothing', async () => {
    const { postgres } = await import('#functions/departments/protocols/postgres.client.ts');
    const query = postgres(async () => ({ ...table.current, tls: false }), { clock: () => performance.now() });
    const context = { signal: AbortSignal.timeout(5_000), deadline: performance.now() + 5_000 };
    for (const text of [
      'select lo_create(0)',
      'select * from bdc.qlr',
      'set role postgres',
      'delete from qzk.v_bdc_qlxx',
    ])
      expect((await outcome(query({ text, values: [], maxRows: 1 }, context))).said).toMatch(/^department-error|^! Tr/);
  });
});
