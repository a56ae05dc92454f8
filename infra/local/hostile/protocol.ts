/** What a protocol brings to the bar of hostile departments: everything that can go wrong with it, and how it is asked. One file each in protocols/. */
import type { ProblemCode } from '#schemas/problem.ts';
import type { StandIn } from '../departments/stand-in.ts';

/** What the department's server shows before the handshake is over. */
export type Certificate = 'expired' | 'other-name' | 'self-signed' | 'other-authority';

/** How the department is made to misbehave: an order to its stand-in, a certificate, or a process that stands still with its sockets open. */
export type How = { readonly mode: string } | { readonly certificate: Certificate } | { readonly frozen: true };

export interface Row {
  /** As the matrix names it: the same word for the same behaviour, whatever the protocol. */
  readonly behaviour: string;
  readonly how: How;
  /** `answered`: it harms nobody, and the right answer comes, and no more. `waiting`: nothing came that is an answer yet. */
  readonly told: ProblemCode | 'answered' | 'waiting';
  /** The cause in the log, or its beginning: which rule caught it. */
  readonly by?: string;
  /** What is played before it, so that no connection and no token are left. */
  readonly first?: string;
}

/** One question, put through the real function. */
export interface Reply {
  readonly status: number;
  readonly body: { readonly code?: string; readonly answer?: unknown; readonly state?: string };
  /** Everything else that was said to anybody. */
  readonly besides?: unknown;
  /** Where not all of the time was the hub's. */
  readonly ms?: number;
}
export type Asker = () => Promise<Reply>;

export interface Question {
  /** department/name. */
  readonly resource: string;
  readonly request: object;
  /** Fewer than the department answers with: what was not asked for must not come. */
  readonly fields: readonly string[];
}

export interface HostileProtocol {
  /** As the matrix names it. */
  readonly name: string;
  readonly question: Question;
  /** Texts in what the hostile stand-in says: none may turn up in an answer or a log. */
  readonly planted: readonly string[];
  readonly rows: readonly Row[];
  /** `folder`: of its own. */
  start(folder: string): Promise<StandIn>;
  /** What is different in the department's secret; nothing unless given. */
  readonly secret?: object;
  /** The secret for the same department behind TLS; absent: it is not connected to. */
  readonly secured?: {
    readonly secret: (secret: StandIn['secret'], port: number, ca: string) => object;
    readonly port: (secret: StandIn['secret']) => number;
    /** PostgreSQL asks for TLS in its own words. */
    readonly postgres?: true;
  };
  /** In the process that is measured: the department's function, wired as its handler wires it, but for the deadline. `folder`: the department's. */
  open(deadlineMs: number, folder: string): Promise<Asker>;
}
