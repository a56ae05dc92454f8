/** resources, resource show. */
import { type Command, needed } from '../command.ts';
import { facts, table } from '../terminal.ts';

const HOW: Readonly<Record<string, string>> = { now: '即时 at once', later: '异步 later', change: '办理 change' };

export const resourcesCommand: Command = {
  name: 'resources',
  args: '[search …]',
  zh: '检索资源目录',
  en: 'Search the catalogue of resources',
  options: {
    department: { type: 'string', value: '<id>', zh: '提供部门', en: 'of this department only' },
  },
  run: async ({ hub, args, term, text, signal }) => {
    const [department, q] = [text('department'), args.join(' ')];
    const filter = { ...(department ? { department } : {}), ...(q ? { q } : {}) };
    const found = await hub().resources.list(filter, { signal }).all();
    for (const resource of found) term.print(resource);
    const rows = found.map(({ id, name, asked, sharing, protocol, fields }) => [
      id,
      name.zh,
      name.en,
      HOW[asked ?? 'now'],
      sharing,
      protocol,
      fields.length,
    ]);
    term.say(table(term, ['资源 resource', '名称', 'name', '方式 how', '共享 sharing', '协议', '字段'], rows));
  },
};

export const resourceShow: Command = {
  name: 'resource show',
  args: '<department/resource>',
  zh: '资源详情：字段、级别、依据',
  en: 'One resource: its leaves, their levels, its ground',
  run: async ({ hub, args, term, signal }) => {
    const resource = await hub().resources.get(needed(args[0], '<department/resource>'), { signal });
    term.print(resource);
    term.say(
      facts(term, [
        ['资源 resource', resource.id],
        ['名称 name', `${resource.name.zh} ${resource.name.en}`],
        ['版本 version', `${resource.version} ${resource.state}`],
        ['方式 how', HOW[resource.asked ?? 'now']],
        ['共享 sharing', resource.sharing],
        ['依据 ground', resource.legalBasis],
        ['更新 updated', resource.updatePeriod],
        ['替代 replaces', resource.replaces.map(({ zh, en }) => `${zh} ${en}`).join('; ')],
      ]),
    );
    term.say('');
    const rows = resource.fields.map(({ pointer, name, type, sensitivity, level }) => [
      pointer,
      name.zh,
      name.en,
      type,
      sensitivity,
      level,
    ]);
    term.say(table(term, ['字段 leaf', '名称', 'name', '类型 type', '敏感 sensitivity', '级别 level'], rows));
  },
};
