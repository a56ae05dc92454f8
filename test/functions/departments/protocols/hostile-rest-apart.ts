/** The hostile department in a process of its own, so that a measured process holds only the hub's half. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Behaviour, startHostile } from './hostile-rest.ts';

const self = fileURLToPath(import.meta.url);

export const startApart = async (behaviour: Behaviour) => {
  const child = fork(self, [behaviour], { execArgv: [] });
  const [url] = (await once(child, 'message')) as [string];
  return {
    url,
    stop: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
};

if (process.argv[1] === self && process.send) {
  const department = await startHostile();
  department.behave(process.argv[2] as Behaviour);
  process.once('disconnect', () => process.exit(0));
  process.send(department.url);
}
