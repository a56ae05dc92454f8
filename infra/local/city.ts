/** The whole city on one machine: the synthesized templates, real engines, real processes, invented people. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { YONGKANG } from '#city/divisions.ts';
import { checkFolder, checkFree, checkJava, checkNode, portTaken } from './checks.ts';
import { cityItems, type Registered, yongkang } from './city-items.ts';
import { type Clock, movableClock } from './clock.ts';
import { keepCompiled } from './compiled.ts';
import { sendAgents, sendCouriers, startDepartments, type WhichDepartments } from './department-systems.ts';
import { houseBuilder, watchFunctions } from './dev.ts';
import { startEngines } from './engines/engines.ts';
import { freePort } from './engines/port.ts';
import { openDoor } from './gateway/door.ts';
import { gateway } from './gateway/gateway.ts';
import type { LocalCity } from './local-city.ts';
import { startOidc } from './oidc/oidc.ts';
import { keepOperator, TOLD } from './operator.ts';
import { people } from './people.ts';
import { caseLayerKey, keysOfHub, nameOf, realStreams, tellDepartment } from './places.ts';
import { functionSpecs } from './pool/function.ts';
import { startPool } from './pool/pool.ts';
import { seed } from './seed.ts';
import { seedMatters } from './seed-matters.ts';
import { onSignal } from './signals.ts';
import { startSources } from './sources/sources.ts';
import { assembly, UNFILLED } from './synth.ts';
import { type Teardown, teardown } from './teardown.ts';
import { readDeployment } from './template.ts';
import { type Timings, timings } from './timings.ts';

export type { LocalCity } from './local-city.ts';

export interface CityOptions extends WhichDepartments {
  /** 0 or absent: free ports for everything. Else the API's port; the sign-in takes the next one. */
  readonly port?: number;
  /** Folder kept between runs. Absent: everything in memory and in a temporary folder that is removed at the end. */
  readonly data?: string;
  /** Rebuild and restart functions when their source changes. */
  readonly dev?: boolean;
  /** No lines of functions on the terminal. */
  readonly quiet?: boolean;
  /** False: schedules fire by hand only. */
  readonly schedules?: boolean;
  /** Freeze instances between calls, as Lambda does. */
  readonly freeze?: boolean;
  /** Who stands in its registry; the sample city unless said. */
  readonly registered?: Registered;
  /** Port of a DynamoDB Local that runs already; one of its own unless said. */
  readonly database?: number;
  /** 节点 this hub among hubs; its name in other hubs' questions and events, Yongkang's unless said. */
  readonly node?: string;
  /** At the head of its tables' and queues' names, where another hub's stand in the same engine. */
  readonly prefix?: string;
  /** Folder of an assembly that another hub was made of; synthesized unless said. */
  readonly assembly?: string;
  /** Further settings of infra/settings.ts. */
  readonly context?: Readonly<Record<string, unknown>>;
}

const WHERE = { partition: 'aws', region: 'us-east-1', account: '000000000000' } as const;

/** Where the subscribers of a city on one machine stand. */
const HERE = '127.0.0.1/32,::1/128';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Everything that needs no template: the door, the sign-in, the departments; and the templates, which need the addresses. */
const openGround = async (options: CityOptions, clock: Clock, down: Teardown, time: Timings) => {
  const { port = 0, data, registered = yongkang } = options;
  const folder =
    data ??
    (await down.after(mkdtemp(join(tmpdir(), 'onetrip-')), (path) => rm(path, { recursive: true, force: true })));
  if (data !== undefined) keepCompiled(data);
  const taken = (wanted: number) => (error: unknown) => {
    throw portTaken(error, wanted);
  };
  const signIn = port === 0 ? 0 : port + 1;
  const [door, oidc, enginePort] = await time.measure('ports and sign-in', () =>
    Promise.all([
      down.after(openDoor(port).catch(taken(port)), (it) => it.close()),
      down.after(
        startOidc({ ...registered, clock, port: signIn, ...(data ? { dataDir: data } : {}) }).catch(taken(signIn)),
        (it) => it.stop(),
      ),
      freePort(),
    ]),
  );
  // Only now: a taken port is told at once, not after a database has started.
  const systems = time.measure('departments', () => startDepartments(options, folder, down));
  systems.catch(() => {});
  const context = { ...UNFILLED, webhookNetworks: HERE, ...options.context };
  const made =
    options.assembly === undefined
      ? await down.after(Promise.resolve(assembly(join(folder, 'assembly'), context)), (it) => it.stop())
      : { done: Promise.resolve(options.assembly) };
  const templates = await time.measure('templates and bundles', () => made.done);
  return { systems, door, oidc, enginePort, templates };
};

