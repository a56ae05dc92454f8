/** How a hostile or failing server sends an answer. What a view can do wrong by itself is in the department's own views. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { FORGED_ANSWERS, type ForgedAnswer, forged, GREETING_FAULTS, type Greeting, isForged } from './forged.ts';
import { answerFrames } from './wire.ts';

export const WIRE_FAULTS = ['hang-at-connect', 'hang', 'slow', 'drip', 'drop', 'flood'] as const;
/** What every front table is tried with; the others are for the bar of hostile departments (infra/local/hostile.ts). */
export type WireFault = (typeof WIRE_FAULTS)[number];
export type EveryWireFault = WireFault | ForgedAnswer | Greeting;
export const EVERY_WIRE_FAULT: readonly EveryWireFault[] = [...WIRE_FAULTS, ...FORGED_ANSWERS, ...GREETING_FAULTS];

const SLOW_MS = 400;
const DRIP_MS = 50;
const LATER_MS = 100;
const FLOOD_ROWS = 1_000_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const closed = (socket: Socket): Promise<unknown> =>
  socket.destroyed ? Promise.resolve() : once(socket, 'close').catch(() => undefined);

const write = async (socket: Socket, bytes: Buffer): Promise<void> => {
  if (socket.destroyed || socket.write(bytes)) return;
  await Promise.race([once(socket, 'drain').catch(() => undefined), closed(socket)]);
};

/** Sends `answer` as the fault says; without a fault, as it is. */
export const send = async (socket: Socket, answer: Buffer, fault: EveryWireFault | undefined): Promise<void> => {
  const list = answerFrames(answer);
  const row = list.find(({ type }) => type === 'D')?.bytes;
  if (fault === 'slow') {
    await pause(SLOW_MS);
    await write(socket, answer);
  } else if (fault === 'drip') {
    for (const byte of answer) {
      if (socket.destroyed) return;
      await write(socket, Buffer.of(byte));
      await pause(DRIP_MS);
    }
  } else if (fault === 'drop' && row) {
    await write(socket, answer.subarray(0, answer.indexOf(row) + Math.floor(row.length / 2)));
    socket.destroy();
  } else if (fault === 'flood' && row) {
    const before = list
      .slice(
        0,
        list.findIndex(({ type }) => type === 'D'),
      )
      .map(({ bytes }) => bytes);
    await write(socket, Buffer.concat(before));
    const thousand = Buffer.concat(Array.from({ length: 1000 }, () => row));
    for (let sent = 0; sent < FLOOD_ROWS && !socket.destroyed; sent += 1000) await write(socket, thousand);
    await write(
      socket,
      Buffer.concat(
        list
          .filter(({ type }) => type !== 'D')
          .map(({ bytes }) => bytes)
          .slice(before.length),
      ),
    );
  } else if (fault && isForged(fault) && row) {
    const { bytes, endless, later } = forged(fault, list);
    await write(socket, bytes);
    if (later) setTimeout(() => socket.destroyed || socket.write(later), LATER_MS);
    while (endless && !socket.destroyed) await write(socket, endless);
  } else {
    await write(socket, answer);
  }
};
