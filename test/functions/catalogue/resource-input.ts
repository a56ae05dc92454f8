/** A resource as a department writes it: the city's title, under another code and without claims, so that many may be made of it. */

import type * as z from 'zod';
import { realEstateResources } from '#city/resources/real-estate.ts';
import type { Resource } from '#schemas/resource.ts';
import { ResourceInput } from '#schemas/routes/resources.ts';

type Input = z.input<typeof ResourceInput>;

const inputOf = (resource: Resource): Input => {
  const allowed = new Set(Object.keys(ResourceInput.shape));
  return ResourceInput.parse(Object.fromEntries(Object.entries(resource).filter(([name]) => allowed.has(name))));
};

const title = realEstateResources.find(({ id }) => id === 'real-estate/title')!;

export const titleInput: Input = inputOf(title);

/** `code`: of the garden, lest it be the title's. */
export const gardenInput: Input = {
  ...titleInput,
  code: '303009/0001',
  fields: titleInput.fields.map(({ element: _element, ...field }) => field),
};
