/** Processes as the kernel sees them. */
import { readFileSync } from 'node:fs';

/** One that has ended and that nobody has fetched (a zombie) does not run: in a container there may be nobody who fetches. */
const ended = (pid: number): boolean => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // proc(5): the state stands behind the name, which may hold parentheses itself.
    return stat[stat.lastIndexOf(')') + 2] === 'Z';
  } catch {
    return false;
  }
};

/** Whether it runs. Who was killed runs for a moment still: poll. */
export const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0) && !ended(pid);
  } catch {
    return false;
  }
};
