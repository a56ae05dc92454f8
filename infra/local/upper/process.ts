/** The process of the hub above: Jinhua 金华, made of the same templates, with its own registry, sign-in, roles, queues, files and departments. */

import type { Population } from '#city/population.ts';
import { JINHUA } from '#city/upper/departments.ts';
import { HUB_BELOW, jinhua } from '#city/upper/index.ts';
import { type LocalCity, startCity } from '../city.ts';
import { answerOrders } from '../departments/orders.ts';

export interface UpperStart {
  readonly port: number;
  readonly folder: string;
  /** Of the DynamoDB Local in which its tables stand beside those of the hub below. */
  readonly database: number;
  /** Of which the hub below was made. */
  readonly templates: string;
  readonly population?: Population;
}

let city: LocalCity | undefined;

const started = (): LocalCity => {
  if (!city) throw new Error('not started');
  return city;
};

answerOrders({
  start: async ({ port, folder, database, templates, population }: UpperStart) => {
    city = await startCity({
      port,
      data: folder,
      database,
      registered: jinhua,
      departments: ['housing', 'taxation'],
      schedules: false,
      assembly: templates,
      node: JINHUA,
      prefix: 'Jinhua',
      ...(population ? { population } : {}),
    });
    return port;
  },
  about: () => ({ url: started().url, issuer: started().issuer, key: started().oidc.clientKeys(HUB_BELOW) }),
  token: ([client, scopes]: [string, string[] | undefined]) => started().token(client, scopes),
  settle: (ms: number) => started().settle(ms),
  fire: async (fn: string) => void (await started().fire(fn)),
  restart: (fn: string) => started().pool.restart(fn),
  logs: (fn: string) => started().pool.logs(fn),
  asked: async () => {
    const { housing, taxation } = started().departments;
    return (await housing.asked()) + (await taxation.asked());
  },
});
