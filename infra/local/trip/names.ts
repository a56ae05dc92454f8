/** Short names as tables and slips have them. */
import { departments } from '#city/departments.ts';
import type { Bilingual } from '#schemas/department.ts';

export const LIBRARY: Bilingual = { zh: '电子证照库', en: 'Library' };

/** Of a department by its id; of the library by `certificates`. */
export const shortName = (id: string): Bilingual => {
  if (id === 'certificates') return LIBRARY;
  const found = departments.find((department) => department.id === id);
  return found?.short ?? found?.name ?? { zh: id, en: id };
};

/** Of the department that answers a resource. */
export const providerOf = (resource: string): Bilingual => shortName(resource.split('/')[0] ?? '');
