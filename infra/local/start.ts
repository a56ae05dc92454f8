/** `npm start`: the city on this machine, the first trip as a table. `--once`: the trip as one JSON line, exit 0 only if it succeeded. */
import { wish } from './arguments.ts';
import { houseTransfer } from './trip/house-transfer.ts';
import { summary } from './trip/log.ts';
import { table } from './trip/table.ts';
import { orEnd, startLine, up } from './up.ts';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const { once, city: options } = await orEnd(() => wish(process.argv.slice(2), process.env));
const city = await up(options);
say(`OneTrip is up: ${city.url}`);
say(startLine(city));
if (!once)
  say(
    `接口说明 interface: ${city.url}/docs   登录 sign-in (OpenID): ${city.issuer}/.well-known/openid-configuration   停止 stop: Ctrl-C`,
  );

const log = await houseTransfer(city);
say(table(log));
if (once) {
  await city.stop();
  say(JSON.stringify(summary(log)));
  process.exit(log.trouble.length === 0 ? 0 : 1);
}
