/** The bodies of every access route, named as in schemas/routes/access.ts: collection.verb. */
import type { Body } from '#functions/kernel/request.ts';
import { type Collection, kinds } from '#schemas/routes/access.ts';
import { get } from './get.ts';
import { type ListDeps, list } from './list.ts';
import { me } from './me.ts';
import { type ChangeDeps, put } from './put.ts';
import { resume, suspend } from './suspension.ts';

export type AccessDeps = ListDeps & ChangeDeps;

export const accessBodies = (deps: AccessDeps): Record<string, Body> => ({
  me: me(deps) as unknown as Body,
  ...Object.fromEntries(
    (Object.keys(kinds) as Collection[]).flatMap((collection) =>
      Object.entries({ list, get, put, suspend, resume }).map(([verb, body]) => [
        `${collection}.${verb}`,
        // Routes of several collections share one body: the route has validated what the body reads.
        body(collection, deps) as unknown as Body,
      ]),
    ),
  ),
});
