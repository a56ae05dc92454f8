/** The table of contents of the hub. */
import { type App, DefaultStackSynthesizer, type IStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Access } from './access.ts';
import { Agents } from './agents.ts';
import { Alerts } from './alerts.ts';
import { Batches } from './batches.ts';
import { Cases } from './cases.ts';
import { Catalogue } from './catalogue.ts';
import { CertificateLibrary } from './certificates.ts';
import { Console } from './console.ts';
import { Credentials } from './credentials.ts';
import { Data } from './data.ts';
import { DueTimers } from './due.ts';
import { Events } from './events.ts';
import { Exchange } from './exchange.ts';
import { Ferries } from './ferry.ts';
import { FrontDoor } from './front-door.ts';
import { Intakes } from './intake.ts';
import { Guides, Matters } from './matters.ts';
import { acknowledge } from './nag.ts';
import { Notices } from './notices.ts';
import { environmentOf } from './partitions.ts';
import { PublicPages } from './public.ts';
import { PublicVerify } from './public-verify.ts';
import { Quality } from './quality.ts';
import type { Settings } from './settings.ts';
import { Statistics } from './statistics.ts';
import { Supervision } from './supervision.ts';
import { UpperHubs } from './upper.ts';
import { Uses } from './uses.ts';
import { Watch } from './watch.ts';

/** Gives the stack of the front door. */
export const hub = (app: App, settings: Settings): Stack => {
  const props = () => ({
    ...environmentOf(settings.partition, settings.region),
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer,
  });

  const data = new Data(app, `${settings.name}Data`, settings, props());

  // Where questions are asked and answered, and what is public.
  const exchange = new Stack(app, `${settings.name}Hub`, {
    description: 'OneTrip: the door and the exchange',
    ...props(),
  });
  const door = new FrontDoor(exchange, 'FrontDoor', settings);
  const house = { settings, data, door };
  new Exchange(exchange, 'Exchange', house);
  new Batches(exchange, 'Batches', house);
  new Ferries(exchange, 'Ferries', house);
  new Agents(exchange, 'Agents', house);
  new Intakes(exchange, 'Intakes', house);
  new CertificateLibrary(exchange, 'Certificates', house);
  new PublicVerify(exchange, 'PublicVerify', house);
  new Credentials(exchange, 'Credentials', house);
  new PublicPages(exchange, 'Public', house);
  new Guides(exchange, 'Guides', house);
  new Console(exchange, 'Console', house);

  // Who may ask what, and what is told, counted and watched afterwards.
  const rooms = new Stack(app, `${settings.name}Rooms`, { description: 'OneTrip: the rooms around it', ...props() });
  new Catalogue(rooms, 'Catalogue', house);
  new Matters(rooms, 'Matters', house);
  new Cases(rooms, 'Cases', house);
  new Access(rooms, 'Access', house);
  new Supervision(rooms, 'Supervision', house);
  new Uses(rooms, 'Uses', house);
  new Statistics(rooms, 'Statistics', house);
  new Quality(rooms, 'Quality', house);
  new UpperHubs(rooms, 'UpperHubs', house);
  new Notices(rooms, 'Notices', house);
  new Alerts(rooms, 'Alerts', house);
  new Events(rooms, 'Events', house);
  new DueTimers(rooms, 'Due', house);

  new Watch(app, `${settings.name}Watch`, house, props());

  acknowledge(app, settings);
  return exchange;
};
