/** uses: who looked at somebody's data, for who has identified him. */
import { UsesRequest } from '#schemas/uses.ts';
import type { Command } from '../command.ts';
import { Usage } from '../failure.ts';
import { requestOf } from '../question.ts';
import { table } from '../terminal.ts';

export const usesCommand: Command = {
  name: 'uses',
  args: '',
  zh: '谁查询过我的数据（为已核验身份的人代查，每次查询本身也留痕）',
  en: 'Who looked at somebody’s data, asked for him by who has identified him; each look is itself recorded',
  options: {
    request: {
      type: 'string',
      value: '@file | -',
      zh: 'JSON：subject、ground，可加 from、until、department、resource、kinds',
      en: 'JSON: subject and ground; also from, until, department, resource, kinds',
    },
    sentences: { type: 'boolean', zh: '逐条成句', en: 'each use as a sentence' },
  },
  run: async (context) => {
    const { hub, term, flag, signal } = context;
    const whom = UsesRequest.safeParse(await requestOf(context));
    // Which member breaks which rule; never what stands there.
    if (!whom.success)
      throw new Usage(whom.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`).join('\n  '));
    const { cursor: _from, ...first } = whom.data;
    let [cursor, until]: (string | undefined)[] = [];
    const rows: (string | undefined)[][] = [];
    do {
      const page = await hub().uses.look({ ...first, limit: 100, ...(cursor ? { cursor } : {}) }, { signal });
      for (const use of page.items) {
        term.print(use);
        if (flag('sentences')) term.say(`${use.text.zh}\n  ${use.text.en}\n`);
        rows.push([use.at, use.who.department.zh, use.whom.zh, use.what.zh, use.purpose.name.zh, use.record.id]);
      }
      [cursor, until] = [page.next, page.completeUntil];
    } while (cursor !== undefined);
    if (!flag('sentences'))
      term.say(table(term, ['时间 at', '谁 who', '向 of', '什么 what', '为何 what for', '交换 exchange'], rows));
    term.say(
      `\n${rows.length} 条 uses; ${until ? `完整至 complete until ${until}` : '尚不能说明完整至何时（约迟 22 分钟） not known yet up to when it is complete (some 22 minutes behind)'}`,
    );
  },
};
