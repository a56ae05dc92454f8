/** Whom and what a source names: by the registry as it is today; what is gone keeps its id. */
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Bilingual } from '#schemas/department.ts';
import { LIBRARY } from './words.ts';

export const plain = (id: string): Bilingual => ({ zh: id, en: id });

/** Short name of a department, or of the library by `certificates`. */
export const whoIn =
  (snapshot: IndexedSnapshot) =>
  (id: string): Bilingual => {
    if (id === 'certificates') return LIBRARY;
    const found = snapshot.department(id);
    return found?.short ?? found?.name ?? plain(id);
  };

/** From whom, and what: of a resource or of `certificates/<type>`. */
export const sourceIn = (snapshot: IndexedSnapshot, resource: string) => {
  const provider = resource.split('/')[0] ?? '';
  return {
    from: { id: provider, name: whoIn(snapshot)(provider) },
    what: { id: resource, name: snapshot.resource(resource)?.name ?? plain(resource) },
  };
};
