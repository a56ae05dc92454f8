/** 一件事 templates of the city, each with its versions by date. */
import type { BundleTemplate } from '#schemas/bundle.ts';
import { catering } from './catering.ts';
import { foreignTradeBundle } from './foreign-trade.ts';
import { houses } from './houses.ts';
import { lodging } from './lodging.ts';
import { newborn } from './persons.ts';

export const bundles: readonly BundleTemplate[] = [...catering, lodging, ...houses, newborn, ...foreignTradeBundle];
