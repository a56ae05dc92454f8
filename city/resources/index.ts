/** 资源目录 the catalogue of the sample city: a new department adds one line. */
import type { Resource } from '#schemas/resource.ts';
import { realEstateResources } from './real-estate.ts';

export const resources: readonly Resource[] = [...realEstateResources];
