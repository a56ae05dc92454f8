/** batch create, list, status, result, cancel. */
import { open, readFile } from 'node:fs/promises';
import type { Batch } from '#schemas/batch.ts';
import { hasEnded } from '../../sdk/index.ts';
import { type Command, type Context, needed } from '../command.ts';
import { EXIT, type Exit, Usage } from '../failure.ts';
import { fieldsOf, partyOf, purposeOf, WISH } from '../question.ts';
import { bar, facts, table } from '../terminal.ts';

const WAIT = { type: 'boolean', zh: '等到结束，显示进度', en: 'wait to the end, with a progress bar' } as const;
const FORMAT = { type: 'string', value: 'csv | ndjson', zh: '格式，缺省 csv', en: 'format; csv unless said' } as const;

const formatOf = ({ text }: Context): 'csv' | 'ndjson' => {
  const format = text('format') ?? 'csv';
  if (format !== 'csv' && format !== 'ndjson') throw new Usage('--format csv | ndjson');
  return format;
};

const counted = ({ progress }: Batch): string =>
  Object.entries(progress?.outcomes ?? {})
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${outcome} ${count}`)
    .join(', ');

const tell = ({ term }: Context, batch: Batch): Exit => {
  term.print(batch);
  const { id, state, resource, rows, progress, until, reason, refusals = [] } = batch;
  term.say(
    facts(term, [
      ['批量 batch', id],
      ['状态 state', state],
      ['资源 resource', resource],
      ['行 rows', rows === undefined ? undefined : `${progress?.done ?? 0} / ${rows}`],
      ['结果 outcomes', counted(batch)],
      ['等待 waiting', progress?.waiting && `${progress.waiting.why} → ${progress.waiting.until}`],
      ['原因 reason', reason],
      ['此状态至 until', until],
    ]),
  );
  if (refusals.length > 0)
    term.say(
      table(
        term,
        ['行 row', '列 column', '规则 rule'],
        refusals.map(({ row, column, rule }) => [row, column, rule]),
      ),
    );
  return state === 'failed' || state === 'expired' ? EXIT.rule : EXIT.done;
};

const follow = async (context: Context, id: string): Promise<Batch> => {
  const { hub, term, signal } = context;
  const ended = await hub().batches.wait(id, {
    signal,
    onProgress: (batch) => {
      const { rows = 0, progress, state } = batch;
      term.progress(
        rows > 0 ? `${bar((progress?.done ?? 0) / rows)} ${progress?.done ?? 0}/${rows} ${counted(batch)}` : state,
      );
    },
  });
  term.progress('');
  return ended;
};

export const batchCreate: Command = {
  name: 'batch create',
  args: '<department/resource>',
  zh: '批量查询：上传文件并提交',
  en: 'A batch: upload the file and submit it',
  options: {
    ...WISH,
    file: {
      type: 'string',
      value: '<file>',
      zh: '数据文件，首行为请求成员名',
      en: 'the rows; in CSV the heading names the members of the request',
    },
    format: FORMAT,
    charset: {
      type: 'string',
      value: 'utf-8 | gb18030',
      zh: 'CSV 字符集，缺省 utf-8',
      en: 'of the CSV; utf-8 unless said',
    },
    key: {
      type: 'string',
      value: '<key>',
      zh: '幂等键：中断后用同一键继续',
      en: 'Idempotency-Key: go on with the same batch after an interruption',
    },
    wait: WAIT,
  },
  run: async (context) => {
    const { args, hub, text, flag, term, signal } = context;
    const resource = needed(args[0], '<department/resource>');
    const name = needed(text('file'), '--file <file>');
    const purpose = await purposeOf(context);
    const [party, fields, format] = [partyOf(context), await fieldsOf(context, resource), formatOf(context)];
    const charset = text('charset') === 'gb18030' ? 'gb18030' : 'utf-8';
    const file = await readFile(name).catch(() => {
      throw new Usage(`无法读取 cannot read ${name}`);
    });
    const asked = purpose.kind === 'matter' ? { kind: purpose.kind, matter: purpose.matter } : purpose;
    const key = text('key');
    const sent = await hub().batches.send(
      { resource, purpose: asked, party, fields, format, charset },
      new Uint8Array(file),
      {
        signal,
        ...(key ? { idempotencyKey: key } : {}),
        onUpload: (there, all) => term.progress(`上传 upload ${bar(there / all)}`),
      },
    );
    term.progress('');
    return tell(context, flag('wait') ? await follow(context, sent.id) : sent);
  },
};

export const batchList: Command = {
  name: 'batch list',
  args: '',
  zh: '本部门的批量查询',
  en: 'Your own batches, newest first',
  run: async ({ hub, term, signal }) => {
    const all = await hub().batches.list({ signal }).all();
    for (const batch of all) term.print(batch);
    const rows = all.map(({ id, state, resource, rows: count, createdAt }) => [id, state, resource, count, createdAt]);
    term.say(table(term, ['批量 batch', '状态 state', '资源 resource', '行 rows', '新建 created'], rows));
    return EXIT.done;
  },
};

export const batchStatus: Command = {
  name: 'batch status',
  args: '<batch>',
  zh: '批量查询的进度',
  en: 'How far a batch is',
  options: { wait: WAIT },
  run: async (context) => {
    const id = needed(context.args[0], '<batch>');
    const wait = context.flag('wait');
    return tell(
      context,
      wait ? await follow(context, id) : await context.hub().batches.get(id, { signal: context.signal }),
    );
  },
};

export const batchResult: Command = {
  name: 'batch result',
  args: '<batch>',
  zh: '取回结果（每次取回都有记录）',
  en: 'Fetch the result (each fetch is recorded)',
  options: {
    format: FORMAT,
    out: {
      type: 'string',
      value: '<file>',
      zh: '写入文件（权限 600，不覆盖已有文件）',
      en: 'write it there: mode 600, never over a file that is there',
    },
  },
  run: async (context) => {
    const { args, hub, text, term, signal } = context;
    const batch = await hub().batches.get(needed(args[0], '<batch>'), { signal });
    if (!hasEnded(batch)) term.note('尚未结束，只有已完成的部分 It has not ended: only parts that are done');
    const out = text('out');
    const file =
      out === undefined
        ? undefined
        : await open(out, 'wx', 0o600).catch(() => {
            throw new Usage(`已存在或不可写 ${out} is there already, or cannot be written`);
          });
    try {
      let part = 0;
      for await (const lines of hub().batches.results(batch, formatOf(context), { signal })) {
        part += 1;
        term.progress(`取回 fetch ${bar(part / (batch.parts ?? 1))}`);
        if (file) await file.write(lines);
        else context.raw(lines);
      }
    } finally {
      await file?.close();
      term.progress('');
    }
    return EXIT.done;
  },
};

export const batchCancel: Command = {
  name: 'batch cancel',
  args: '<batch>',
  zh: '取消：不再查询其余各行',
  en: 'Ask no more rows',
  run: async (context) => {
    const { args, hub, signal } = context;
    return tell(context, await hub().batches.cancel(needed(args[0], '<batch>'), { signal }));
  },
};
