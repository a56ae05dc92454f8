/** Size of a DynamoDB item in bytes, as DynamoDB bills it. */
type Attribute = Readonly<Record<string, unknown>>;

const utf8 = (text: unknown): number => Buffer.byteLength(String(text));
const base64 = (text: unknown): number => Buffer.from(String(text), 'base64').length;
// About one byte for two digits, and one more.
const number = (text: unknown): number => Math.ceil(String(text).replace(/\D/g, '').length / 2) + 1;
const sum = (values: unknown, size: (value: never) => number): number =>
  (values as never[]).reduce((total, value) => total + size(value), 0);

const attributeSize = (attribute: Attribute): number => {
  const [type, value] = Object.entries(attribute)[0] ?? [];
  if (type === 'S') return utf8(value);
  if (type === 'N') return number(value);
  if (type === 'B') return base64(value);
  if (type === 'SS') return sum(value, utf8);
  if (type === 'NS') return sum(value, number);
  if (type === 'BS') return sum(value, base64);
  if (type === 'L') return 3 + sum(value, (inner: Attribute) => 1 + attributeSize(inner));
  if (type === 'M') return 3 + Object.keys(value as object).length + itemSize(value as Record<string, Attribute>);
  return 1;
};

export const itemSize = (item: Readonly<Record<string, Attribute>>): number =>
  Object.entries(item).reduce((total, [name, attribute]) => total + utf8(name) + attributeSize(attribute), 0);
