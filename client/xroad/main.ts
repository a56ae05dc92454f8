/** Runs the X-Road gateway until it is told to stop: node client/xroad/main.ts settings.json */
import { startGateway } from './server.ts';
import { readSettings } from './settings.ts';

const say = (line: Readonly<Record<string, unknown>>): void => {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
};

try {
  const gateway = await startGateway(readSettings(process.argv[2] ?? 'xroad.json'), say);
  say({ event: 'listening', address: gateway.address });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void gateway.stop());
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
