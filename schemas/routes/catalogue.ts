/** Everything that the catalogue serves: resources, grants, and the clocks by which they are decided. */
import type { Routes } from '../route.ts';
import { clockRoutes } from './clocks.ts';
import { grantCourseRoutes } from './grant-course.ts';
import { grantRoutes } from './grants.ts';
import { impactRoutes } from './impact.ts';
import { resourceRoutes } from './resources.ts';

export const catalogueRoutes = {
  ...resourceRoutes,
  ...grantRoutes,
  ...grantCourseRoutes,
  ...clockRoutes,
  ...impactRoutes,
} as const satisfies Routes;
