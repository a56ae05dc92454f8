/** Options by which one says what is asked: purpose, party, leaves, request. */
import { readFileSync } from 'node:fs';
import type { Purpose } from '#schemas/exchange.ts';
import type { PartyRole } from '#schemas/grant.ts';
import { type Context, needed, type Option } from './command.ts';
import { Usage } from './failure.ts';

export const WISH: Readonly<Record<string, Option>> = {
  purpose: {
    type: 'string',
    value: 'standing:<code> | matter:<name>',
    zh: '用途：常设用途或事项',
    en: 'what for: a standing purpose, or a matter',
  },
  ticket: {
    type: 'string',
    value: '<file>',
    zh: '办件凭据所在文件，- 为标准输入',
    en: 'file with the case ticket; - reads standard input',
  },
  party: {
    type: 'string',
    value: '<role>',
    zh: '当事人角色，缺省 applicant',
    en: 'role of the party; applicant unless said',
  },
  field: {
    type: 'string',
    multiple: true,
    value: '<pointer>',
    zh: "字段，如 /titles/*/use；'*' 为全部已编目字段",
    en: "a leaf, such as /titles/*/use; '*' asks for all that are declared",
  },
};

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Usage(`无法读取 cannot read ${file}`);
  }
};

export const purposeOf = async ({ text, stdin }: Context): Promise<Purpose> => {
  const [kind, name] = needed(text('purpose'), '--purpose standing:<code> | matter:<name>').split(':');
  if ((kind !== 'standing' && kind !== 'matter') || !name)
    throw new Usage('用途应写作 a purpose is written --purpose standing:<code> | matter:<name>');
  if (kind === 'standing') return { kind, code: name };
  const file = text('ticket');
  if (file === undefined) return { kind, matter: name };
  return { kind, matter: name, ticket: (file === '-' ? await stdin() : readText(file)).trim() };
};

export const partyOf = ({ text }: Context): { role: PartyRole } => ({
  role: (text('party') ?? 'applicant') as PartyRole,
});

/** Without any, says which there are. */
export const fieldsOf = async ({ list, hub, signal }: Context, resource: string): Promise<string[]> => {
  const given = list('field');
  if (given.length > 0 && !given.includes('*')) return [...given];
  const { fields } = await hub().resources.get(resource, { signal });
  const declared = fields.map(({ pointer }) => pointer);
  if (given.length > 0) return declared;
  throw new Usage(`缺少 missing: --field <pointer>\n  ${declared.join('\n  ')}`);
};

/** The request: a file, standard input, or, with a warning, the command line itself. */
export const requestOf = async ({ text, stdin, term }: Context): Promise<unknown> => {
  const given = needed(text('request'), '--request @file | -');
  const inline = given !== '-' && !given.startsWith('@');
  if (inline)
    term.note(
      term.style(
        'yellow',
        '! 命令行会留在历史记录和进程列表中，个人信息请用 @文件 或 -\n! The command line stays in the history and in the list of processes: use @file or - for people',
      ),
    );
  const json = given === '-' ? await stdin() : inline ? given : readText(given.slice(1));
  try {
    return JSON.parse(json);
  } catch {
    throw new Usage('--request: 不是 JSON is no JSON');
  }
};
