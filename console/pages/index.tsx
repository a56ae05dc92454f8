/** The components of the pages, each loaded when it is first opened. */
import { type ComponentType, lazy } from 'react';
import { HOME } from '../route.ts';

export const components: Readonly<Record<string, ComponentType>> = {
  [HOME]: lazy(() => import('./home/Home.tsx')),
  [`${HOME}/certificates`]: lazy(() => import('./certificates/Certificates.tsx')),
  [`${HOME}/verify`]: lazy(() => import('./verify/Verify.tsx')),
  [`${HOME}/operations`]: lazy(() => import('./operations/Operations.tsx')),
  [`${HOME}/uses`]: lazy(() => import('./uses/Uses.tsx')),
};
