/** The process that is measured: one function of the hub and nothing else. */
import { answerOrders } from '../departments/orders.ts';
import { type Measured, measured } from './measured.ts';
import type { HostileProtocol } from './protocol.ts';

export interface ChildStart {
  /** The module of the protocol, which exports it as `protocol`. */
  readonly module: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The department's own. */
  readonly folder: string;
  readonly deadlineMs: number;
}

let asked: Measured;
answerOrders({
  start: async ({ module, environment, folder, deadlineMs }: ChildStart) => {
    Object.assign(process.env, environment);
    const { protocol } = (await import(module)) as { protocol: HostileProtocol };
    asked = measured(await protocol.open(deadlineMs, folder));
    return 0;
  },
  ask: () => asked.ask(),
  rest: () => asked.rest(),
});
