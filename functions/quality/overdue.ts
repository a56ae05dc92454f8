/** A time limit has run out: the doubt goes up a layer, or a confirmation to which nobody objected stands. */
import * as z from 'zod';
import { log } from '#functions/kernel/log.ts';
import type { Consumer } from '#functions/kernel/queue.ts';
import type { QualityDeps } from './deps.ts';
import { doubtLifecycle } from './doubt-lifecycle.ts';
import { after, put } from './next.ts';

const Overdue = z.strictObject({ doubt: z.string(), revision: z.int() });

/** One that has moved since has nothing to be told, so a timer that comes twice does nothing. */
export const doubtEvents =
  (deps: QualityDeps): Consumer =>
  async ({ type, data }, now) => {
    if (type !== 'doubt.overdue') throw new Error('quality: envelope is of another kind');
    const { doubt: id, revision } = Overdue.parse(data);
    const doubt = await deps.registry.get('doubt', id);
    if (!doubt || doubt.revision !== revision) return;
    if (!(doubt.state in doubtLifecycle.events.overdue.moves)) return;
    log('warn', { event: 'doubt-overdue', department: doubt.owner, resource: doubt.resource, rule: doubt.state });
    await put(deps, after(await deps.snapshots.current(), doubt, 'overdue', {}, now), now);
  };
