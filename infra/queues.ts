/** Queues between rooms, each with its dead letters. TLS only, encrypted by SQS. */
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { EnvironmentKey } from '#functions/kernel/environment.ts';
import type { HubFunction } from './function.ts';
import { pin } from './pin.ts';

/** Pages of some hundred certificates are drawn in one call. */
export const BACK_FILL_TIMEOUT = Duration.seconds(300);

/** 60 MB of files are read, closed and put, and the timeline is drawn. */
export const ARCHIVE_TIMEOUT = Duration.seconds(60);

/** The queue's consumer may run this long; a message is seen again after six times that, as Lambda's manual asks. */
export const CONSUMER_TIMEOUT = Duration.seconds(30);

const secure = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN,
} as const;

/** A message keeps its age when it becomes a dead letter, so dead letters are kept longer: people have a week at least. */
const KEPT = { messages: Duration.days(7), deadLetters: Duration.days(14) };

/** Where messages end that no consumer could take; looked at by people. */
export class DeadLetters extends Queue {
  constructor(scope: Construct, id: string) {
    super(scope, id, { ...secure, retentionPeriod: KEPT.deadLetters });
    pin(this, id);
  }

  /** A source that Lambda itself reads writes here with the function's own role. */
  mayReceiveFrom(fn: HubFunction): void {
    fn.allow(['sqs:SendMessage'], this.queueArn);
  }

  mayBeCountedBy(fn: HubFunction, key: EnvironmentKey): void {
    fn.allow(['sqs:GetQueueAttributes'], this.queueArn);
    fn.tell(key, this.queueUrl);
  }
}

export class RoomQueue extends Construct {
  readonly queue: IQueue;
  readonly dead: DeadLetters;
  readonly key: EnvironmentKey;

  /** `consumer`: how long it may run. */
  constructor(scope: Construct, room: string, key: EnvironmentKey, consumer = CONSUMER_TIMEOUT) {
    super(scope, `${room}Messages`);
    this.key = key;
    this.dead = new DeadLetters(this, `${room}DeadLetters`);
    const queue = new Queue(this, 'Queue', {
      ...secure,
      retentionPeriod: KEPT.messages,
      visibilityTimeout: Duration.seconds(consumer.toSeconds() * 6),
      deadLetterQueue: { queue: this.dead, maxReceiveCount: 5 },
    });
    pin(queue, `${room}Queue`);
    this.queue = queue;
  }

  maySend(fn: HubFunction): void {
    this.mayBeSentBy(fn);
    fn.tell(this.key, this.queue.queueUrl);
  }

  /** For who learns the address otherwise. */
  mayBeSentBy(fn: HubFunction): void {
    fn.allow(['sqs:SendMessage'], this.queue.queueArn);
  }

  mayReceive(fn: HubFunction): void {
    fn.allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], this.queue.queueArn);
  }
}
