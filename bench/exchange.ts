/**
 * A warm exchange beside what others do: the department asked directly, a plain proxy, one bare put, and a hand-rolled service with token, schemas
 * and an audit item. Each in a process of its own, asked in turns in one run, on loopback; what counts is the ratios and the processor time.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import http from 'node:http';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type JWK, SignJWT } from 'jose';
import { startDynamoDbLocal } from '#infra/local/engines/dynamodb-local.ts';
import type { ContenderName } from './exchange/contenders.ts';
import type { Order, Used } from './exchange/process.ts';
import { AUDIENCE, body, CLIENT, ISSUER } from './exchange/world.ts';
import { byCallers, type Figures, figures, median, option, say, table } from './figures.ts';

/** The first is thrown away: the database's machine is cold. */
const ROUNDS = option('rounds', 5);
const SECONDS = option('seconds', 3);
const CALLERS = [1, 16] as const;
const NAMES = ['direct', 'proxy', 'put', 'peer', 'hub'] as const satisfies readonly ContenderName[];
const TABLES = { exchanges: 'exchanges', breakers: 'breakers', quotas: 'quotas' } as const;

const makeTables = async (endpoint: string): Promise<void> => {
  const client = new DynamoDBClient({
    ...{ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } },
  });
  for (const TableName of Object.values(TABLES))
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
      }),
    );
};

const signed = async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const token = await new SignJWT({ client_id: CLIENT, sub: CLIENT, scope: 'exchange' })
    .setProtectedHeader({ alg: 'RS256', kid: 'bench' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);
  return { token, key: publicKey.export({ format: 'jwk' }) as JWK };
};

interface Running {
  readonly name: ContenderName;
  readonly child: ChildProcess;
  readonly port: number;
}

/** Rejects when it dies before it answers. */
const tell = <T>(child: ChildProcess, what: Order | 'used'): Promise<T> =>
  new Promise((resolve, reject) => {
    const died = () => reject(new Error('a contender has died'));
    child.once('exit', died);
    child.once('message', (answer) => {
      child.off('exit', died);
      resolve(answer as T);
    });
    child.send(what);
  });

const start = async (order: Order): Promise<Running> => {
  const script = new URL('./exchange/process.ts', import.meta.url);
  const child = fork(script, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return { name: order.name, child, port: await tell<number>(child, order) };
};

const agent = new http.Agent({ keepAlive: true });
const post = (port: number, token: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = {
      ...{ 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      authorization: `Bearer ${token}`,
    };
    const options = { method: 'POST', host: '127.0.0.1', port, path: '/q', agent, headers };
    const request = http.request(options, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    request.on('error', reject).end(body);
  });

interface Turn extends Figures {
  readonly perSecond: number;
  /** Processor time of the contender, microseconds a request. */
  readonly cpu: number;
  /** Calls of the database a request. */
  readonly calls: number;
}

const turn = async ({ child, port, name }: Running, callers: number, token: string): Promise<Turn> => {
  const before = await tell<Used>(child, 'used');
  const ms: number[] = [];
  await byCallers(callers, SECONDS, async () => {
    const since = performance.now();
    const status = await post(port, token);
    if (status !== 200) throw new Error(`${name} answers ${status}`);
    ms.push(performance.now() - since);
  });
  const after = await tell<Used>(child, 'used');
  const share = (of: keyof Used): number => (after[of] - before[of]) / ms.length;
  return { ...figures(ms), perSecond: ms.length / SECONDS, cpu: share('cpu'), calls: share('calls') };
};

type Results = Readonly<Record<ContenderName, Turn>>;
const middle = (turns: readonly Turn[]): Turn => {
  const of = (pick: (one: Turn) => number): number => median(turns.map(pick));
  return {
    count: turns.reduce((sum, { count }) => sum + count, 0),
    ...{ p50: of(({ p50 }) => p50), p99: of(({ p99 }) => p99), perSecond: of(({ perSecond }) => perSecond) },
    ...{ cpu: of(({ cpu }) => cpu), calls: of(({ calls }) => calls) },
  };
};

const report = (callers: number, { direct, proxy, put, peer, hub }: Results): void => {
  const row = (name: string, { perSecond, p50, p99, cpu, calls }: Turn) =>
    [name, perSecond.toFixed(0), p50, p99, cpu.toFixed(0), calls.toFixed(3)] as const;
  say(
    `\n${callers} caller${callers === 1 ? '' : 's'}\n${table([
      ['', 'a second', 'p50 ms', 'p99 ms', 'CPU µs', 'data calls'],
      row('department alone', direct),
      row('plain proxy', proxy),
      row('one bare put', put),
      row('hand-rolled peer', peer),
      row('the exchange', hub),
    ])}`,
  );
  const ceiling = 1 / (1 / proxy.perSecond + 1 / put.perSecond);
  say(
    [
      `exchange / peer: CPU ${(hub.cpu / peer.cpu).toFixed(2)}, p50 ${(hub.p50 / peer.p50).toFixed(2)}, throughput ${(hub.perSecond / peer.perSecond).toFixed(2)}`,
      `exchange / (proxy + put): p50 ${(hub.p50 / (proxy.p50 + put.p50)).toFixed(2)}, throughput against that ceiling ${(hub.perSecond / ceiling).toFixed(2)}`,
      `exchange: p99 / p50 ${(hub.p99 / hub.p50).toFixed(1)}`,
    ].join('\n'),
  );
};

const engine = await startDynamoDbLocal();
const children: ChildProcess[] = [];
try {
  await engine.ready();
  const endpoint = `http://127.0.0.1:${engine.port}`;
  await makeTables(endpoint);
  const { token, key } = await signed();
  const running: Running[] = [];
  for (const name of NAMES) {
    const department = `http://127.0.0.1:${running[0]?.port ?? 0}`;
    const one = await start({ name, department, endpoint, tables: TABLES, key });
    children.push(one.child);
    running.push(one);
  }
  for (const callers of CALLERS) {
    const turns = new Map<ContenderName, Turn[]>(NAMES.map((name) => [name, []]));
    for (let round = 0; round < ROUNDS; round += 1)
      for (const one of running) {
        const taken = await turn(one, callers, token);
        if (round > 0) turns.get(one.name)?.push(taken);
      }
    report(callers, Object.fromEntries([...turns].map(([name, all]) => [name, middle(all)])) as unknown as Results);
  }
} finally {
  agent.destroy();
  for (const child of children) if (child.connected) child.disconnect();
  await engine.stop();
}
