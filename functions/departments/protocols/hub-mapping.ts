/** How one of our resources is asked at another hub, as data: their resource, version and purpose, and their names for our members. */

export interface Mapped {
  /** department/name, there. */
  readonly resource: string;
  readonly version: number;
  /** The standing purpose for which it is granted to this hub. */
  readonly purpose: string;
  /** Their grant demands that each question is signed. */
  readonly signed?: true;
  /** Members of the question, ours to theirs. */
  readonly request: Readonly<Record<string, string>>;
  /** Every declared leaf, ours to theirs: as many steps, `*` at the same places. */
  readonly fields: Readonly<Record<string, string>>;
  /** Our leaf in which the subject stands: it is always asked for. */
  readonly subject: string;
}

interface Names {
  /** Our name of the member; empty for an element. */
  readonly ours: string;
  readonly steps: Map<string, Names>;
}

/** Their names as a tree that leads to ours. Throws for a mapping that cannot be walked. */
const treeOf = ({ fields }: Pick<Mapped, 'fields'>): Names => {
  const root: Names = { ours: '', steps: new Map() };
  for (const [our, their] of Object.entries(fields)) {
    const [ours, theirs] = [our.split('/').slice(1), their.split('/').slice(1)];
    if (ours.length !== theirs.length) throw new Error(`mapping: ${our} has not as many steps as ${their}`);
    let at = root;
    for (const [i, step] of theirs.entries()) {
      const name = ours[i] ?? '';
      const next = at.steps.get(step) ?? { ours: name, steps: new Map() };
      if (next.ours !== name || (step === '*') !== (name === '*')) throw new Error(`mapping: ${our} crosses another`);
      at.steps.set(step, next);
      at = next;
    }
  }
  return root;
};

const renamed = ({ steps }: Names, value: unknown): unknown => {
  if (steps.size === 0) return value;
  if (Array.isArray(value)) {
    const each = steps.get('*');
    return each && value.map((element) => renamed(each, element));
  }
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(
    [...steps].flatMap(([theirs, next]) =>
      theirs !== '*' && Object.hasOwn(value, theirs)
        ? [[next.ours, renamed(next, (value as Record<string, unknown>)[theirs])]]
        : [],
    ),
  );
};

export interface Mapping extends Mapped {
  /** Their leaves for ours, the subject's among them, each once. Throws for one that is not mapped. */
  wanted(ours: readonly string[]): readonly string[];
  /** The question in their words. */
  question(ours: object): Record<string, unknown>;
  /** Their answer in our words. What is not mapped is left out; what has another form than a mapped one becomes undefined. */
  answer(theirs: unknown): unknown;
}

/** Called at cold start. Throws for a mapping that cannot be walked. */
export const mapping = (mapped: Mapped): Mapping => {
  const tree = treeOf(mapped);
  return {
    ...mapped,
    wanted: (ours) =>
      [...new Set([mapped.subject, ...ours])].map((field) => {
        const theirs = mapped.fields[field];
        if (theirs === undefined) throw new Error(`mapping: ${field} is not mapped`);
        return theirs;
      }),
    question: (ours) =>
      Object.fromEntries(Object.entries(ours).map(([name, value]) => [mapped.request[name] ?? name, value])),
    answer: (theirs) => renamed(tree, theirs),
  };
};
