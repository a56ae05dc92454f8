/** Records of a DynamoDB stream, in the form in which Lambda hands them over. */
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';

const attribute = (value: unknown): AttributeValue => {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(attribute) };
  return value === null ? { NULL: true } : { M: image(value as object) };
};

const image = (item: object): Record<string, AttributeValue> =>
  Object.fromEntries(
    Object.entries(item)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, attribute(value)]),
  );

export const streamRecord = (
  sequence: string,
  item: object,
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE' = 'INSERT',
): DynamoDBRecord => ({
  eventName,
  eventSource: 'aws:dynamodb',
  dynamodb: { SequenceNumber: sequence, NewImage: image({ pk: 'client#key', sk: '0', ...item }) },
});
