/**
 * Attribute values as DynamoDB sends them (images of a stream, items of a refused condition) as plain values: the document client does not
 * touch these. Binary and sets never occur in our tables.
 */

/** The SDK and the stream declare the same wire form as two types. */
interface AttributeValue {
  readonly S?: string | undefined;
  readonly N?: string | undefined;
  readonly BOOL?: boolean | undefined;
  readonly NULL?: boolean | undefined;
  readonly L?: readonly AttributeValue[] | undefined;
  readonly M?: Readonly<Record<string, AttributeValue>> | undefined;
}

const plain = (value: AttributeValue): unknown => {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.M !== undefined) return plainItem(value.M);
  if (value.L !== undefined) return value.L.map(plain);
  if (value.NULL) return null;
  throw new TypeError('attribute type is not read here');
};

/** Throws TypeError on binary and sets. */
export const plainItem = (item: Readonly<Record<string, AttributeValue>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plain(value)]));
