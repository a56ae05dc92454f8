/** Status lists of certificates: one function makes and signs them, one that can do neither shows them; and the relay that says what changed. */
import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { statusListRoutes } from '#schemas/routes/status-lists.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';
import { CONSUMER_TIMEOUT } from './queues.ts';
import { consume, relay } from './sources.ts';

/** A revocation stands in the list some seconds later; those that come together make it once. */
const GATHERED = 3;

export const statusLists = (scope: Construct, { settings, data, door }: House): void => {
  const show = new HubFunction(scope, 'status-lists', settings, { timeout: 10, says: '状态列表: shows' });
  data.certificates.mayShowLists(show);
  data.copies.mayShowLists(show);
  data.statusQueue.maySend(show);
  door.serve(show, statusListRoutes);

  const make = new HubFunction(scope, 'status-lists-make', settings, {
    timeout: CONSUMER_TIMEOUT.toSeconds(),
    memory: 1024,
    says: '状态列表: makes, signs',
  });
  data.certificates.mayList(make);
  data.copies.mayMakeLists(make);
  data.seal.mayPress(make);
  make.tell('PUBLIC_URL', door.url);
  consume(make, data.statusQueue, { atOnce: 100, gather: GATHERED });
  new Rule(scope, 'EachHour', {
    schedule: Schedule.rate(Duration.hours(1)),
    targets: [new LambdaFunction(make.lambda)],
  });

  const told = new HubFunction(scope, 'certificates-relay', settings, { timeout: 30, says: 'Relay of certificates' });
  data.hubSecret.mayBeReadBy(told);
  data.certificates.mayTell(told);
  data.vault.mayLockAll(told);
  data.vault.mayKeepKeys(told);
  data.eventsQueue.maySend(told);
  data.casesQueue.maySend(told);
  data.statusQueue.maySend(told);
  relay(told, data.certificates.table, data.certificatesRelayDeadLetters);
};
