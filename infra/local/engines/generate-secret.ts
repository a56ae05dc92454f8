/** Secret values as AWS::SecretsManager::Secret generates them. */
import { randomInt } from 'node:crypto';

const CLASSES = {
  ExcludeLowercase: 'abcdefghijklmnopqrstuvwxyz',
  ExcludeUppercase: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  ExcludeNumbers: '0123456789',
  ExcludePunctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
} as const;

type Exclusion = keyof typeof CLASSES;

export interface GenerateSecretString extends Partial<Record<Exclusion, boolean>> {
  readonly SecretStringTemplate?: string;
  readonly GenerateStringKey?: string;
  readonly PasswordLength?: number;
  readonly ExcludeCharacters?: string;
  readonly IncludeSpace?: boolean;
  readonly RequireEachIncludedType?: boolean;
}

const pick = (from: string): string => from[randomInt(from.length)] ?? '';

const password = (rule: GenerateSecretString): string => {
  const excluded = new Set(rule.ExcludeCharacters ?? '');
  const classes = (Object.keys(CLASSES) as Exclusion[])
    .filter((name) => !rule[name])
    .map((name) => [...CLASSES[name]].filter((char) => !excluded.has(char)).join(''))
    .filter((characters) => characters.length > 0);
  const all = classes.join('') + (rule.IncludeSpace ? ' ' : '');
  const length = rule.PasswordLength ?? 32;
  const required = rule.RequireEachIncludedType === false ? [] : classes.map(pick);
  const rest = Array.from({ length: length - required.length }, () => pick(all));
  return [...required, ...rest]
    .map((char) => [randomInt(2 ** 32), char] as const)
    .sort(([a], [b]) => a - b)
    .map(([, char]) => char)
    .join('');
};

/** The text of a new secret: a password, or the template with the password under its key. */
export const generateSecret = (rule: GenerateSecretString): string => {
  if (!rule.GenerateStringKey) return password(rule);
  return JSON.stringify({ ...JSON.parse(rule.SecretStringTemplate ?? '{}'), [rule.GenerateStringKey]: password(rule) });
};
