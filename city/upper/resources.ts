/** What Jinhua's housing bureau and tax service can be asked: the same kinds of question as in the city below, about the whole of Jinhua. */
import type { Resource } from '#schemas/resource.ts';
import { housingResources } from '../resources/housing.ts';
import { taxationResources } from '../resources/taxation.ts';

const SHARED = ['housing/contract-filing', 'taxation/tax-certificate'];

export const upperResources: readonly Resource[] = [...housingResources, ...taxationResources]
  .filter(({ id }) => SHARED.includes(id))
  .map((resource) => ({
    ...resource,
    // Which fact is whose is told by each hub for itself.
    fields: resource.fields.map(({ element: _element, ...field }) => field),
  }));
