/** `npm start`: the city on this machine, its sample library, the first two trips as tables. `--once`: both as one JSON line, exit 0 only if they are complete. */
import { join } from 'node:path';
import { wish } from './arguments.ts';
import { sampleLibraryOf } from './library/sample.ts';
import { casesTable } from './trip/cases-table.ts';
import { house } from './trip/house.ts';
import { keptTrip } from './trip/kept.ts';
import { summary } from './trip/log.ts';
import { playOf } from './trip/officer.ts';
import { restaurant } from './trip/restaurant.ts';
import { story, table } from './trip/table.ts';
import { orEnd, startLine, up } from './up.ts';
import { startUpper } from './upper/upper.ts';

/** Milliseconds that the window waits for an answer that is under way. */
const PATIENCE = 60_000;

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

const kept = keptTrip(options.data);
const play = playOf(city, kept.trip, PATIENCE);
// One after the other: a small machine answers the first questions sooner, and the table of the one is read meanwhile.
const opened = await restaurant(play, kept);
say(table(opened));
const sold = await house(play, kept);
say(story(sold));
say(casesTable([...opened.cases, ...sold.cases]));
if (once) {
  await city.stop();
  const played = summary(opened, [sold]);
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
