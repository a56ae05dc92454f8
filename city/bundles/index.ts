/** 一件事 templates of the city, each with its versions by date. */
import type { BundleTemplate } from '#schemas/bundle.ts';
import { catering } from './catering.ts';
import { houses } from './houses.ts';

export const bundles: readonly BundleTemplate[] = [...catering, ...houses];
