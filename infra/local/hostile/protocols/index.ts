/** The protocols of the bar. A new one adds its file and one line. */
import type { Play } from '../stage.ts';
import { protocol as ferry } from './ferry.ts';
import { protocol as hub } from './hub.ts';
import { protocol as mysql } from './mysql.ts';
import { protocol as postgres } from './postgres.ts';
import { protocol as rest } from './rest.ts';
import { protocol as soap } from './soap.ts';

const at = (file: string): string => new URL(file, import.meta.url).href;

export const protocols: readonly Play[] = [
  { protocol: rest, module: at('./rest.ts') },
  { protocol: soap, module: at('./soap.ts') },
  { protocol: postgres, module: at('./postgres.ts') },
  { protocol: mysql, module: at('./mysql.ts') },
  { protocol: ferry, module: at('./ferry.ts') },
  { protocol: hub, module: at('./hub.ts') },
];
