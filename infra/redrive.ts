/**
 * `npm run redrive`: which queues have dead letters. `npm run redrive -- uses`: moves those of a room back, once their cause is mended. With
 * the operator's own credentials and region, as the AWS command line reads them; `--name` when the hub is not called OneTrip.
 */
import { SQSClient } from '@aws-sdk/client-sqs';
import { move } from './redrive/move.ts';
import { roomQueues } from './redrive/rooms.ts';
import { mistyped, typed } from './typed.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const stop = (line: string): never => {
  process.stderr.write(`${line}\n`);
  process.exit(1);
};

const USAGE = 'Usage: npm run redrive -- [<room>] [--name OneTrip]; without a room, all that have dead letters';
const { positionals, values } = typed(USAGE, {
  allowPositionals: true,
  options: { name: { type: 'string', default: 'OneTrip' } },
});
if (positionals.length > 1) mistyped(USAGE, 'one room at a time');
const client = new SQSClient(process.env.AWS_ENDPOINT_URL ? { endpoint: process.env.AWS_ENDPOINT_URL } : {});
const rooms = await roomQueues(client, values.name).catch((error: Error) => stop(`${error.name}: ${error.message}`));
if (rooms.length === 0) stop(`no queue of a hub called ${values.name} here`);

const [wanted] = positionals;
if (wanted === undefined) {
  for (const { room, waiting, source } of rooms)
    say(`${room.padEnd(28)} ${String(waiting).padStart(6)}${source ? '' : '   of a stream: read it again from there'}`);
} else {
  const found = rooms.find(({ room }) => room === wanted.toLowerCase());
  if (!found) stop(`no room ${wanted}; there are ${rooms.map(({ room }) => room).join(', ')}`);
  else if (!found.source) stop(`${found.room}: these name places in a stream and hold no records; nothing is moved`);
  else {
    const { dead, source, waiting: most } = found;
    say(`${found.room}: 死信 dead letters ${most}`);
    const { moved, refused } = await move(client, { dead, source, most }, (so) =>
      say(`  已移回 moved ${so.moved}/${most}`),
    );
    say(`${found.room}: 已移回 moved ${moved}${refused > 0 ? `, 未移 refused ${refused}` : ''}`);
    if (refused > 0) process.exitCode = 1;
  }
}
