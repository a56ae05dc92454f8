/** The catalogue of matters with its look-ups made once per version. */
import type { BundleTemplate } from '#schemas/bundle.ts';
import type { Body } from '#schemas/hall.ts';
import type { Matter } from '#schemas/matter.ts';
import type { MatterCatalogue } from '#schemas/matter-catalogue.ts';
import { inForce } from './marks.ts';
import type { Pinned } from './papers.ts';

export interface IndexedMatters {
  readonly raw: MatterCatalogue;
  /** Every version of a matter, the oldest first. */
  versions(matter: string): readonly Matter[];
  templates(bundle: string): readonly BundleTemplate[];
  readonly pinned: Pinned;
  body(id: string): Body | undefined;
  /** What is in force on a day, by id. */
  on(day: string): readonly Matter[];
  readonly listed: ReadonlySet<string>;
}

export const indexMatters = (raw: MatterCatalogue): IndexedMatters => {
  const matters = Map.groupBy(raw.matters, ({ id }) => id);
  const bundles = Map.groupBy(raw.bundles, ({ id }) => id);
  const bodies = new Map(raw.bodies.map((body) => [body.id, body]));
  const versions = (id: string) => matters.get(id) ?? [];
  const ids = [...matters.keys()].toSorted();
  return {
    raw,
    versions,
    templates: (id) => bundles.get(id) ?? [],
    pinned: (id, version) => versions(id).find((one) => one.version === version),
    body: (id) => bodies.get(id),
    on: (day) => ids.flatMap((id) => inForce(versions(id), day) ?? []),
    listed: new Set(raw.exceptions.map(({ id }) => id)),
  };
};
