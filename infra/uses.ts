/** Who looked at my data: an API lists it, and a beat each minute tells how far the list is complete. */
import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { usesRoutes } from '#schemas/routes/uses.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';

export class Uses extends Construct {
  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    const list = new HubFunction(this, 'uses-list', settings, { timeout: 15, says: '使用记录: who looked at my data' });
    data.snapshots.mayRead(list);
    data.uses.mayRead(list);
    data.progress.mayRead(list);
    data.exchanges.mayRecord(list);
    data.quotas.mayCount(list);
    data.hubSecret.mayBeReadBy(list);
    door.serve(list, usesRoutes);

    const beat = new HubFunction(this, 'uses-beat', settings, {
      timeout: 30,
      says: '使用记录: how far the list is complete',
    });
    data.progress.mayJudge(beat);
    data.exchanges.mayRecord(beat);
    data.usesQueue.dead.mayBeCountedBy(beat, 'USES_DEAD_LETTERS_URL');
    data.relayDeadLetters.mayBeCountedBy(beat, 'RELAY_DEAD_LETTERS_URL');
    new Rule(this, 'EachMinute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(beat.lambda)],
    });
  }
}
