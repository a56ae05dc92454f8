/** Everything that the rows of one protocol need, started: the stand-in, TLS before it, a folder, and functions that ask it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StandIn } from '../departments/stand-in.ts';
import type { Teardown } from '../teardown.ts';
import { authority, selfIssued } from '../tls/authority.ts';
import { startFront } from '../tls/front.ts';
import { type Asked, askedApart, askedHere } from './asked.ts';
import type { Ground } from './ground.ts';
import type { Certificate, HostileProtocol, How, Row } from './protocol.ts';

export interface Play {
  readonly protocol: HostileProtocol;
  /** The module that the measured process loads; it exports `protocol`. */
  readonly module: string;
  /** All of the protocol's unless given. */
  readonly rows?: readonly Row[];
  /** In this process: neither death nor memory are told apart. */
  readonly here?: true;
}

/** How the department is reached. */
export type Way = 'plain' | 'secured';

export interface Stage {
  asked(way: Way): Promise<Asked>;
  misbehave(how: How): Promise<void>;
  behave(how: How): Promise<void>;
}

interface Secured {
  readonly secret: object;
  show(certificate: Certificate | 'good'): Promise<void>;
}

const HOSTS = ['127.0.0.1', 'localhost'];

const secure = async (
  { protocol: { secured }, rows = [] }: Play,
  { secret }: StandIn,
  down: Teardown,
): Promise<Secured | undefined> => {
  if (!secured || !rows.some(({ how }) => 'certificate' in how)) return undefined;
  const [own, other] = await Promise.all([authority('Department CA'), authority('Another CA')]);
  const made = {
    good: own.issue({ name: 'department', hosts: HOSTS }),
    expired: own.issue({ name: 'department', hosts: HOSTS, from: -30, until: -1 }),
    'other-name': own.issue({ name: 'department', hosts: ['elsewhere.example'] }),
    'other-authority': other.issue({ name: 'department', hosts: HOSTS }),
    'self-signed': selfIssued({ name: 'department', hosts: HOSTS }),
  };
  const ground = { to: () => secured.port(secret), identity: await made.good, postgres: secured.postgres ?? false };
  const front = await down.after(startFront(ground), (it) => it.stop());
  return {
    secret: secured.secret(secret, front.port, own.cert),
    show: async (certificate) => front.show(await made[certificate]),
  };
};

export const openStage = async (play: Play, ground: Ground, deadlineMs: number, down: Teardown): Promise<Stage> => {
  const { protocol, module, here } = play;
  const made = mkdtemp(join(tmpdir(), 'onetrip-hostile-'));
  const folder = await down.after(made, (path) => rm(path, { recursive: true, force: true }));
  const standIn = await down.after(protocol.start(folder), (it) => it.stop());
  const front = await secure(play, standIn, down);
  const secrets = { plain: standIn.secret, secured: front?.secret ?? standIn.secret };
  return {
    asked: async (way) => {
      const name = `${protocol.name}, ${way}`;
      ground.keepSecret(name, JSON.stringify({ ...secrets[way], ...protocol.secret }));
      const start = { module, environment: ground.environment(name), folder, deadlineMs };
      return here ? askedHere(protocol, start) : askedApart(name, start);
    },
    misbehave: async (how) => {
      if ('mode' in how) await standIn.hostile(how.mode);
      else if ('certificate' in how) await front?.show(how.certificate);
      else process.kill(standIn.pid, 'SIGSTOP');
    },
    behave: async (how) => {
      if ('mode' in how) await standIn.hostile('none');
      else if ('certificate' in how) await front?.show('good');
      else process.kill(standIn.pid, 'SIGCONT');
    },
  };
};