const build = async (options: CityOptions, down: Teardown): Promise<LocalCity> => {
  const { data, dev = false, quiet = true, schedules = true, freeze = false, registered = yongkang } = options;
  const clock = movableClock();
  const time = timings();
  const begun = performance.now();
  const { systems, door, oidc, enginePort, templates } = await openGround(options, clock, down, time);

  const queueUrl = (name: string) => `http://127.0.0.1:${enginePort}/${WHERE.account}/${name}`;
  const filled = {
    [UNFILLED.issuer]: oidc.issuer,
    [UNFILLED.publicUrl]: door.url,
    [UNFILLED.node]: options.node ?? YONGKANG,
  };
  const { prefix } = options;
  const facts = { ...WHERE, queueUrl, apiEndpoint: door.url, filled, ...(prefix === undefined ? {} : { prefix }) };
  const deployment = readDeployment(templates, facts);
  const engines = await time.measure('engines', () =>
    down.after(
      startEngines(deployment, { ...WHERE, port: enginePort, database: options.database, ...(data ? { data } : {}) }),
      (it) => it.stop(),
    ),
  );
  if (data) {
    const names = TOLD.map((id) => [id, nameOf(deployment, id)] as const);
    await down.after(keepOperator(data, { ...engines.adminEnv, ...Object.fromEntries(names) }), (it) => it.stop());
  }
  const { dynamodb, secrets } = engines.admin;
  const departmentSystems = await systems;
  const tables = {
    registry: nameOf(deployment, 'RegistryTable'),
    snapshots: nameOf(deployment, 'SnapshotsTable'),
    due: nameOf(deployment, 'DueTable'),
  };
  const caseLayer = await caseLayerKey(deployment, engines.admin.kms);
  const [hubKeys] = await time.measure('seed', () =>
    Promise.all([
      keysOfHub(deployment, secrets),
      ...Object.entries(departmentSystems).map(([name, system]) =>
        'secret' in system ? tellDepartment(deployment, secrets, name, system.secret) : undefined,
      ),
      seed(
        { dynamodb, tables, now: clock.now() },
        cityItems(registered, oidc.keys.clients, oidc.keys.tickets, caseLayer),
      ),
      registered.matters &&
        seedMatters({ dynamodb, table: nameOf(deployment, 'MattersTable'), now: clock.now() }, registered.matters()),
    ]),
  );

  const onLine = (fn: string, line: string) => quiet || say(`${fn.padEnd(16)} ${line}`);
  const engine = (fn: string) => engines.env(fn);
  const pool = startPool({ functions: functionSpecs(deployment), engine, freeze, onLine });
  await down.after(Promise.resolve(pool), (it) => it.stop());
  const positions = data && join(data, 'positions.json');
  const sources = await down.after(
    startSources({
      deployment,
      pool,
      clock,
      engine,
      queueUrl,
      schedules,
      streamArn: realStreams(dynamodb),
      onWrite: engines.onWrite,
      ...(positions ? { positions } : {}),
    }),
    (it) => it.stop(),
  );
  door.serve(gateway({ deployment, pool, clock, account: WHERE.account }));
  if (dev) await down.after(watchFunctions(pool, await houseBuilder(), say), (it) => it.stop());
  await time.measure('first answer', async () => {
    const health = await fetch(`${door.url}/health`);
    if (!health.ok)
      throw new Error(`/health answers ${health.status}: ${pool.logs('public').at(-1) ?? (await health.text())}`);
  });
  const asked = ['QuestionsTable', 'FerryTable'].map((id) => nameOf(deployment, id));
  const onQuestion = (listener: () => void) => {
    const deaf = asked.map((table) => engines.onWrite(table, listener));
    return () => {
      for (const stop of deaf) stop();
    };
  };
  const called = { oidc, url: door.url, onQuestion };
  const couriers = await sendCouriers(departmentSystems, called, down);
  const agents = await sendAgents(departmentSystems, called, down);
  engines.controls.reset();
  return {
    url: door.url,
    issuer: oidc.issuer,
    clock,
    engine: engines.controls,
    admin: engines.admin,
    database: engines.database,
    deployment,
    templates,
    ...people(registered, oidc, { key: oidc.keys.tickets, hubKeys }, clock),
    departments: departmentSystems,
    couriers,
    agents,
    instances: (fn, n) => pool.warm(fn, n),
    pool,
    env: engine,
    fire: (fn) => sources.fire(fn),
    settle: (ms) => sources.settle(ms),
    timings: [...time.phases, { name: 'all', ms: Math.round(performance.now() - begun) }],
    stop: () => down.run(),
  };
};

/**
 * Starts the city and waits until it answers. Throws NotReady with one clear line when Java, a port or the data folder is missing;
 * whatever was started by then is stopped. Ctrl-C stops everything and ends the process.
 */
export const startCity = async (given: CityOptions = {}): Promise<LocalCity> => {
  const options = given.data === undefined ? given : { ...given, data: resolve(given.data) };
  checkNode();
  checkJava();
  if (options.data !== undefined) {
    checkFolder(options.data);
    await checkFree(options.data);
  }
  const down = teardown();
  const signals = onSignal(() => down.run());
  await down.after(Promise.resolve(), () => signals.ignore());
  try {
    return await build(options, down);
  } catch (error) {
    await down.run();
    // What was interrupted complains of nothing; the process ends as soon as all is stopped.
    if (signals.ending()) await new Promise(() => {});
    throw error;
  }
};
