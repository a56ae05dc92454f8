/** 证件作废增量: the nightly delta of cards declared void. Taken without a gap and each once; of a card only a handle is kept. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { ProblemError, problem } from '#functions/kernel/problem.ts';
import type { ManifestOf } from '#schemas/ferry.ts';
import { CitizenId, PlainDate } from '#schemas/identifier.ts';
import { inTurns } from '../in-turns.ts';
import { code, date, text } from '../normalise.ts';
import type { Files } from './archive.ts';
import type { CardsStore, Delta } from './cards.store.ts';
import { refused } from './refused.ts';
import { type Row, readSheet } from './sheet.ts';
import { cardHandle } from './void-card.ts';

const SHEET = 'void-cards.csv';
const COLUMNS = ['公民身份号码', '有效期起', '作废日期', '作废原因'] as const;
const REASONS: ReadonlyMap<string, string> = new Map([
  ['挂失', 'lost'],
  ['换领', 'replaced'],
  ['注销', 'cancelled'],
]);
/** The two clocks may differ by this much. */
const SKEW_MS = 3_600_000;

interface DeclaredCard {
  readonly holder: string;
  readonly validFrom: string;
  readonly voidedOn: string;
  readonly reason: string;
}

const cardOf = (row: Row<(typeof COLUMNS)[number]>): DeclaredCard => {
  try {
    const card = {
      holder: code(row.公民身份号码),
      validFrom: date(row.有效期起),
      voidedOn: date(row.作废日期),
      reason: REASONS.get(text(row.作废原因)) ?? '',
    };
    const exists = [card.validFrom, card.voidedOn].every((day) => PlainDate.safeParse(day).success);
    if (card.reason && exists && CitizenId.safeParse(card.holder).success) return card;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
  throw refused('card-row');
};

const follows = (delta: Delta, head: Delta | undefined, now: number): void => {
  if (delta.number > (head?.number ?? 0) + 1) throw refused('delta-gap');
  if (head && delta.day < head.day) throw refused('delta-back');
  // Every later delta would go back behind it.
  if (delta.day > beijingDate(now + SKEW_MS)) throw refused('delta-ahead');
};

/** Takes one delta whole. `now`: epoch ms. Throws unprocessable and leaves the last good state as it was. */
export const takeDelta = async (
  department: string,
  { manifest, files }: { readonly manifest: ManifestOf<'void-cards'>; readonly files: Files },
  now: number,
  { cards, keys }: { readonly cards: CardsStore; readonly keys: HubKeys },
): Promise<void> => {
  const delta: Delta = { v: 1, ...manifest.delta, digest: manifest.archive.sha256 };
  const head = await cards.head(department);
  if (head && delta.number <= head.number) {
    const before = await cards.delta(department, delta.number);
    // Announced again because our answer was lost.
    if (before?.digest === delta.digest) return;
    throw refused(delta.number === head.number ? 'delta-repeated' : 'delta-back');
  }
  follows(delta, head, now);
  const [file] = manifest.files;
  const bytes = files.get(SHEET);
  if (!file || !bytes || files.size !== 1) throw refused('manifest-files');
  const declared = readSheet(bytes, COLUMNS, file.rows).map(cardOf);
  await inTurns(declared, ({ holder, validFrom, ...card }) =>
    cards.declare(cardHandle(keys, { holder, validFrom }), {
      v: 1,
      ...card,
      delta: delta.number,
      digest: delta.digest,
    }),
  );
  // Last, so that no card counts before all do.
  if ((await cards.complete(department, delta)) === 'stale') throw problem('conflict', { cause: 'ferry:delta-raced' });
};
