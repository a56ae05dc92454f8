/** Short names as tables and slips have them. */
import { departments } from '#city/departments.ts';
import { LIBRARY } from '#functions/matters/words.ts';
import type { Bilingual } from '#schemas/department.ts';

/** Of a department by its id; of the library by `certificates`. */
export const shortName = (id: string): Bilingual => {
  if (id === 'certificates') return LIBRARY;
  const found = departments.find((department) => department.id === id);
  return found?.short ?? found?.name ?? { zh: id, en: id };
};
