/** What a running city offers to the first trip, to the developer and to tests. */

import type { askingUs, ferried } from '../adapters.ts';
import type { Beside } from './beside.ts';
import type { Clock } from './clock.ts';
import type { StandIns } from './departments/index.ts';
import type { Engines } from './engines/engines.ts';
import type { LocalOidc } from './oidc/oidc.ts';
import type { Outcome } from './pool/outcome.ts';
import type { Pool } from './pool/pool.ts';
import type { EngineControls } from './proxy/controls.ts';
import type { Deployment } from './template.ts';
import type { TicketFor } from './tickets.ts';

/** Beside each ferried department that was started: fetches its parcels and brings its answers. */
export type Couriers = { readonly [D in (typeof ferried)[number]]?: Beside };
/** Beside each department that asks us and was started: takes its questions and brings answers. */
export type Agents = { readonly [D in (typeof askingUs)[number]]?: Beside };

export interface LocalCity {
  readonly url: string;
  readonly issuer: string;
  /** Moves the city's time: tokens, events, schedules. Real engines keep the machine's time. */
  readonly clock: Clock;
  /** Calls counted, access refused, faults injected. */
  readonly engine: EngineControls;
  /** Clients with full rights. */
  readonly admin: Engines['admin'];
  /** Port of its DynamoDB Local. */
  readonly database: number;
  readonly deployment: Deployment;
  /** Folder of the assembly that it was made of. */
  readonly templates: string;
  readonly oidc: LocalOidc;
  /** Access token of a department system, with all its scopes unless said. */
  token(client: string, scopes?: readonly string[]): Promise<string>;
  /** Access token of an officer, signed in through the page, with all scopes of his roles unless said. */
  officerToken(officer: string, scopes?: readonly string[]): Promise<string>;
  ticket(claims: Omit<TicketFor, 'now'> & { readonly now?: number }): Promise<string>;
  /** The stand-ins that run (CityOptions.departments); each can be made hostile, killed and restarted. */
  readonly departments: StandIns;
  readonly couriers: Couriers;
  readonly agents: Agents;
  /** Makes `n` instances of a function ready; their names, for `pool.invoke` and `pool.kill`. */
  instances(fn: string, n: number): Promise<readonly string[]>;
  readonly pool: Pool;
  /** The AWS_* variables that a function gets: its own key, the address of the door. */
  env(fn: string): Readonly<Record<string, string>>;
  /** Fires the schedules of a function, or all, and waits for the answers. */
  fire(fn?: string): Promise<readonly Outcome[]>;
  /** Resolves when queues are empty and streams are read to their end. Throws after `ms`, naming who is not quiet. */
  settle(ms?: number): Promise<void>;
  /** Phases of the start in milliseconds; `all` is the last. */
  readonly timings: readonly { readonly name: string; readonly ms: number }[];
  stop(): Promise<void>;
}
