/** Front tables 前置表: what departments have put into them is taken as events, each minute, one reader at a time. */
import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { adapters, withFrontTables } from './adapters.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';

export class Intakes extends Construct {
  constructor(scope: Construct, id: string, { settings, data }: House) {
    super(scope, id);
    for (const department of withFrontTables) {
      const says = `${adapters[department].says}: reads its front tables`;
      const fn = new HubFunction(this, `${department}-intake`, settings, { timeout: 50, says });
      data.hubSecret.mayBeReadBy(fn);
      data.secretOf(department).mayBeReadBy(fn);
      data.snapshots.mayRead(fn);
      data.events.mayTell(fn);
      data.intakes.mayTake(fn);
      fn.tell('NODE', settings.node);
      new Rule(fn, 'EachMinute', {
        schedule: Schedule.rate(Duration.minutes(1)),
        targets: [new LambdaFunction(fn.lambda)],
      });
    }
  }
}
