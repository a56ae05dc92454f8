/** The room of cases over fresh tables, with a clock that the test moves, its calls counted and, where asked, its death at any of them. */
import { ground } from '#infra/local/scenarios/ground.ts';
import { at, casesRoom, KEYS } from '#infra/local/scenarios/room.ts';
import { XU } from '#infra/local/scenarios/stage.ts';
import { FURTHER_TABLES, type FurtherTable, further as once, ROOM_TABLES } from '#infra/local/scenarios/tables.ts';
import { counting } from '#test/engines/counting.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';

export { at, KEYS, XU };

export const city = ground();
export const { snapshot } = city;

/** `messages`: how often each message comes; `on`: what the room stands on, the sample city unless said. */
export const casesWorld = async (start: string, crash?: CrashPoints, messages = 1, on = city) => {
  const { names, client, endpoint } = await freshTables(...ROOM_TABLES);
  const counted = counting(client, crash);
  const further = once(async (table: FurtherTable) => (await freshTables(table)).names[table]);
  const around = crash ? { around: crash.around } : {};
  const room = casesRoom({ client, tables: names, further, start, ground: on, messages, ...around });
  return {
    ...room,
    ...{ client, table: names.cases, tables: names, endpoint, counted },
    /** All that there can be, made where they were not yet. */
    everyTable: async (): Promise<Readonly<Record<string, string>>> => {
      const more = await Promise.all(FURTHER_TABLES.map(async (table) => [table, await further(table)] as const));
      return { ...names, ...Object.fromEntries(more) };
    },
    /** As after the upload of a file with this digest: the room has no bucket. */
    uploaded: (id: string, digest: string) =>
      room.deps.files.add(id, {
        ...{ digest, name: digest, kind: 'jpeg', bytes: 1, key: KEYS.version },
        at: new Date(room.now()).toISOString(),
      }),
    /** Another instance over the same tables, which dies where `deadly` says. */
    life: (deadly: CrashPoints) => {
      const mortal = documentClient(endpoint);
      counting(mortal, deadly);
      const deps = room.depsOn(mortal);
      return { deps, call: room.callOn(deps) };
    },
  };
};
export type CasesWorld = Awaited<ReturnType<typeof casesWorld>>;
