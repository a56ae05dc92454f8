/** How many messages nobody could take. */
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** Over all the queues. Throws when one cannot be asked: what is not known is not nothing. */
export const deadLetters = (client: SQSClient, urls: readonly string[]) => async (): Promise<number> => {
  const counts = await Promise.all(
    urls.map(async (QueueUrl) => {
      const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] });
      const { Attributes } = await client.send(command);
      return AttributeNames.reduce((sum, name) => sum + Number(Attributes?.[name] ?? Number.NaN), 0);
    }),
  );
  const sum = counts.reduce((all, count) => all + count, 0);
  if (Number.isNaN(sum)) throw new Error('a queue of dead letters does not say how many it holds');
  return sum;
};
