/** The components of the pages, each loaded when it is first opened. */
import { type ComponentType, lazy } from 'react';
import { HOME } from '../route.ts';
import { Renewed } from './closed.tsx';

/** A desk that was opened before the hub was renewed asks for files that are no more: it says so, instead of showing nothing. */
const page = (load: () => Promise<{ default: ComponentType }>): ComponentType =>
  lazy(() => load().catch(() => ({ default: Renewed })));

export const components: Readonly<Record<string, ComponentType>> = {
  [HOME]: page(() => import('./home/Home.tsx')),
  [`${HOME}/certificates`]: page(() => import('./certificates/Certificates.tsx')),
  [`${HOME}/shown`]: page(() => import('./shown/Shown.tsx')),
  [`${HOME}/verify`]: page(() => import('./verify/Verify.tsx')),
  [`${HOME}/operations`]: page(() => import('./operations/Operations.tsx')),
  [`${HOME}/uses`]: page(() => import('./uses/Uses.tsx')),
};
