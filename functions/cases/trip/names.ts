/** What a trip names beside its sources. */
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { plain } from '#functions/matters/names.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Bilingual } from '#schemas/department.ts';

export interface Naming {
  readonly snapshot: IndexedSnapshot;
  readonly matters: IndexedMatters;
}

export const placeIn = ({ raw: { hall } }: IndexedMatters, id: string): Bilingual =>
  hall.places?.find((place) => place.id === id)?.name ?? (id === hall.id ? hall.name : plain(id));
