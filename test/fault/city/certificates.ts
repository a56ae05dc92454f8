/** Certificates after the storm: none twice, none half. */
import { isDone } from './answers.ts';
import type { Heard } from './callers.ts';
import type { Stored } from './stored.ts';

export const brokenCertificates = (
  history: readonly Heard[],
  { certificates, exchanges, missingFiles }: Stored,
): string[] => {
  const whole = certificates.filter(({ sk }) => sk === 'certificate');
  const at = new Set(certificates.map(({ pk, sk }) => `${pk} ${sk}`));
  const naming = (start: string) =>
    certificates.filter(({ pk }) => pk.startsWith(start)).map(({ identifier }) => identifier);
  const issues = exchanges.filter(({ kind }) => kind === 'issue').map(({ certificate }) => certificate);
  const heard = history.filter((one) => one.operation.kind === 'issue' && isDone(one));
  const byNumber = Map.groupBy(heard, ({ operation }) => (operation.kind === 'issue' ? operation.number : -1));

  const once = (what: string, names: readonly string[], identifier: string) => {
    const times = names.filter((name) => name === identifier).length;
    return times === 1 ? [] : [`${identifier} has ${times} ${what}`];
  };
  const [keys, numbers] = [naming('key#').filter(Boolean), naming('number#')];
  return [
    ...missingFiles.map((key) => `${key} is missing`),
    ...whole.flatMap(({ identifier, holders, type, files }) => [
      ...once('records of issue', issues, identifier),
      ...once('keys', keys, identifier),
      ...once('numbers', numbers, identifier),
      ...(at.has(`file#${files.pdf} file`) ? [] : [`${identifier} has no entry of its page`]),
      ...holders
        .filter((handle: string) => !at.has(`${handle} ${type}#${identifier}`))
        .map(() => `${identifier} is not found by its holder`),
    ]),
    ...[...issues, ...keys, ...numbers]
      .filter((identifier) => !at.has(`${identifier} certificate`))
      .map((identifier) => `${identifier} is half issued`),
    ...[...byNumber].flatMap(([number, all]) =>
      new Set(all.map(({ body }) => body.identifier)).size > 1 ? [`number ${number} was issued twice`] : [],
    ),
    ...heard
      .filter(({ body }) => !at.has(`${body.identifier} certificate`))
      .map(({ body }) => `${body.identifier} was answered and does not stand`),
  ];
};
