/** Our subscription at the hub above: one for each mapped resource, made once however often it is asked for, and made anew behind the same number when it has ended. */
import { problem } from '#functions/kernel/problem.ts';
import type { Subscribe } from '#schemas/subscription.ts';
import type { StoredReturn } from '#schemas/upper.ts';
import type { ReturnsStore } from './returns.store.ts';
import type { ReturnedResource } from './take-returned.ts';
import type { UpperHub } from './upper-hub.ts';

interface Deps {
  readonly hub: Pick<UpperHub, 'subscribe'>;
  readonly returns: ReturnsStore;
  /** This hub among hubs. */
  readonly node: string;
}

const wish = (
  { upper, purpose, party, fields }: ReturnedResource,
  node: string,
  after: number | undefined,
): Subscribe => ({
  resource: upper,
  purpose: { kind: 'standing', code: purpose },
  party: { role: party },
  fields: [...fields],
  target: { kind: 'pull' },
  // So we are not told what has passed here.
  node,
  ...(after === undefined ? {} : { after }),
});

/** Another number is another request. */
const keyOf = (resource: string, generation: number, after: number | 'next'): string =>
  `return-${resource.replace('/', '.')}-${generation}-${after}`;

/** The first one begins with what comes next: what was before is handed over otherwise, as a batch. */
export const subscribed = async ({ hub, returns, node }: Deps, returned: ReturnedResource): Promise<StoredReturn> => {
  const { resource, upper } = returned;
  const made = await hub.subscribe(wish(returned, node, undefined), keyOf(resource, 1, 'next'));
  const first: StoredReturn = {
    v: 1,
    revision: 1,
    resource,
    upper,
    subscription: made.id,
    generation: 1,
    after: made.after,
  };
  if (await returns.put(first)) return first;
  const found = await returns.get(resource);
  if (!found) throw problem('hub-not-ready', { cause: 'return-began-twice', retryAfter: 1 });
  return found;
};

/** Pulled from by the next run. Throws as the hub above refuses. */
export const subscribedAgain = async (
  { hub, returns, node }: Deps,
  returned: ReturnedResource,
  stood: StoredReturn,
): Promise<void> => {
  const generation = stood.generation + 1;
  const made = await hub.subscribe(
    wish(returned, node, stood.after),
    keyOf(returned.resource, generation, stood.after),
  );
  await returns.put({ ...stood, revision: stood.revision + 1, subscription: made.id, generation });
};
