/** The function that is asked: in a process of its own, where its death and its memory are its own; or here, where that is not the question. */
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../departments/stand-in.ts';
import type { ChildStart } from './child.ts';
import { type Measured, measured, type Outcome } from './measured.ts';
import type { HostileProtocol } from './protocol.ts';

export interface Asked {
  /** Undefined: it said nothing, and never will. */
  ask(): Promise<Outcome | undefined>;
  rest(): Promise<number>;
  stop(): Promise<void>;
}

const CHILD = new URL('./child.ts', import.meta.url);
/** Who has said nothing after so many deadlines never will. */
const PATIENCE = 3;
const START_MS = 500;

const patient = (asking: Promise<Outcome>, deadlineMs: number): Promise<Outcome | undefined> =>
  Promise.race([asking.catch(() => undefined), sleep(PATIENCE * deadlineMs + START_MS, undefined, { ref: false })]);

export const askedApart = async (name: string, start: ChildStart): Promise<Asked> => {
  const child = await run({ name, script: CHILD, start: () => start, execArgv: ['--expose-gc'] });
  return {
    ask: () => patient(child.tell('ask') as Promise<Outcome>, start.deadlineMs),
    rest: async () => Number(await child.tell('rest')),
    stop: () => child.stop(),
  };
};

export const askedHere = async (protocol: HostileProtocol, start: ChildStart): Promise<Asked> => {
  const { environment, deadlineMs, folder } = start;
  const before = { ...process.env };
  Object.assign(process.env, environment);
  const asked: Measured = measured(await protocol.open(deadlineMs, folder));
  return {
    ask: () => patient(asked.ask(), deadlineMs),
    rest: async () => asked.rest(),
    stop: async () => {
      for (const key of Object.keys(environment)) {
        if (before[key] === undefined) delete process.env[key];
        else process.env[key] = before[key];
      }
    },
  };
};
