/** Event patterns, the part of them that filters of event sources use. */
export type Pattern = (event: unknown) => boolean;

type Test = (value: unknown) => boolean;

const COMPARE: Record<string, (a: number, b: number) => boolean> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const numeric = (rule: readonly unknown[]): Test => {
  const pairs = Array.from(
    { length: rule.length / 2 },
    (_, i) => [String(rule[2 * i]), Number(rule[2 * i + 1])] as const,
  );
  return (value) => typeof value === 'number' && pairs.every(([sign, bound]) => COMPARE[sign]?.(value, bound));
};

const RULES: Record<string, (rule: never) => Test> = {
  prefix: (rule: string) => (value) => typeof value === 'string' && value.startsWith(rule),
  suffix: (rule: string) => (value) => typeof value === 'string' && value.endsWith(rule),
  exists: (rule: boolean) => (value) => (value !== undefined) === rule,
  'equals-ignore-case': (rule: string) => (value) => String(value).toLowerCase() === rule.toLowerCase(),
  'anything-but': (rule: unknown) => (value) => value !== undefined && ![rule].flat().includes(value),
  numeric,
};

const leaf = (rule: unknown): Test => {
  if (rule === null || typeof rule !== 'object') return (value) => value === rule;
  const [[name, argument] = ['', undefined]] = Object.entries(rule);
  const make = RULES[name];
  if (!make) throw new Error(`event pattern: ${name} is not understood`);
  return make(argument as never);
};

const member = (value: unknown, key: string): unknown =>
  value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined;

const compile = (pattern: object): Pattern => {
  const tests = Object.entries(pattern).map(([key, inner]): Pattern => {
    if (!Array.isArray(inner)) {
      const deeper = compile(inner as object);
      return (event) => deeper(member(event, key));
    }
    const any = inner.map(leaf);
    return (event) => [member(event, key)].flat().some((value) => any.some((test) => test(value)));
  });
  return (event) => tests.every((test) => test(event));
};

/** `text`: the JSON of a pattern. Throws for rules that are not understood. */
export const patternOf = (text: string): Pattern => compile(JSON.parse(text) as object);
