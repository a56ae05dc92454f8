/** What two runs have left, so that it can be compared: whatever is drawn by lot is called by what it is of, or stands for its length. */

export type Item = Readonly<Record<string, unknown>>;
export type Table = ReadonlyMap<string, Item>;
/** By what each is for. */
export type Tables = Readonly<Record<string, Table>>;

/** Keys of one run, made when it first seals: no run has another's, and no step makes them anew. */
export const isOfRun = (item: Item): boolean => 'root' in item || 'seal' in item;

/** Of a record: salted digests, and by which attempt of which instance it came. */
const OF_RECORDS = ['subject', 'salt', 'answer', 'instance', 'sequence', 'nonce'];
/** Sealed or signed, and how long it took; what is sealed stands in the case and its events. */
const RANDOM = ['sealed', 'said', 'proof', 'attempt', 'signature', 'ms'];
const DIGEST = /[0-9a-f]{64}/g;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

const isRecord = (one: object): boolean => 'instance' in one && 'sequence' in one;
/** Of a command whose body names an exchange by its number. */
const isCommand = (one: object): boolean => 'sk' in one && String(one.sk).startsWith('command#');
const without = (one: object, names: readonly string[]) =>
  Object.fromEntries(Object.entries(one).filter(([name]) => !names.includes(name)));

const plain = (name: string, value: unknown): unknown => {
  if (RANDOM.includes(name)) return undefined;
  if (value instanceof Uint8Array) return value.length;
  // What the department answered to a change; of a failure it is one word.
  if (name === 'outcome' && typeof value === 'string' && value.length > 40) return 'sealed';
  if (value === null || typeof value !== 'object') return value;
  if (isRecord(value)) return without(value, OF_RECORDS);
  return isCommand(value) ? without(value, ['request']) : value;
};

/** Records and operations are drawn a number, and lie where their command has put them. */
const namesIn = (tables: Tables): ReadonlyMap<string, string> =>
  new Map(
    ['exchanges', 'operations'].flatMap((table) =>
      [...(tables[table]?.values() ?? [])].flatMap((item) => {
        const { id, pk, sk, kind, certificate } = item;
        const place = pk === id ? [kind, certificate] : [pk, sk];
        return typeof id === 'string' ? [[id, `${table} ${place.join(' ')}`] as const] : [];
      }),
    ),
  );

/** Rows of every table, and whatever else is to be seen. */
export const alike = (tables: Tables, seen: object): unknown => {
  const names = namesIn(tables);
  const said = (value: unknown): string =>
    JSON.stringify(value, plain)
      .replace(UUID, (id) => names.get(id) ?? id)
      .replace(DIGEST, 'digest');
  const rows = Object.entries(tables).map(([table, items]) => [
    table,
    [...items.values()]
      .filter((item) => !isOfRun(item))
      .map(said)
      .toSorted(),
  ]);
  return { ...JSON.parse(said(seen)), rows: Object.fromEntries(rows) };
};
