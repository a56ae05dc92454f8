/** 受理点: what is taken where, and by whom. What is not taken here is said before anybody fills in anything, with the nearest place that takes it. */
import { problem } from '#functions/kernel/problem.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { forbidden, type Party } from '#functions/snapshot/caller.ts';
import type { CaseSubject } from '#schemas/case.ts';
import type { Pins } from '#schemas/case-acts/filing.ts';
import type { Place } from '#schemas/hall.ts';
import type { Matter } from '#schemas/matter.ts';
import { matterOf } from './template.ts';
import { type Asking, deskFor } from './whose.ts';

const takes = ({ id, kind }: Place, matters: readonly Matter[]): boolean =>
  kind === 'hall' || matters.every(({ sameHandling }) => sameHandling.places.includes(id));

const DEGREE_KM = 111.2;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;
/** Within a county the plane does. */
export const kilometres = (a: Place['position'], b: Place['position']): number =>
  DEGREE_KM * Math.hypot(a.latitude - b.latitude, (a.longitude - b.longitude) * Math.cos(radians(a.latitude)));

/** Throws unprocessable: the place is not known, or does not take every matter; the detail names the nearest that does. */
export const assertTakenAt = (matters: IndexedMatters, { matters: pinned }: Pins, id: string): void => {
  const { places } = matters.raw.hall;
  if (!places) return;
  const here = places.find((place) => place.id === id);
  if (!here) throw problem('unprocessable', { errors: [{ field: '/place', rule: 'place-unknown' }] });
  const wanted = Object.entries(pinned).map(([matter, version]) => matterOf(matters, matter, version));
  if (takes(here, wanted)) return;
  const [nearest] = places
    .filter((place) => takes(place, wanted))
    .toSorted((a, b) => kilometres(here.position, a.position) - kilometres(here.position, b.position));
  const others = nearest ? `${nearest.name.zh} ${nearest.name.en}` : '无 none';
  throw problem('unprocessable', {
    detail: `${here.name.zh}不受理该事项；最近的受理点 not taken here, the nearest place that takes it: ${others}`,
    errors: [{ field: '/place', rule: 'not-taken-here' }],
  });
};

interface Taken {
  /** Department that speaks for the hall. */
  readonly hall: string;
  readonly place: string;
  readonly subject: CaseSubject;
}

/** 受理授权 of who speaks for the hall. Throws forbidden, explained, with the desk that takes it. */
export const assertMayTake = (asking: Asking, { hall, place, subject }: Taken, { officer }: Party): void => {
  const refuse = (rule: string, need: string) =>
    forbidden(asking.snapshot, rule, need, deskFor(asking, { hall, subject }, []));
  if (officer?.place !== undefined && officer.place !== place)
    throw refuse('officer-place', `人员所在受理点为 the officer sits at ${officer.place}`);
  const wanted = 'matter' in subject ? subject.matter : subject.bundle;
  if (officer?.takes !== undefined && !officer.takes.includes(wanted))
    throw refuse('officer-matter', `须持有该事项受理授权 the officer must be certified for ${wanted}`);
};
