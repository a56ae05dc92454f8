/** Finds Java without starting it: starting a JVM only to ask its version costs as much as DynamoDB Local's own start. */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

export const JAVA_NEEDED =
  'OneTrip needs Java 17 or newer for DynamoDB Local: install it (Debian: apt-get install openjdk-17-jre-headless)';

const runnable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Path of the java program, from JAVA_HOME or PATH. Throws one clear line when there is none. */
export const findJava = (env: NodeJS.ProcessEnv = process.env): string => {
  const folders = [env.JAVA_HOME ? join(env.JAVA_HOME, 'bin') : '', ...(env.PATH ?? '').split(':')];
  const found = folders
    .filter(Boolean)
    .map((folder) => join(folder, 'java'))
    .find(runnable);
  if (!found) throw new Error(JAVA_NEEDED);
  return found;
};
