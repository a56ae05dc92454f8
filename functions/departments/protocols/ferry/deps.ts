/** What both ways of the ferry stand on. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { CardsStore } from './cards.store.ts';
import type { FerriedOf } from './ferried.ts';
import type { Link } from './link.ts';
import type { ParcelsStore } from './parcels.store.ts';
import type { FerryQuestions } from './questions.ts';

export interface FerryDeps {
  readonly department: string;
  readonly ferried: FerriedOf;
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly link: () => Promise<Link>;
  readonly questions: FerryQuestions;
  readonly parcels: ParcelsStore;
  readonly cards: CardsStore;
}
