/** What the stand-in's own registers say 人口信息系统, in the ugliness of real ones: padded, full-width, dates of three kinds. Invented people only. */
import { createHash } from 'node:crypto';
import { cardFrom, cardUntil } from '#city/generate/cards.ts';
import { minorsOf, pagesOf } from '#city/generate/households.ts';
import type { Person, Population } from '#city/population.ts';
import type { Cells } from '../ferry/process.ts';

/** Everything that is made up about somebody is made from his number, so that it is the same on every day. */
const chanceOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE(0);

const fullWidth = (text: string): string =>
  text.replace(/[0-9]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

/** One number in three was typed in full width, one ends in a small x where it ends in X. */
const typed = (code: string): string => {
  const kind = chanceOf(`typed ${code}`) % 3;
  return kind === 0 ? fullWidth(code) : kind === 1 ? code.toLowerCase() : ` ${code}`;
};

const dateIn = (day: string, seed: string): string => {
  const [y, m, d] = day.split('-');
  const kind = chanceOf(seed) % 3;
  return kind === 0 ? `${y}${m}${d}` : kind === 1 ? day : `${y}年${Number(m)}月${Number(d)}日`;
};

/** As it was typed in; 长期 without an end. */
const validUntil = (person: Person): string => {
  const until = cardUntil(person);
  return until === undefined ? '长期' : dateIn(until, `until ${person.code}`);
};

interface Registers {
  /** By resource: cells of a question without its number, to cells of the answer without number and outcome; undefined: nothing known. */
  readonly identity: (cells: Cells) => Cells | undefined;
  readonly household: (cells: Cells) => Cells | undefined;
  readonly 'standard-address': (cells: Cells) => Cells | undefined;
}

const RELATION = { head: '户主', spouse: '配偶', child: '子女', parent: '父母' } as const;

/** Half of them in the signs of a Chinese keyboard. */
const listed = (codes: readonly string[], seed: string): string =>
  codes.length === 0 ? '无' : codes.map(typed).join(chanceOf(`list ${seed}`) % 2 === 0 ? '；' : '、');

export const registers = ({ people, titles, asOf }: Population): Registers => {
  const byCode = new Map(people.map((person) => [person.code, person]));
  const pages = pagesOf(people);
  const byUnit = new Map(titles.map((title) => [title.unitNumber, title]));
  // The oldest of all is the one who has died.
  const dead = people.toSorted((a, b) => (a.bornOn < b.bornOn ? -1 : 1))[0]?.code;
  const negative = titles.at(-1)?.unitNumber;
  return {
    identity: ([code = '']) => {
      const person = byCode.get(code);
      if (!person) return undefined;
      const from = cardFrom(person);
      const name = chanceOf(code) % 2 === 0 ? `${person.name}　` : person.name;
      const living = code === dead ? '否' : '是';
      return [typed(code), name, living, dateIn(from, `from ${code}`), validUntil(person), '永康市公安局 '];
    },
    household: ([code = '']) => {
      const [person, page] = [byCode.get(code), pages.get(code)];
      if (!person || !page) return undefined;
      const relation = ` ${RELATION[person.relation]}`;
      const entered = dateIn(page.registeredOn, `entered ${code}`);
      const minors = listed(minorsOf(people, person, asOf), code);
      return [typed(code), person.name, fullWidth(page.household), relation, '是', entered, minors];
    },
    'standard-address': ([code = '', unit = '']) => {
      const title = byUnit.get(unit);
      if (!title) return undefined;
      const address = `浙江省金华市${title.location}`;
      const number = `330784${String(chanceOf(unit)).padStart(12, '0')}`;
      return [typed(code), unit, address, fullWidth(number), unit === negative ? '是' : '否'];
    },
  };
};
