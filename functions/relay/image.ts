/** The image of a DynamoDB stream record as plain values. Binary and sets never occur in our tables that have a stream. */
import type { AttributeValue } from 'aws-lambda';

const plain = (value: AttributeValue): unknown => {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.M !== undefined) return plainImage(value.M);
  if (value.L !== undefined) return value.L.map(plain);
  if (value.NULL) return null;
  throw new TypeError('image: attribute type is not read here');
};

export const plainImage = (image: Readonly<Record<string, AttributeValue>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(image).map(([name, value]) => [name, plain(value)]));
