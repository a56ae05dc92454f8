/** How a department's MySQL or MariaDB is reached: the text of its secret. */
import type * as z from 'zod';
import { databaseSettings } from './database-settings.ts';
import { readSecret } from './secret.ts';

export const MysqlSettings = databaseSettings(3306);
export type MysqlSettings = z.infer<typeof MysqlSettings>;

/** Throws an error that repeats nothing of the secret. */
export const readMysqlSettings = (secret: string): MysqlSettings => readSecret(MysqlSettings, secret);
