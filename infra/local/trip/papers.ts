/** The materials that the restaurant's template of 2017 asks for, as this trip spares them: where a department can be asked, it is. */
import { bundles } from '#city/bundles/index.ts';
import { handWritten } from '#city/matters/index.ts';
import { papersOf } from '#functions/matters/papers.ts';
import type { Material } from '#schemas/material.ts';

const template = bundles.find(({ id, version }) => id === 'catering' && version === 1);
if (!template) throw new Error('the city has lost its restaurant of 2017');

export const catering2017: readonly Material[] = papersOf(
  template,
  (matter, version) => handWritten.find((one) => one.id === matter && one.version === version),
  { prefer: 'exchange' },
);
