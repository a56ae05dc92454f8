/** Moves dead letters back to the queue that they come from: sent first, deleted afterwards. Consumers recognise what they have seen. */
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

export interface Moved {
  readonly moved: number;
  /** Those that the queue did not take; they stay where they are. */
  readonly refused: number;
}

const BATCH = 10;
/** Longer than a batch takes to be moved. */
const HIDDEN_S = 60;
const WAIT_S = 1;

const entry = (message: Message, i: number) => ({
  Id: String(i),
  MessageBody: message.Body ?? '',
  ...(message.MessageAttributes ? { MessageAttributes: message.MessageAttributes } : {}),
});

const moveBatch = async (client: SQSClient, messages: readonly Message[], dead: string, source: string) => {
  const { Failed = [] } = await client.send(
    new SendMessageBatchCommand({ QueueUrl: source, Entries: messages.map(entry) }),
  );
  const refused = new Set(Failed.map(({ Id }) => Number(Id)));
  const Entries = messages.flatMap(({ ReceiptHandle }, i) =>
    refused.has(i) ? [] : [{ Id: String(i), ReceiptHandle }],
  );
  if (Entries.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl: dead, Entries }));
  return refused.size;
};

/**
 * So many as `most`, which is how many there were when one looked: what fails again meanwhile is not moved a second time. A crash between
 * sending and deleting moves a message twice. `progress`: after each batch.
 */
export const move = async (
  client: SQSClient,
  { dead, source, most }: { readonly dead: string; readonly source: string; readonly most: number },
  progress: (so: Moved) => void = () => undefined,
): Promise<Moved> => {
  let [moved, refused] = [0, 0];
  while (moved + refused < most) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: dead,
        MaxNumberOfMessages: Math.min(BATCH, most - moved - refused),
        VisibilityTimeout: HIDDEN_S,
        WaitTimeSeconds: WAIT_S,
        MessageAttributeNames: ['All'],
      }),
    );
    if (Messages.length === 0) break;
    const left = await moveBatch(client, Messages, dead, source);
    moved += Messages.length - left;
    refused += left;
    progress({ moved, refused });
  }
  return { moved, refused };
};
