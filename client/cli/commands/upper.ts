/** upper resources, upper returns: the level above. */
import { type Command, needed } from '../command.ts';
import { table } from '../terminal.ts';

export const upperResources: Command = {
  name: 'upper resources',
  args: '<department>',
  zh: '上级资源目录，及须关注的变化',
  en: 'What the hub above offers, and what in it should be looked at',
  options: {
    mapped: { type: 'boolean', zh: '仅本地可查询的', en: 'only what can be asked here' },
    findings: { type: 'boolean', zh: '仅须关注的', en: 'only what should be looked at' },
  },
  run: async ({ hub, args, term, flag, signal }) => {
    const above = needed(args[0], '<department>');
    const filter = {
      ...(flag('mapped') ? { mapped: 'true' as const } : {}),
      ...(flag('findings') ? { findings: 'true' as const } : {}),
    };
    const found = await hub().upper.resources(above, filter, { signal }).all();
    for (const one of found) term.print(one);
    const rows = found.map(({ id, name, version, state, sharing, mapped, findings }) => [
      id,
      name.zh,
      name.en,
      version,
      state,
      sharing,
      mapped?.resource,
      findings.map(({ rule, field }) => [rule, field].filter(Boolean).join(' ')).join('; '),
    ]);
    const heads = ['上级资源 above', '名称', 'name', '版本', '状态 state', '共享 sharing', '本地 here', '须关注 look'];
    term.say(table(term, heads, rows));
  },
};

export const upperReturns: Command = {
  name: 'upper returns',
  args: '<department>',
  zh: '回流进度：已到序号、是否停止',
  en: 'How far what is sent down has come, and whether it stands still',
  run: async ({ hub, args, term, signal }) => {
    const above = needed(args[0], '<department>');
    const found = await hub().upper.returns(above, { signal });
    for (const one of found) term.print(one);
    const rows = found.map(({ resource, upper, after, completeAt, stopped, refused }) => [
      resource,
      upper,
      after,
      completeAt,
      stopped?.rule,
      refused.length,
    ]);
    const heads = ['资源 resource', '上级资源 above', '序号 number', '截至 complete', '停止 stopped', '未取 refused'];
    term.say(table(term, heads, rows));
  },
};
