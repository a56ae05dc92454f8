/** 办理过程: the events of a case as lines that a person reads: when, what, by whom, and what was told of it. */
import { beijingMinute } from '#functions/kernel/beijing.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { CaseActor } from '#schemas/case.ts';
import type { CaseEvent } from '#schemas/case-act.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { Telling } from '../slips/line.ts';
import { type Happening, happenings, slipOf } from '../slips/slip-of.ts';
import { ownWords } from '../slips/words.ts';
import { matterOf } from '../template.ts';
import { ACT_WORDS } from './act-words.ts';

export interface TimelineTelling extends Telling {
  readonly snapshot: IndexedSnapshot;
}

export interface TimelineLine {
  readonly n: number;
  /** Asia/Shanghai. */
  readonly at: string;
  readonly what: Bilingual;
  readonly by: Bilingual;
  readonly told: readonly string[];
}

const plain = (id: string): Bilingual => ({ zh: id, en: id });

/** By post and body, never by name; under the registry of the day on which it is drawn. */
const actorIn = (snapshot: IndexedSnapshot, { kind, id, department, onBehalf }: CaseActor): Bilingual => {
  const body = snapshot.department(department)?.name ?? plain(department);
  const post = kind === 'officer' ? (snapshot.officer(id)?.post ?? id) : id;
  const behalf = onBehalf === undefined ? undefined : { zh: `（代 ${onBehalf}）`, en: ` (for ${onBehalf})` };
  return {
    zh: `${body.zh} ${post}${behalf?.zh ?? ''}`,
    en: `${body.en}, ${id}${behalf?.en ?? ''}`,
  };
};

const text = (value: unknown): string[] => (typeof value === 'string' && value !== '' ? [value] : []);

/** Where no slip went out: of which task, what was asked of whom, and the reason. */
const details = ({ event: { data } }: Happening): string[] => {
  const { resource, exchange } = (data.receipt ?? data) as { resource?: unknown; exchange?: unknown };
  return [[...text(resource), ...text(exchange)].join(' '), ...[data.reason, data.text, data.note].flatMap(text)];
};

const words = (happening: Happening, telling: Telling): string[] => {
  const slip = slipOf(happening);
  if (!slip) return details(happening);
  return ownWords(slip, happening, telling).flatMap(({ label, said }) =>
    said.map((one) => `${label.zh} ${label.en}：${typeof one === 'string' ? one : `${one.zh} ${one.en}`}`),
  );
};

const taskIn = ({ event, found }: Happening, { matters }: Telling): string[] => {
  const task = found.tasks.find(({ matter }) => matter === event.data.task);
  const name = task && matterOf(matters, task.matter, task.version).name;
  return name ? [`${name.zh} ${name.en}`] : [];
};

export const timelineOf = (events: readonly CaseEvent[], telling: TimelineTelling): TimelineLine[] =>
  happenings(events).map((happening) => {
    const { n, at, type, by } = happening.event;
    return {
      n,
      at: beijingMinute(at),
      what: ACT_WORDS[type],
      by: actorIn(telling.snapshot, by),
      told: [...taskIn(happening, telling), ...words(happening, telling)].filter((one) => one !== ''),
    };
  });
