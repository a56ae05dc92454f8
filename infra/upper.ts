/** The level above 上级: what it tells and what it offers is brought down each minute, one run at a time; what came is shown by an API. */
import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { upperRoutes } from '#schemas/routes/upper.ts';
import { adapters, uppers } from './adapters.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';

export class UpperHubs extends Construct {
  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    for (const department of uppers) {
      const says = `${adapters[department].says}: 回流、目录同步 what comes down of it`;
      const fn = new HubFunction(this, `${department}-down`, settings, { timeout: 55, says });
      data.hubSecret.mayBeReadBy(fn);
      data.secretOf(department).mayBeReadBy(fn);
      data.snapshots.mayRead(fn);
      data.events.mayTell(fn);
      data.upper.mayBringDown(fn);
      fn.tell('NODE', settings.node);
      fn.counts('return-stopped', 'ReturnStopped');
      fn.counts('return-refused', 'ReturnRefused');
      fn.counts('upper-changed', 'UpperChanged');
      new Rule(fn, 'EachMinute', {
        schedule: Schedule.rate(Duration.minutes(1)),
        targets: [new LambdaFunction(fn.lambda)],
      });
    }
    const api = new HubFunction(this, 'upper', settings, { timeout: 15, says: '上级: what it offers and sends down' });
    data.snapshots.mayRead(api);
    data.upper.mayShow(api);
    data.hubSecret.mayBeReadBy(api);
    api.tell('UPPERS', uppers.join(','));
    door.serve(api, upperRoutes);
  }
}
