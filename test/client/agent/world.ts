/** An agent on a machine of its own: a folder with its journal, and a source that says what it is told to say. */

import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { round, type Working } from '#client/agent/agent.ts';
import { type Hub, hub as hubOf } from '#client/agent/hub.ts';
import { type Journal, openJournal } from '#client/agent/journal.ts';
import type { Source } from '#client/agent/source.ts';
import { certificateOf, type counter } from '#test/functions/departments/protocols/agent/world.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const KEY = { ...privateKey.export({ format: 'jwk' }), kid: 'health-1', alg: 'ES256', kty: 'EC' };

export const addressOf = (url: string) => ({
  hub: url,
  issuer: url,
  client: 'health-system',
  key: KEY,
  department: 'health',
});

export const place = () => {
  const root = mkdtempSync(join(tmpdir(), 'agent-'));
  return { root, journal: join(root, 'journal.sqlite'), gone: () => rmSync(root, { recursive: true, force: true }) };
};

/** Answers about everybody, and remembers whom it was asked about. */
export const register = () => {
  const asked: string[] = [];
  const source: Source = {
    ask: async (question) => {
      const { holder } = question as { holder: string };
      asked.push(holder);
      return certificateOf(holder);
    },
    close: async () => undefined,
  };
  return { source, asked };
};

/** The hub's routes without a socket between, where many lives are lived. */
export const direct = ({ take, bring }: ReturnType<typeof counter>, now: () => number): Hub => ({
  take: ({ agent, ...over }) => take(agent, now(), over),
  bring: (question, said) => bring(question, said, now()) as ReturnType<Hub['bring']>,
  alive: async () => undefined,
  why: async () => 'unknown',
});

export interface Machine {
  readonly url: string;
  /** Where it calls, when that is not where it signs in. */
  readonly hub?: string;
  readonly journal: string;
  readonly source: Source;
  readonly now: () => number;
  /** Around the parts, so that they can be made to fail. */
  readonly with?: (parts: { hub: Hub; journal: Journal; source: Source }) => {
    hub: Hub;
    journal: Journal;
    source: Source;
  };
}

/** One life of an agent: rounds by hand, over its real journal and the real hub. */
export const life = ({
  url,
  hub: address = url,
  journal: file,
  source,
  now,
  with: around = (parts) => parts,
}: Machine) => {
  const tells: string[] = [];
  const real = openJournal(file);
  const parts = around({ hub: hubOf({ ...addressOf(url), hub: address }, now), journal: real, source });
  const working: Working = {
    hub: parts.hub,
    journal: parts.journal,
    sources: { 'health-certificate': parts.source },
    tell: (event, { rule } = {}) => void tells.push(rule === undefined ? event : `${event} ${rule}`),
    now,
    deadlineMs: 500,
    atOnce: 4,
    tries: 3,
    restMs: 5000,
    down: new Map(),
  };
  let ended = false;
  const end = (): void => {
    if (!ended) real.close();
    ended = true;
  };
  return { agent: real.agent, tells, journal: real, round: () => round(working), end };
};
