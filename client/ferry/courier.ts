/** The courier 摆渡员: carries parcels between the hub and a folder. It can die at any moment; whoever comes after it repeats, and the hub knows repeats. */
import { FERRY_LIMITS, Manifest } from '#schemas/ferry.ts';
import type { Folder, Waiting } from './folder.ts';
import { type Hub, Refused } from './hub.ts';

/** Says what happened, never what a parcel held nor how the department named it. */
export type Tell = (event: string, rule?: string) => void;

export interface Carrying {
  readonly hub: Hub;
  readonly folder: Folder;
  readonly patienceMs: number;
  readonly tell: Tell;
}

interface Announced extends Waiting {
  readonly text: string;
  /** Undefined when it cannot be read, which is for the hub to say. */
  readonly label?: Manifest;
}

const labelOf = (text: string): Manifest | undefined => {
  try {
    return Manifest.safeParse(JSON.parse(text.split('\n')[0] ?? '')).data;
  } catch {
    return undefined;
  }
};

/** Answers as they came; deltas behind them, by their number. */
const inOrder = (all: readonly Announced[]): Announced[] => {
  const number = ({ label }: Announced) => (label?.kind === 'void-cards' ? label.delta.number : 0);
  return all.toSorted((a, b) => number(a) - number(b));
};

/** `well`: false when one could not be read. */
const readAll = async ({ folder, tell }: Carrying): Promise<{ found: Announced[]; well: boolean }> => {
  const found: Announced[] = [];
  let well = true;
  for (const one of await folder.announced())
    try {
      const text =
        one.manifest.size > FERRY_LIMITS.manifest ? '' : (await folder.read(one.name, 'manifest')).toString('latin1');
      const label = labelOf(text);
      found.push({ ...one, text, ...(label ? { label } : {}) });
    } catch (error) {
      well = false;
      tell('not read', (error as Error).name);
    }
  return { found: inOrder(found), well };
};

/** 'later': the archive is still on its way. */
const carryIn = async (
  one: Announced,
  now: number,
  { hub, folder, patienceMs }: Carrying,
): Promise<'done' | 'later'> => {
  const { name, manifest, archive, text, label } = one;
  const impatient = now - manifest.mtimeMs >= patienceMs;
  if (!impatient && (!archive || (label?.archive.bytes ?? 0) > archive.size)) return 'later';
  if (!text) throw new Refused('manifest-form');
  if (!archive) throw new Refused('archive-missing');
  // What the hub would not take is not sent.
  if (archive.size > FERRY_LIMITS.archive) throw new Refused('archive-bytes');
  await hub.bring({ manifest: text, archive: (await folder.read(name, 'zip')).toString('base64') });
  await folder.move(name, 'done');
  return 'done';
};

/** Everything that is announced. One that fails does not hold up the others, but no delta overtakes the one before it. */
const carryAllIn = async (now: number, carrying: Carrying): Promise<boolean> => {
  const { folder, tell } = carrying;
  const { found, well: read } = await readAll(carrying);
  // What could not be read may be a delta.
  let [well, deltasHeld] = [read, !read];
  for (const one of found) {
    const isDelta = one.label?.kind === 'void-cards';
    if (isDelta && deltasHeld) continue;
    try {
      if ((await carryIn(one, now, carrying)) === 'done') tell('brought');
      else deltasHeld ||= isDelta;
    } catch (error) {
      if (error instanceof Refused) {
        await folder.move(one.name, 'refused', error.rule);
        tell('refused', error.rule);
      } else {
        well = false;
        deltasHeld ||= isDelta;
        tell('not brought', (error as Error).name);
      }
    }
  }
  return well;
};

/** Everything that waits at the hub. Acknowledged only when it lies complete in the folder. */
const carryAllOut = async ({ hub, folder, tell }: Carrying): Promise<void> => {
  for (let next = await hub.next(); next; next = await hub.next()) {
    await folder.putOut(next.id, next.manifest, Buffer.from(next.archive, 'base64'));
    await hub.taken(next.id);
    tell('put out');
  }
};

/** One round. False when something should be tried again soon. `now`: epoch ms. */
export const round = async (now: number, carrying: Carrying): Promise<boolean> => {
  try {
    const well = await carryAllIn(now, carrying);
    await carryAllOut(carrying);
    return well;
  } catch (error) {
    carrying.tell('round failed', (error as Error).name);
    return false;
  }
};
