/** Timers of all rooms: one table, looked at each minute, overdue first. */
import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';

export class DueTimers extends Construct {
  readonly drain: HubFunction;

  constructor(scope: Construct, id: string, { settings, data }: House) {
    super(scope, id);
    this.drain = new HubFunction(this, 'due-drain', settings, { timeout: 50, says: '时限: fires what is due' });
    data.due.mayDrain(this.drain);
    data.catalogueQueue.maySend(this.drain);
    data.qualityQueue.maySend(this.drain);
    data.batchesQueue.maySend(this.drain);
    data.backFillsQueue.maySend(this.drain);
    data.eventsQueue.maySend(this.drain);
    data.laterQueue.maySend(this.drain);
    data.casesQueue.maySend(this.drain);
    data.caseArchivesQueue.maySend(this.drain);
    // A rule, not a scheduler: every partition has it, and it needs no role of its own.
    new Rule(this, 'EachMinute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(this.drain.lambda)],
    });
  }
}
