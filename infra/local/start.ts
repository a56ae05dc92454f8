/** `npm start`: the city on this machine, its sample library, the first two trips as tables. `--once`: both as one JSON line, exit 0 only if they are complete. */
import { join } from 'node:path';
import { wish } from './arguments.ts';
import { sampleLibraryOf } from './library/sample.ts';
import { keptTrip } from './trip/kept.ts';
import { summary } from './trip/log.ts';
import { bothStories } from './trip/played.ts';
import { table } from './trip/table.ts';
import { orEnd, startLine, up } from './up.ts';
import { startUpper } from './upper/upper.ts';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const { once, city: options } = await orEnd(() => wish(process.argv.slice(2), process.env));
if (!once) say('正在启动 starting: the first time everything is built, which takes a minute or two');
const city = await up(options);
const library = sampleLibraryOf(city, options.data);
const cast = await orEnd(library.cast);
say(`OneTrip is up: ${city.url}`);
say(startLine(city));
if (cast !== undefined) say(cast);
if (!once)
  say(
    `接口说明 interface: ${city.url}/docs   登录 sign-in (OpenID): ${city.issuer}/.well-known/openid-configuration   停止 stop: Ctrl-C`,
  );

const { restaurant, house } = await bothStories(city, keptTrip(options.data));
say(table(restaurant, [house]));
if (once) {
  await city.stop();
  const played = summary(restaurant, [house]);
  say(JSON.stringify(played));
  process.exit(played.ok ? 0 : 1);
}

// Only now: the trip needs nothing of it, and the city stays up without it. It ends with this process.
try {
  const upper = await startUpper(city, { folder: join(options.data ?? '.onetrip', 'upper') });
  say(
    `上级枢纽 the hub above, 金华 Jinhua: ${upper.url}   登录 sign-in: ${upper.issuer}/.well-known/openid-configuration`,
  );
} catch (error) {
  say(`上级枢纽未启动 the hub above did not start: ${(error as Error).message}`);
}

// Last: a thousand certificates take a machine some minutes, and nobody waits for them.
try {
  const rest = await library.rest();
  if (rest !== undefined) say(rest);
} catch (error) {
  say(`样例证照库未填完 the sample library is not whole: ${(error as Error).message}`);
}
