/** What was asked of each resource: counted each night from the lines of the day before, so that no exchange costs more for it. */
import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { statisticsRoutes } from '#schemas/routes/statistics.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';

export class Statistics extends Construct {
  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    const api = new HubFunction(this, 'statistics', settings, {
      timeout: 20,
      says: '统计: use of resources, coverage',
    });
    data.snapshots.mayRead(api);
    data.statistics.mayRead(api);
    data.progress.mayRead(api);
    data.hubSecret.mayBeReadBy(api);
    door.serve(api, statisticsRoutes);

    // A quarter of an hour is Lambda's longest; a run counts day after day, each whole.
    const rollUp = new HubFunction(this, 'statistics-roll-up', settings, {
      timeout: 900,
      memory: 1024,
      says: '统计: counts the days that are over',
    });
    data.snapshots.mayRead(rollUp);
    data.uses.mayRead(rollUp);
    data.statistics.mayCount(rollUp);
    data.progress.mayAdvance(rollUp);
    new Rule(this, 'EachHour', {
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(rollUp.lambda)],
    });
  }
}
