/** The table of contents of the hub. */
import { type App, DefaultStackSynthesizer, type IStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Access } from './access.ts';
import { Agents } from './agents.ts';
import { Alerts } from './alerts.ts';
import { Batches } from './batches.ts';
import { Catalogue } from './catalogue.ts';
import { CertificateLibrary } from './certificates.ts';
import { Data } from './data.ts';
import { DueTimers } from './due.ts';
import { Events } from './events.ts';
import { Exchange } from './exchange.ts';
import { Ferries } from './ferry.ts';
import { FrontDoor } from './front-door.ts';
import { Intakes } from './intake.ts';
import { acknowledge } from './nag.ts';
import { Notices } from './notices.ts';
import { environmentOf } from './partitions.ts';
import { PublicPages } from './public.ts';
import { Quality } from './quality.ts';
import type { Settings } from './settings.ts';
import { Statistics } from './statistics.ts';
import { Supervision } from './supervision.ts';
import { UpperHubs } from './upper.ts';
import { Uses } from './uses.ts';
import { Watch } from './watch.ts';

export const hub = (app: App, settings: Settings): { data: Data; hub: Stack; watch: Watch } => {
  const props = () => ({
    ...environmentOf(settings.partition, settings.region),
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer,
  });

  const data = new Data(app, `${settings.name}Data`, settings, props());

  const rooms = new Stack(app, `${settings.name}Hub`, { description: 'OneTrip: what works', ...props() });
  const door = new FrontDoor(rooms, 'FrontDoor', settings);
  const house = { settings, data, door };
  new Exchange(rooms, 'Exchange', house);
  new Batches(rooms, 'Batches', house);
  new Ferries(rooms, 'Ferries', house);
  new Agents(rooms, 'Agents', house);
  new Intakes(rooms, 'Intakes', house);
  new UpperHubs(rooms, 'UpperHubs', house);
  new CertificateLibrary(rooms, 'Certificates', house);
  new Catalogue(rooms, 'Catalogue', house);
  new Access(rooms, 'Access', house);
  new Supervision(rooms, 'Supervision', house);
  new Uses(rooms, 'Uses', house);
  new Statistics(rooms, 'Statistics', house);
  new Quality(rooms, 'Quality', house);
  new Notices(rooms, 'Notices', house);
  new Alerts(rooms, 'Alerts', house);
  new Events(rooms, 'Events', house);
  new DueTimers(rooms, 'Due', house);
  new PublicPages(rooms, 'Public', house);

  const watch = new Watch(app, `${settings.name}Watch`, house, props());

  acknowledge(app, settings);
  return { data, hub: rooms, watch };
};
