/** From words to a command to an exit code. */
import { OneTrip } from '../sdk/index.ts';
import { type Command, commandHelp, GLOBAL, generalHelp, readOptions } from './command.ts';
import { answerCommand, askCommand } from './commands/ask.ts';
import { batchCancel, batchCreate, batchList, batchResult, batchStatus } from './commands/batch.ts';
import { disputeList, disputeRaise, disputeShow, disputeStep } from './commands/disputes.ts';
import {
  grantDecide,
  grantFormCheck,
  grantProvide,
  grantRequest,
  grantResume,
  grantRevoke,
  grantSuspend,
} from './commands/grant-changes.ts';
import { grantCheck, grantList, grantShow } from './commands/grants.ts';
import { configCommand, loginCommand } from './commands/login.ts';
import { resourceShow, resourcesCommand } from './commands/resources.ts';
import { tailCommand } from './commands/tail.ts';
import { upperResources, upperReturns } from './commands/upper.ts';
import { usesCommand } from './commands/uses.ts';
import { EXIT, type Exit, failed, Usage } from './failure.ts';
import { speaker } from './profile.ts';
import { type Streams, terminal } from './terminal.ts';

const COMMANDS: readonly Command[] = [
  loginCommand,
  configCommand,
  resourcesCommand,
  resourceShow,
  grantCheck,
  grantList,
  grantShow,
  grantRequest,
  grantFormCheck,
  grantDecide,
  grantProvide,
  grantSuspend,
  grantResume,
  grantRevoke,
  disputeList,
  disputeShow,
  disputeRaise,
  disputeStep,
  askCommand,
  answerCommand,
  batchCreate,
  batchList,
  batchStatus,
  batchResult,
  batchCancel,
  tailCommand,
  upperResources,
  upperReturns,
  usesCommand,
];

/** The longest name that the words begin with. */
const named = (words: readonly string[]): Command | undefined =>
  COMMANDS.toSorted((a, b) => b.name.length - a.name.length).find(({ name }) =>
    name.split(' ').every((part, i) => words[i] === part),
  );

export interface Process extends Streams {
  readonly stdin: () => Promise<string>;
  readonly signal: AbortSignal;
}

/** Never throws. */
export const run = async (words: readonly string[], process: Process): Promise<Exit> => {
  const term = terminal(process, words.includes('--json'));
  const { env, stdin, signal } = process;
  try {
    const command = named(words);
    if (!command) {
      const wantsHelp = words.length === 0 || words.some((word) => ['--help', '-h', 'help'].includes(word));
      process.stdout.write(`${generalHelp(COMMANDS)}\n`);
      if (wantsHelp) return EXIT.done;
      throw new Usage(
        `没有此命令 no such command: ${words
          .filter((word) => !word.startsWith('-'))
          .slice(0, 2)
          .join(' ')}`,
      );
    }
    const read = readOptions(words.slice(command.name.split(' ').length), { ...command.options, ...GLOBAL });
    if (read.flag('help')) {
      process.stdout.write(`${commandHelp(command)}\n`);
      return EXIT.done;
    }
    let made: OneTrip | undefined;
    const hub = (): OneTrip => {
      made ??= new OneTrip(speaker(env, read.text('profile'), read.text('as')));
      return made;
    };
    return (
      (await command.run({ ...read, term, env, stdin, signal, hub, raw: (text) => void process.stdout.write(text) })) ??
      EXIT.done
    );
  } catch (error) {
    if (signal.aborted) {
      term.progress('');
      return EXIT.interrupted;
    }
    return failed(term, error);
  }
};
