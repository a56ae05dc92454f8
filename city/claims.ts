/** Whose each catalogue code and data element is, as the hub itself would have noted it when the city's resources were published. */
import type { Claim } from '#schemas/catalogue.ts';
import { resources } from './resources/index.ts';

const claim = (id: string, owner: string): Claim => ({ v: 1, revision: 1, kind: 'claim', id, owner });

export const claims: readonly Claim[] = resources
  .filter(({ state }) => state === 'published')
  .flatMap(({ id, code, fields }) => [
    ...(code === undefined ? [] : [claim(`code#${code}`, id)]),
    ...fields.flatMap(({ element }) =>
      element && element.from === undefined ? claim(`element#${element.id}`, id) : [],
    ),
  ]);
