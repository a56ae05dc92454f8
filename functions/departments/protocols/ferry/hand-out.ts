/** The way out: questions that wait become a parcel; a parcel is handed out until it was taken, and again when it is not answered in time. */
import { randomUUID } from 'node:crypto';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import { open, seal } from '#functions/kernel/sealed.ts';
import { Parcel } from '#schemas/ferry.ts';
import { inTurns } from '../in-turns.ts';
import { unlessForeign } from '../unless-foreign.ts';
import type { FerryDeps } from './deps.ts';
import { sheetName } from './ferried.ts';
import { type Line, lineOf, thatFit } from './lines.ts';
import type { Link } from './link.ts';
import { pack } from './parcel.ts';
import type { OpenParcel, StoredParcel } from './parcels.store.ts';
import { writeSheet } from './sheet.ts';

export type HandedOut = Parcel & { readonly id: string };

const MOST_QUESTIONS = 500;
/** Beyond it the department is clearly not answering; its questions wait in their list. */
const MOST_OPEN = 20;
/** Of two couriers at once one makes the parcel, the other finds it. */
const TRIES = 4;

/** Undefined when it was answered meanwhile, or opens no more. */
export const handedOut = (parcel: StoredParcel | undefined, { kept }: HubKeys): HandedOut | undefined => {
  if (parcel?.sealed === undefined || parcel.answer !== undefined) return undefined;
  const { id, sealed } = parcel;
  return unlessForeign(() => ({ id, ...Parcel.parse(JSON.parse(open(kept, id, sealed))) }));
};

export const makeParcel = async (
  department: string,
  lines: readonly Line[],
  now: number,
  { keys, link }: { readonly keys: HubKeys; readonly link: Link },
): Promise<StoredParcel> => {
  const id = randomUUID();
  const madeAt = new Date(now).toISOString();
  const byResource = [...Map.groupBy(lines, ({ of }) => of.resource)].sort(([a], [b]) => (a < b ? -1 : 1));
  const sheets = byResource.map(([resource, all]) => {
    const rows = all.map(({ row }) => row);
    return { name: sheetName(resource), rows: rows.length, bytes: writeSheet(Object.keys(rows[0] ?? {}), rows) };
  });
  const label = { kind: 'questions', parcel: id, department, madeAt } as const;
  const { sha256, ...parcel } = await pack(label, sheets, link.sign);
  const questions = byResource.map(([resource, all]) => ({ resource, ids: all.map(({ of }) => of.id) }));
  const keptUntil = Math.max(...lines.map(({ of }) => of.keptUntil));
  return {
    v: 1,
    id,
    department,
    madeAt,
    keptUntil,
    sha256,
    questions,
    sealed: seal(keys.kept, id, JSON.stringify(parcel)),
  };
};

/** The oldest that the courier does not have, or has had too long. */
const ready = async (
  parcels: readonly OpenParcel[],
  now: number,
  { leaseMs }: Link,
  look: (id: string) => Promise<HandedOut | undefined>,
): Promise<HandedOut | undefined> => {
  for (const { parcel, takenAt } of parcels) {
    const found = takenAt === undefined || takenAt + leaseMs <= now ? await look(parcel) : undefined;
    if (found) return found;
  }
  return undefined;
};

/** The next parcel, or null when nothing waits. `now`: epoch ms. */
export const handOut = async (deps: FerryDeps, now: number): Promise<HandedOut | null> => {
  const { department, questions, parcels, ferried } = deps;
  const [keys, link] = await Promise.all([deps.keys(), deps.link()]);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { made, parcels: all } = await parcels.open(department);
    const [over, live] = [
      all.filter(({ keptUntil }) => keptUntil <= now),
      all.filter(({ keptUntil }) => keptUntil > now),
    ];
    for (const { parcel, madeAt } of over) await parcels.close({ id: parcel, department, madeAt });
    const found = await ready(live, now, link, async (id) => handedOut(await parcels.get(id), keys));
    if (found) return found;
    if (live.length >= MOST_OPEN) return null;

    const waiting = await questions.waiting(MOST_QUESTIONS, now);
    // Whoever made their parcel died before it took them off the list.
    const carried = new Set(live.flatMap(({ ids }) => ids));
    await inTurns(
      waiting.filter(({ id }) => carried.has(id)),
      questions.leave,
    );
    const fresh = waiting.filter(({ id }) => !carried.has(id)).map((one) => ({ one, line: lineOf(one, ferried) }));
    await inTurns(
      fresh.filter(({ line }) => !line),
      async ({ one }) => {
        await questions.answer(one.id, now, () => ({ failed: 'department-error' }));
        await questions.leave(one);
      },
    );
    const lines = thatFit(fresh.flatMap(({ line }) => line ?? []));
    if (waiting.length === 0) return null;
    if (lines.length === 0) continue;
    const parcel = await makeParcel(department, lines, now, { keys, link });
    if ((await parcels.create(parcel, made)) === 'stale') continue;
    await inTurns(lines, ({ of }) => questions.leave(of));
    return handedOut(parcel, keys) ?? null;
  }
  throw problem('conflict', { cause: 'ferry:raced' });
};
