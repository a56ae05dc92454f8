/** 卫健局 behind its agent: a local service that knows the health certificates, and a file with the births. */
import { join } from 'node:path';
import type { Population } from '#city/population.ts';
import { type AgentStandIn, startBehindAgent } from './agent/agent.ts';

interface Ground {
  readonly population: Population;
  readonly folder: string;
}

/** 从业类别. */
const TRADES = { '01': 'food', '02': 'public-place', '03': 'water' };
const SEXES = { '1': 'male', '2': 'female', 男: 'male', 女: 'female' };

/** What the department writes into its agent's settings: its own names, and how they are read. */
const sourcesIn = (folder: string) => (rest: object) => ({
  'health-certificate': {
    ...rest,
    path: '/jkz',
    send: { sfzh: '/holder' },
    code: { member: 'code', well: ['200'], nothing: ['40401'] },
    record: 'data',
    answer: {
      '/holder': { from: 'sfzh', as: 'code' },
      '/valid': { from: 'sfyx', as: 'flag' },
      '/number': { from: 'jkzbh', as: 'serial' },
      '/trade': { from: 'cylb', codes: TRADES },
      '/examinedOn': { from: 'tjrq', as: 'date' },
      '/validUntil': { from: 'yxqz', as: 'date' },
      '/issuedBy': { from: 'fzjg', as: 'named' },
    },
  },
  'birth-record': {
    kind: 'sqlite',
    file: join(folder, 'births.sqlite'),
    query: `select * from csyxzm where mqsfzh = ? and (bh = ? or csrq = replace(?, '-', ''))`,
    values: ['/mother', '/certificateNumber', '/bornOn'],
    answer: {
      '/mother': { from: 'mqsfzh', as: 'code' },
      '/certificateNumber': { from: 'bh', as: 'serial' },
      '/childName': { from: 'xsexm', as: 'named' },
      '/sex': { from: 'xb', codes: SEXES },
      '/bornOn': { from: 'csrq', as: 'date' },
      '/bornAt': { from: 'csdd', as: 'named' },
      '/father': { from: 'fqxm', as: 'named-or-null' },
      '/issuedOn': { from: 'qfrq', as: 'date' },
      '/void': { from: 'sfzf', as: 'flag' },
    },
  },
});

const script = new URL('./health/process.ts', import.meta.url);

export const startHealth = ({ population, folder }: Ground): Promise<AgentStandIn> =>
  startBehindAgent({ name: 'health', script, folder, given: { population }, sources: sourcesIn(folder) });
