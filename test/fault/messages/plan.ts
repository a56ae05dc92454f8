/** What is sent to three rooms and what goes wrong with it, drawn from a seed: the same seed makes the same schedule, byte for byte. */
import { type Chance, chance } from '#city/generate/prng.ts';

export const ROOMS = ['uses', 'notices', 'events'] as const;
export type Room = (typeof ROOMS)[number];
/** A notice is one call to the engine, an event two, a use four. */
const roomOf = (draw: Chance): Room => draw.pick([draw.pick(['notices', 'notices', 'uses']), 'notices', 'events']);

const POISONS = ['no JSON', 'no envelope', 'of another kind', 'of another form'] as const;
export type Poison = (typeof POISONS)[number];

/** What happens when a message is received. `boundary`: of the calls to the engine, two for each. */
export type Trouble =
  | { readonly kind: 'none' }
  /** Taking it fails there; the other messages of its batch are taken. */
  | { readonly kind: 'fail'; readonly boundary: number }
  /** The process dies there; nobody hears what became of the batch. */
  | { readonly kind: 'kill'; readonly boundary: number }
  /** The batch is done, and the deletion is lost. */
  | { readonly kind: 'lost-ack' };

export interface Sending {
  readonly room: Room;
  /** Number of the message within its room; a copy has the same. */
  readonly message: number;
  readonly copy: boolean;
  readonly poison?: Poison;
  /** By receive, the first first; none beyond. */
  readonly troubles: readonly Trouble[];
}

/** Places by which a message may be sent later than it happened. */
const WINDOW = 60;

const trouble = (draw: Chance): Trouble => {
  const boundary = draw.int(0, 7);
  const what = draw.int(1, 1000);
  if (what <= 30) return { kind: 'fail', boundary };
  if (what <= 34) return { kind: 'kill', boundary };
  if (what <= 38) return { kind: 'lost-ack' };
  return { kind: 'none' };
};

/** Nothing goes wrong more than twice, or a good message could end among the dead. */
const troubles = (draw: Chance): Trouble[] => {
  const first = trouble(draw);
  return first.kind === 'none' ? [] : [first, trouble(draw)];
};

const shuffledNear = <T>(list: readonly T[], draw: Chance): T[] =>
  list
    .map((item, i) => ({ item, at: i + draw.int(0, WINDOW) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

/** `count` messages, one in a hundred of them poison, one in ten of the good ones twice, in an order of their own. */
export const plan = (seed: string, count: number): Sending[] => {
  const draw = chance(`messages ${seed}`);
  const numbers: Record<Room, number> = { uses: 0, notices: 0, events: 0 };
  const poisoned = new Set<number>();
  while (poisoned.size < Math.round(count / 100)) poisoned.add(draw.int(0, count - 1));
  const once = Array.from({ length: count }, (_, i): Sending => {
    const room = roomOf(draw);
    const message = numbers[room]++;
    if (poisoned.has(i)) return { room, message, copy: false, poison: draw.pick(POISONS), troubles: [] };
    return { room, message, copy: false, troubles: troubles(draw) };
  });
  const copies = once
    .filter(({ poison }) => poison === undefined && draw.percent(10))
    .map((sending): Sending => ({ ...sending, copy: true, troubles: troubles(draw) }));
  const order = [...once, ...copies].sort((a, b) => a.message - b.message);
  return shuffledNear(order, draw);
};
