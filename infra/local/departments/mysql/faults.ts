/** How a hostile or failing MySQL server answers on the wire. What a view can do wrong is in the department's own views. */

import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { forgedAnswer, MYSQL_FORGERIES } from './forged.ts';

export const MYSQL_FAULTS = [
  'hang-at-connect',
  'hang',
  'slow',
  'drip',
  'drop',
  'flood',
  'web-page',
  'asks-for-a-file',
] as const;
export type MysqlFault = (typeof MYSQL_FAULTS)[number];
/** The further ones are for the bar of hostile departments (infra/local/hostile.ts). */
export const EVERY_MYSQL_FAULT: readonly string[] = [...MYSQL_FAULTS, ...MYSQL_FORGERIES];

const SLOW_MS = 400;
const DRIP_MS = 50;
const FLOOD_BYTES = 200_000_000;

/** LOCAL INFILE (0xFB): in place of an answer, the client is asked for a file of its own. */
const FILE_WANTED = Buffer.concat([Buffer.from([12, 0, 0, 1, 0xfb]), Buffer.from('/etc/passwd')]);
const WEB_PAGE = Buffer.from('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<html>PLANTED</html>');

/** Sends `answer`, whole packets of the protocol, as the fault says. */
export const sendFaulty = async (socket: Socket, answer: Buffer, fault: string): Promise<void> => {
  const forged = forgedAnswer(fault, answer);
  if (forged) return void socket.write(forged);
  if (fault === 'hang') return;
  if (fault === 'slow') {
    await pause(SLOW_MS);
    socket.write(answer);
  } else if (fault === 'drip') {
    for (const byte of answer) {
      if (socket.destroyed) return;
      socket.write(Buffer.of(byte));
      await pause(DRIP_MS);
    }
  } else if (fault === 'drop') {
    socket.write(answer.subarray(0, answer.length >> 1), () => socket.destroy());
  } else if (fault === 'flood') {
    // The first packets say which columns there are; the rows never end.
    for (let sent = 0; sent < FLOOD_BYTES && !socket.destroyed; sent += answer.length)
      if (!socket.write(answer)) await pause(1);
  } else socket.write(fault === 'web-page' ? WEB_PAGE : FILE_WANTED);
};
