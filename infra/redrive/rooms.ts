/** The queues of a hub as an operator names them: by room, whatever CloudFormation has added to their names. */
import { GetQueueAttributesCommand, ListQueuesCommand, type SQSClient } from '@aws-sdk/client-sqs';

export interface RoomQueues {
  /** uses, notices, events …, in lower case. */
  readonly room: string;
  /** Address of the dead letters. */
  readonly dead: string;
  /** Address of the queue that they come from; absent for those of a stream, which holds the records itself. */
  readonly source?: string;
  /** Dead letters, as SQS counts them: approximately. */
  readonly waiting: number;
}

/** OneTripData-UsesDeadLetters-1A2B3C: stack, room, what kind, and what CloudFormation adds. */
const NAME = /([^/]+)-([a-z0-9]+?)(DeadLetters|Queue)(?:-[a-z0-9]+)?$/i;

const read = (url: string) => {
  const [, stack = '', room = '', kind = ''] = NAME.exec(url) ?? [];
  return { url, stack, room: room.toLowerCase(), kind: kind.toLowerCase() };
};

const everyQueue = async (client: SQSClient): Promise<string[]> => {
  const urls: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListQueuesCommand({ MaxResults: 1000, ...(NextToken ? { NextToken } : {}) }));
    urls.push(...(page.QueueUrls ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return urls;
};

export const waitingIn = async (client: SQSClient, QueueUrl: string): Promise<number> => {
  const AttributeNames = ['ApproximateNumberOfMessages' as const];
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
  return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
};

/** Of the hub whose stacks begin with `name`. */
export const roomQueues = async (client: SQSClient, name: string): Promise<RoomQueues[]> => {
  const stack = `${name}Data`.toLowerCase();
  const queues = (await everyQueue(client)).map(read).filter((queue) => queue.stack.toLowerCase() === stack);
  const found = queues
    .filter(({ kind }) => kind === 'deadletters')
    .map(async ({ room, url: dead }) => {
      const source = queues.find((queue) => queue.room === room && queue.kind === 'queue')?.url;
      return { room, dead, ...(source ? { source } : {}), waiting: await waitingIn(client, dead) };
    });
  return (await Promise.all(found)).sort((a, b) => (a.room < b.room ? -1 : 1));
};
