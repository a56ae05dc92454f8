/** CloudFormation's intrinsics, as far as our templates use them. */

export interface Scope {
  /** "Stack/LogicalId", for error messages. */
  readonly where: string;
  /** Value of a Ref; throws for an unknown name. */
  ref(name: string): unknown;
  attribute(id: string, attribute: string): string;
  imported(name: string): unknown;
}

type Json = Record<string, unknown>;
/** Stands for AWS::NoValue: the property that holds it is left out. */
export const NO_VALUE = Symbol('AWS::NoValue');

const refuse = (scope: Scope, what: string): never => {
  throw new Error(`${scope.where}: ${what} is not understood by the local runner`);
};

const text = (scope: Scope, value: unknown, of: string): string =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : refuse(scope, `${of} with a part that is no text`);

const getAtt = (scope: Scope, value: unknown): string => {
  const [id, ...path] = typeof value === 'string' ? value.split('.') : (value as string[]);
  if (typeof id !== 'string' || path.some((part) => typeof part !== 'string')) return refuse(scope, 'this Fn::GetAtt');
  return scope.attribute(id, path.join('.'));
};

const join = (scope: Scope, value: unknown): string => {
  const [separator, parts] = value as [string, unknown];
  const resolved = resolve(scope, parts);
  if (!Array.isArray(resolved)) return refuse(scope, 'Fn::Join over what is no list');
  return resolved.map((part) => text(scope, part, 'Fn::Join')).join(separator);
};

const sub = (scope: Scope, value: unknown): string => {
  const [pattern, given] = (typeof value === 'string' ? [value, {}] : value) as [string, Json];
  const own = resolve(scope, given) as Json;
  return pattern.replace(/\$\{(!?)([^}]+)\}/g, (_all, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (name in own) return text(scope, own[name], 'Fn::Sub');
    return name.includes('.') ? getAtt(scope, name) : text(scope, scope.ref(name), 'Fn::Sub');
  });
};

const INTRINSICS: Readonly<Record<string, (scope: Scope, value: unknown) => unknown>> = {
  Ref: (scope, value) => scope.ref(String(value)),
  'Fn::GetAtt': getAtt,
  'Fn::Join': join,
  'Fn::Sub': sub,
  'Fn::ImportValue': (scope, value) => scope.imported(text(scope, resolve(scope, value), 'Fn::ImportValue')),
};

/** Replaces every intrinsic inside `value`. Throws for one it does not know, naming the resource. */
export const resolve = (scope: Scope, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((part) => resolve(scope, part)).filter((part) => part !== NO_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value);
  const [key, inner] = members[0] ?? [];
  if (members.length === 1 && key && (key === 'Ref' || key.startsWith('Fn::'))) {
    const intrinsic = INTRINSICS[key];
    return intrinsic ? intrinsic(scope, inner) : refuse(scope, key);
  }
  const resolved = members.map(([name, member]) => [name, resolve(scope, member)] as const);
  return Object.fromEntries(resolved.filter(([, member]) => member !== NO_VALUE));
};
