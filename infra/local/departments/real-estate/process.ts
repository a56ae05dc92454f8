/** The stand-in's own process: the centre's database behind its front table. */
import { answerAsFrontTable } from '../postgres/front.ts';
import { FURTHER_VIEW_FAULTS, VIEW_FAULTS } from './hostile.ts';
import { rows } from './rows.ts';
import { INDEXES, SCHEMA, viewSql } from './schema.ts';

answerAsFrontTable({
  role: 'qzk_ro',
  schema: SCHEMA + viewSql(),
  rows: (population) =>
    Object.fromEntries(Object.entries(rows(population)).map(([table, list]) => [`bdc.${table}`, list])),
  indexes: INDEXES,
  views: { none: viewSql(), ...VIEW_FAULTS, ...FURTHER_VIEW_FAULTS },
});
