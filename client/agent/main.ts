/** Runs the agent beside a department until it is told to stop: node client/agent/main.ts settings.json */
import type { Tell } from './agent.ts';
import { startAgent } from './run.ts';
import { readSettings } from './settings.ts';

const line = (said: object): void => {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...said })}\n`);
};
const tell: Tell = (event, more) => line({ event, ...more });

const start = () => {
  try {
    const settings = readSettings(process.argv[2] ?? 'agent.json');
    return { settings, agent: startAgent(settings, { tell }) };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return process.exit(1);
  }
};

const { settings, agent } = start();
line({ event: 'started', agent: agent.id });
const status = setInterval(() => line({ event: 'status', ...agent.status() }), settings.aliveMs);

const stop = async (): Promise<void> => {
  clearInterval(status);
  await agent.stop();
  line({ event: 'stopped' });
  // Kept connections, and the line to a parent, would hold it for ever.
  process.exit(0);
};
agent.ended.catch((error: Error) => {
  process.stderr.write(`the agent can work no more: ${error.name}\n`);
  process.exit(1);
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
// In a city on one machine the parent's end is the agent's end.
process.once('disconnect', stop);
// And there it says when something has come, so that nobody looks for nothing.
process.on('message', () => agent.look());
