/** The stand-in's own process: health certificates of staff over local REST, and births in a file, made of the invented population. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LI_JIE, XU_XIAOWEN } from '#city/cast.ts';
import { dateOf, daysOf } from '#city/generate/codes.ts';
import type { Person, Population } from '#city/population.ts';
import { type RestStart, restProcess } from '../rest/process.ts';
import { today } from '../today.ts';

interface Start extends RestStart {
  readonly population: Population;
  readonly folder: string;
}

/** They work in Wang Qiang's kitchen, and were examined this spring. */
const STAFF = [LI_JIE, XU_XIAOWEN];

const compact = (date: string): string => date.replaceAll('-', '');

/** Every grown-up has worked with food once; one of five let his certificate run out. */
const certificatesOf = ({ people }: Population) => {
  const now = daysOf(today());
  return people
    .filter(({ code, bornOn }) => STAFF.includes(code) || bornOn < '2005')
    .map(({ code }, i) => {
      const lapsed = !STAFF.includes(code) && i % 5 === 4;
      const examined = now - (lapsed ? 500 : 60 + (i % 200));
      return {
        sfzh: i % 3 === 2 ? `${code} `.toLowerCase() : code,
        sfyx: lapsed ? '否' : '1',
        jkzbh: `永健 ${dateOf(examined).slice(0, 4)}－${String(i + 1).padStart(6, '0')}`,
        cylb: i % 6 === 5 ? '０２' : '01',
        tjrq: i % 2 === 0 ? compact(dateOf(examined)) : dateOf(examined).replaceAll('-', '/'),
        yxqz: dateOf(examined + 364),
        fzjg: '永康市疾病预防控制中心　',
      };
    });
};

/** The woman of the household is the mother of its children. */
const birthsOf = ({ people }: Population): (string | null)[][] => {
  const of = (household: number, is: (person: Person) => boolean) =>
    people.find((person) => person.household === household && person.relation !== 'child' && is(person));
  return people
    .filter(({ relation }) => relation === 'child')
    .flatMap((child, i) => {
      const [mother, father] = [
        of(child.household, ({ sex, relation }) => sex === 'female' && relation !== 'parent'),
        of(child.household, ({ sex }) => sex === 'male'),
      ];
      if (!mother) return [];
      const issued = compact(dateOf(daysOf(child.bornOn) + 4));
      return [
        [
          mother.code,
          `Q${String(330_000_000 + i)}`,
          child.name,
          child.sex === 'male' ? '1' : '2',
          compact(child.bornOn),
          '永康市妇幼保健院',
          father?.name ?? null,
          issued,
          '0',
        ],
      ];
    });
};

/** Made anew at each start, as the department's nightly export is. */
const writeBirths = (folder: string, population: Population): void => {
  const file = join(folder, 'births.sqlite');
  rmSync(file, { force: true });
  const database = new DatabaseSync(file);
  database.exec(
    'create table csyxzm (mqsfzh text, bh text, xsexm text, xb text, csrq text, csdd text, fqxm text, qfrq text, sfzf text)',
  );
  const insert = database.prepare('insert into csyxzm values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  database.exec('begin');
  for (const row of birthsOf(population)) insert.run(...row);
  database.exec('commit');
  database.close();
};

restProcess(({ population, folder }: Start) => {
  const certificates = new Map(certificatesOf(population).map((one) => [one.sfzh.trim().toUpperCase(), one]));
  writeBirths(folder, population);
  return {
    '/jkz': {
      // 40401 查无记录: nothing is known.
      reply: ({ sfzh }) => {
        const found = certificates.get(String(sfzh));
        return found ? { data: found } : { code: 40401 };
      },
    },
  };
});
