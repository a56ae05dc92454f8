/** The department systems of the city: a stand-in for each, and beside those that cannot be called a courier or an agent. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from '#city/generate/index.ts';
import type { Population } from '#city/population.ts';
import { askingUs, ferried } from '../adapters.ts';
import { startAgent } from './agent.ts';
import type { Beside } from './beside.ts';
import { startCourier } from './courier.ts';
import type { AgentStandIn } from './departments/agent/agent.ts';
import { type Ground, type StandInName, type StandIns, standIns } from './departments/index.ts';
import type { LocalSystem } from './departments/stand-in.ts';
import type { Agents, Couriers } from './local-city.ts';
import type { LocalOidc } from './oidc/oidc.ts';
import type { Teardown } from './teardown.ts';

export interface WhichDepartments {
  /** Which department systems are started; all unless said. Others are asked in vain. */
  readonly departments?: readonly StandInName[];
  /** Who stands in the departments' data; the sample city unless said. */
  readonly population?: Population;
}

/** `folder`: where each has a folder of its own. */
export const startDepartments = async (
  { departments: names, population = generate() }: WhichDepartments,
  folder: string,
  down: Teardown,
): Promise<StandIns> => {
  const started = (names ?? (Object.keys(standIns) as StandInName[])).map(async (name) => {
    const ground: Ground = { population, folder: join(folder, 'departments', name) };
    await mkdir(ground.folder, { recursive: true });
    const starting: Promise<LocalSystem> = standIns[name](ground);
    return [name, await down.after(starting, (it) => it.stop())] as const;
  });
  return Object.fromEntries(await Promise.all(started)) as unknown as StandIns;
};

/** Whom couriers and agents call. */
export interface Called {
  readonly oidc: LocalOidc;
  readonly url: string;
  /** Says when a question or what answers it was written; returns how to stop. */
  readonly onQuestion: (listener: () => void) => () => void;
}

const placeOf = (department: string, { oidc: { issuer, clientKeys }, url: hub }: Called) => {
  const client = `${department}-system`;
  return { hub, issuer, client, key: clientKeys(client), department };
};

/** One that is told when there is something. */
const sent = async (starting: Promise<Beside>, { onQuestion }: Called, down: Teardown): Promise<Beside> => {
  const beside = await down.after(starting, (it) => it.stop());
  return down.after(Promise.resolve(beside), onQuestion(beside.look));
};

/** Beside each ferried department that was started, once the hub answers: it is the courier that calls. */
export const sendCouriers = async (systems: Partial<StandIns>, called: Called, down: Teardown): Promise<Couriers> => {
  const couriers = ferried.map(async (department) => {
    const folder = systems[department]?.folder;
    if (folder === undefined) return [];
    const courier = startCourier({ ...placeOf(department, called), folder });
    return [[department, await sent(courier, called, down)] as const];
  });
  return Object.fromEntries((await Promise.all(couriers)).flat());
};

type Behind = Pick<AgentStandIn, 'asked'> & Partial<Pick<AgentStandIn, 'folder' | 'sources'>>;

/** Beside each department that asks us and was started, once the hub answers. */
export const sendAgents = async (systems: Partial<StandIns>, called: Called, down: Teardown): Promise<Agents> => {
  // Whoever answers by hand has none.
  const behind: Readonly<Partial<Record<string, Behind>>> = systems;
  const agents = askingUs.map(async (department) => {
    const { folder, sources } = behind[department] ?? {};
    if (folder === undefined || sources === undefined) return [];
    const agent = startAgent({ ...placeOf(department, called), folder, sources });
    return [[department, await sent(agent, called, down)] as const];
  });
  return Object.fromEntries((await Promise.all(agents)).flat());
};
