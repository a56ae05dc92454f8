/** Whom and what a trip names: by the registry and the hall as they are today; what is gone keeps its id. */
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { LIBRARY } from '#functions/matters/spared.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Bilingual } from '#schemas/department.ts';

export interface Naming {
  readonly snapshot: IndexedSnapshot;
  readonly matters: IndexedMatters;
}

const plain = (id: string): Bilingual => ({ zh: id, en: id });

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

export const placeIn = ({ raw: { hall } }: IndexedMatters, id: string): Bilingual =>
  hall.places?.find((place) => place.id === id)?.name ?? (id === hall.id ? hall.name : plain(id));
