/** `npm start`: the city on this machine, the first trip as a table. `--once`: the trip as one JSON line, exit 0 only if it succeeded. */
import { houseTransfer } from './trip/house-transfer.ts';
import { summary } from './trip/log.ts';
import { table } from './trip/table.ts';
import { startLine, up } from './up.ts';

const once = process.argv.includes('--once');
const dev = process.argv.includes('--dev');
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const city = await up(
  once
    ? { port: 0, quiet: true }
    : { port: Number(process.env.PORT ?? 3784), data: process.env.ONETRIP_DATA ?? '.onetrip', dev, quiet: false },
);
say(`OneTrip is up: ${city.url}`);
say(startLine(city));
if (!once) say(`接口说明 interface: ${city.url}/docs   登录 sign-in: ${city.issuer}   停止 stop: Ctrl-C`);

const log = await houseTransfer(city);
say(table(log));
if (once) {
  await city.stop();
  say(JSON.stringify(summary(log)));
  process.exit(log.trouble.length === 0 ? 0 : 1);
}
