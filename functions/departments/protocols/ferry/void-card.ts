/** Asking about one card: from what the deltas brought, and from nothing else. */
import { type HubKeys, subjectHandle } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { CardsStore } from './cards.store.ts';

export interface CardAsked {
  readonly holder: string;
  /** yyyy-mm-dd */
  readonly validFrom: string;
}

/** A person's number stood on several cards; with the first day of its validity it names one. */
export const cardHandle = (keys: HubKeys, { holder, validFrom }: CardAsked): string =>
  subjectHandle(keys, `${holder}#${validFrom}`);

/** Whether this card was declared void, and as of when that is known. Never "not void" before a delta was taken. */
export const voidCard = async (
  department: string,
  card: CardAsked,
  { cards, keys }: { readonly cards: Pick<CardsStore, 'head' | 'delta' | 'declared'>; readonly keys: HubKeys },
): Promise<{ readonly void: boolean; readonly asOf: string }> => {
  // The head first: a delta that completes in between must not be claimed without its cards.
  const head = await cards.head(department);
  if (!head) throw problem('department-unavailable', { cause: 'ferry:no-delta-yet', retryAfter: 3600 });
  const declared = await cards.declared(cardHandle(keys, card));
  const completed = await Promise.all(
    declared
      .filter(({ delta }) => delta <= head.number)
      .map(async ({ delta, digest }) => (await cards.delta(department, delta))?.digest === digest),
  );
  return { void: completed.includes(true), asOf: head.day };
};
