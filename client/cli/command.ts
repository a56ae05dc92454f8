/** A command as data: what it is called with, what it says of itself, what it does. */
import { parseArgs } from 'node:util';
import type { Bilingual } from '#schemas/department.ts';
import type { OneTrip } from '../sdk/index.ts';
import { EXIT_TEXT, type Exit, Usage } from './failure.ts';
import type { Env } from './profile.ts';
import type { Terminal } from './terminal.ts';

export interface Option extends Bilingual {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  /** What stands behind it: <file>. */
  readonly value?: string;
}

export interface Context {
  readonly term: Terminal;
  readonly env: Env;
  /** Connects when it is first used. */
  readonly hub: () => OneTrip;
  readonly signal: AbortSignal;
  readonly stdin: () => Promise<string>;
  /** Writes to standard output as it is: a file that was fetched. */
  readonly raw: (text: string) => void;
  /** Positional arguments behind the command's name. */
  readonly args: readonly string[];
  readonly text: (name: string) => string | undefined;
  readonly list: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
}

export interface Command extends Bilingual {
  /** grant list */
  readonly name: string;
  /** <grant> */
  readonly args: string;
  readonly options?: Readonly<Record<string, Option>>;
  run(context: Context): Promise<Exit | undefined>;
}

/** Of every command. */
export const GLOBAL: Readonly<Record<string, Option>> = {
  profile: {
    type: 'string',
    value: '<name>',
    zh: '登录配置；local 为本机城市',
    en: 'whom to speak as; local: the city on this machine',
  },
  as: {
    type: 'string',
    value: '<client>',
    zh: '与 --profile local 连用：以哪个业务系统',
    en: 'with --profile local: which system',
  },
  json: { type: 'boolean', zh: '机器可读，每项一行 JSON', en: 'machine-readable, one line of JSON for each thing' },
  help: { type: 'boolean', zh: '说明', en: 'this text' },
};

/** The context's readers of options. Throws Usage. */
export const readOptions = (words: readonly string[], options: Readonly<Record<string, Option>>) => {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { type, multiple = false }]) => [
      name,
      { type, multiple, ...(name === 'help' ? { short: 'h' } : {}) },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: config, allowPositionals: true });
    const all = values as Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
    const list = (name: string) => [all[name] ?? []].flat().map(String);
    return {
      args: positionals,
      text: (name: string) => list(name)[0],
      list,
      flag: (name: string) => all[name] === true,
    };
  } catch (error) {
    // Its first sentence names the option; what follows may repeat a value.
    throw new Usage(String((error as Error).message).split(/[.:]\s/)[0] ?? 'usage');
  }
};

const optionLines = (options: Readonly<Record<string, Option>>): string[] =>
  Object.entries(options).flatMap(([name, { value = '', zh, en, multiple }]) => [
    `  --${name}${value ? ` ${value}` : ''}${multiple ? ' …' : ''}`,
    `      ${zh}`,
    `      ${en}`,
  ]);

export const commandHelp = ({ name, args, zh, en, options = {} }: Command): string =>
  [
    zh,
    en,
    '',
    `  onetrip ${name}${args ? ` ${args}` : ''}${Object.keys(options).length > 0 ? ' [选项 options]' : ''}`,
    '',
    ...optionLines({ ...options, ...GLOBAL }),
  ].join('\n');

export const generalHelp = (commands: readonly Command[]): string =>
  [
    '数据跑腿命令行 The command line of OneTrip',
    '',
    ...commands.flatMap(({ name, args, zh, en }) => [
      `  onetrip ${name}${args ? ` ${args}` : ''}`,
      `      ${zh}`,
      `      ${en}`,
    ]),
    '',
    '个人信息不写在命令行上：用 --request @文件 或 --request -（标准输入）。',
    'Personal data does not belong on the command line: --request @file, or - for standard input.',
    '',
    ...optionLines(GLOBAL),
    '',
    '退出码 Exit codes:',
    ...EXIT_TEXT.map(([code, text]) => `  ${String(code).padStart(3)}  ${text}`),
  ].join('\n');

/** The first argument, or Usage naming what is missing. */
export const needed = (value: string | undefined, what: string): string => {
  if (value === undefined || value === '') throw new Usage(`缺少 missing: ${what}`);
  return value;
};
