/** The queues and ports of the relay in a test, and what its envelopes say. */
import { toldStore } from '#functions/certificates/relay/told.store.ts';
import { open } from '#functions/kernel/sealed.ts';
import type { Envelope } from '#schemas/event.ts';
import { Publish } from '#schemas/published.ts';
import { type Deps, keys, type World } from '../world.ts';

/** Of an envelope for the events room: what it says, opened. */
const said = ({ id, data }: Envelope) =>
  Publish.parse(JSON.parse(open(keys.kept, id, (data as { sealed: string }).sealed)));
export const saidOf = (events: ReadonlyMap<string, Envelope>, ...but: string[]) =>
  [...events.values()].map(said).filter(({ type }) => !but.includes(type));

/** Queues in memory: what they were sent, each id once as consumers take it. `refuse`: ids that begin so are not taken. */
export const queues = () => {
  const taken = {
    events: new Map<string, Envelope>(),
    cases: new Map<string, Envelope>(),
    status: new Map<string, Envelope>(),
  };
  let refuse: string | undefined;
  const queue = (kept: Map<string, Envelope>) => ({
    send: async (envelopes: readonly Envelope[]) => {
      const refused = envelopes.filter(({ id }) => refuse !== undefined && id.startsWith(refuse));
      for (const one of envelopes) if (!refused.includes(one)) kept.set(one.id, one);
      return new Set(refused.map(({ id }) => id));
    },
  });
  const of = { events: queue(taken.events), cases: queue(taken.cases), status: queue(taken.status) };
  return { taken, of, refuse: (start: string | undefined) => (refuse = start) };
};
export const relayDeps = (
  of: ReturnType<typeof queues>['of'],
  { client, names }: World,
  { certificates, files, locks, settled, holds, keepKeyChange }: Deps,
) => ({
  ...of,
  keys: async () => keys,
  certificates,
  files,
  keepKeyChange,
  locks,
  settled,
  holds,
  told: toldStore(client, names.certificates),
});
