/** How a hostile or failing server sends an answer. What a view can do wrong by itself is in the department's own views. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { answerFrames } from './wire.ts';

export const WIRE_FAULTS = ['hang-at-connect', 'hang', 'slow', 'drip', 'drop', 'flood'] as const;
export type WireFault = (typeof WIRE_FAULTS)[number];

const SLOW_MS = 400;
const DRIP_MS = 50;
const FLOOD_ROWS = 1_000_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const closed = (socket: Socket): Promise<unknown> =>
  socket.destroyed ? Promise.resolve() : once(socket, 'close').catch(() => undefined);

const write = async (socket: Socket, bytes: Buffer): Promise<void> => {
  if (socket.destroyed || socket.write(bytes)) return;
  await Promise.race([once(socket, 'drain').catch(() => undefined), closed(socket)]);
};

/** Sends `answer` as the fault says; without a fault, as it is. */
export const send = async (socket: Socket, answer: Buffer, fault: WireFault | undefined): Promise<void> => {
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
  } else {
    await write(socket, answer);
  }
};
