/** What wakes a person up: alarms to one topic. */
import { Aws, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { dashboard } from './dashboard.ts';
import { functionNames } from './functions.ts';
import type { House } from './house.ts';
import { metricsOf } from './metrics.ts';
import { pascal } from './pin.ts';

const MINUTES = 5;

export class Watch extends Stack {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, house: House, props: StackProps) {
    super(scope, id, { description: 'OneTrip: alarms and the dashboard', ...props });
    this.topic = new Topic(this, 'Alarms', { enforceSSL: true });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        effect: Effect.ALLOW,
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    const metrics = metricsOf(house, Duration.minutes(MINUTES));
    for (const name of functionNames) {
      this.alarm(`${pascal(name)}Errors`, metrics.errors(name), 1, `${name} failed`);
      this.alarm(`${pascal(name)}Throttles`, metrics.throttles(name), 1, `${name} was held back by its limit`);
    }
    for (const [queue, depth] of Object.entries(metrics.deadLetters))
      this.alarm(`${pascal(queue)}DeadLetters`, depth, 1, `${queue}: a message that nobody could take`);
    for (const [queue, age] of Object.entries(metrics.oldest))
      this.alarm(`${pascal(queue)}Late`, age, 600, `${queue}: a message has waited for ten minutes`);
    this.alarm('RelayLate', metrics.relayAge, 600_000, 'The relay of exchanges is ten minutes behind');
    this.alarm('AgentSilent', metrics.agentSilent, 1, 'Somebody waits, and no agent of the department was heard of');
    this.alarm('EntryOverdue', metrics.entryOverdue, 1, 'An answer that is entered by hand is overdue');
    this.alarm('ReturnStopped', metrics.returnStopped, 1, 'What is told above does not come down any more');
    this.alarm('ReturnRefused', metrics.returnRefused, 1, 'An event from above could not be taken');
    this.alarm('UpperChanged', metrics.upperChanged, 1, 'A resource that we have mapped has changed above');
    this.alarm('DeliveriesDead', metrics.deliveriesDead, 1, 'An event was given up: its subscriber did not take it');
    this.alarm('DeliveriesLate', metrics.deliveriesLate, 10, 'Ten events are late: a subscriber does not take them');
    this.alarm('ServerErrors', metrics.serverErrors, 5, 'The API answered 5xx');
    dashboard(this, house.settings, metrics);
  }

  private alarm(id: string, metric: IMetric, threshold: number, says: string): void {
    new Alarm(this, id, {
      metric,
      threshold,
      alarmDescription: says,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(this.topic));
  }
}
