/** The hub, for a department's developer: `new OneTrip({ hub, issuer, clientId, key })`. Needs Node 24 and nothing else. */
import { address } from './address.ts';
import { asking } from './ask.ts';
import { batches } from './batches.ts';
import { type Caller, caller, type Sign } from './call.ts';
import { resources } from './catalogue.ts';
import { disputes } from './disputes.ts';
import { BadSettings } from './errors.ts';
import { events, subscriptions } from './events.ts';
import { grants } from './grants.ts';
import { type ClientKey, prover } from './key.ts';
import { exchanges, uses } from './record.ts';
import type { Patience } from './retry.ts';
import { type Tokens, tokens } from './tokens.ts';
import { upper } from './upper.ts';

export interface OneTripOptions {
  /** The hub: https://host. Plain http is for this machine only. */
  readonly hub: string;
  /** The sign-in, exactly as it names itself: the audience of the proof. */
  readonly issuer: string;
  /** The department system's id at the hub, and its private key for private_key_jwt. */
  readonly clientId: string;
  readonly key?: ClientKey;
  /** In the place of a key: the token of an officer who has signed in. */
  readonly token?: () => Promise<string>;
  /** 4 attempts, 200 ms doubling up to 10 s, unless said. */
  readonly patience?: Partial<Patience>;
  /** All attempts of one call together; 60,000 ms unless said. */
  readonly deadlineMs?: number;
  /** One attempt; 30,000 ms unless said: the hub itself gives up before. */
  readonly attemptMs?: number;
  /** Largest answer; 16 MiB unless said. */
  readonly maxAnswerBytes?: number;
  /** Message signatures (RFC 9421), which some grants demand: signer(key) of client/sdk/sign.ts. */
  readonly sign?: Sign;
  /** For a proxy, or a certificate authority of your own. */
  readonly fetch?: typeof fetch;
  /** Epoch ms; the machine's clock unless said. */
  readonly now?: () => number;
  /** From 0 to 1; Math.random unless said. */
  readonly random?: () => number;
}

const own = (token: OneTripOptions['token']): Tokens | undefined => token && { get: token, stale: () => undefined };
const keyOf = (key: ClientKey | undefined): ClientKey => {
  if (key === undefined) throw new BadSettings('a key, or the token of somebody who has signed in');
  return key;
};

const PATIENCE: Patience = { attempts: 4, baseMs: 200, capMs: 10_000 };
export class OneTrip {
  readonly ask: ReturnType<typeof asking>['ask'];
  readonly later: ReturnType<typeof asking>['later'];
  readonly resources: ReturnType<typeof resources>;
  readonly grants: ReturnType<typeof grants>;
  readonly disputes: ReturnType<typeof disputes>;
  readonly exchanges: ReturnType<typeof exchanges>;
  readonly uses: ReturnType<typeof uses>;
  readonly batches: ReturnType<typeof batches>;
  readonly events: ReturnType<typeof events>;
  readonly subscriptions: ReturnType<typeof subscriptions>;
  readonly upper: ReturnType<typeof upper>;
  /** Any other route of the hub, typed by its entry in schemas/routes: hub.call<typeof noticesRoutes.listNotices>({ … }). */
  readonly call: Caller;

  /** Connects to nothing yet. Throws BadSettings. */
  constructor(options: OneTripOptions) {
    const hub = address('the hub', options.hub);
    address('the issuer', options.issuer);
    const { issuer, clientId, key, token, now = Date.now, random = Math.random, sign } = options;
    const wire = {
      fetch: options.fetch ?? fetch,
      maxBytes: options.maxAnswerBytes ?? 16 * 1024 * 1024,
      attemptMs: options.attemptMs ?? 30_000,
    };
    this.call = caller({
      ...wire,
      hub,
      tokens: own(token) ?? tokens({ ...wire, issuer, clientId, prove: prover(keyOf(key)), now }),
      patience: { ...PATIENCE, ...options.patience },
      deadlineMs: options.deadlineMs ?? 60_000,
      now,
      random,
      ...(sign ? { sign } : {}),
    });
    const { ask, later } = asking(this.call);
    this.ask = ask;
    this.later = later;
    this.resources = resources(this.call);
    this.grants = grants(this.call);
    this.disputes = disputes(this.call);
    this.exchanges = exchanges(this.call);
    this.uses = uses(this.call);
    this.batches = batches(this.call);
    this.events = events(this.call);
    this.subscriptions = subscriptions(this.call);
    this.upper = upper(this.call);
  }
}
