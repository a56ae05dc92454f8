/**
 * 目录同步: the catalogue above is read whole, and what changed in it is kept. Our own catalogue is changed by people alone: what somebody
 * should look at is a finding beside the line, and is said once in the log.
 */
import { isDeepStrictEqual } from 'node:util';
import { log } from '#functions/kernel/log.ts';
import { ProblemError, problem } from '#functions/kernel/problem.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Finding, StoredUpperResource } from '#schemas/upper.ts';
import type { UpperCatalogueStore } from './catalogue.store.ts';
import { findingsOf, type MappedResource, Offered } from './findings.ts';
import type { UpperHub } from './upper-hub.ts';

export interface CatalogueDeps {
  readonly snapshots: SnapshotHolder;
  readonly catalogue: UpperCatalogueStore;
  readonly hub: Pick<UpperHub, 'resources' | 'version'>;
}

const EVERY_MS = 3_600_000;
/** The schedule is not exact to the second. */
const EARLY_MS = 30_000;
/** A city has some hundreds of resources. */
const MOST_PAGES = 100;

const readOffered = (said: unknown): Offered => {
  const parsed = Offered.safeParse(said);
  if (!parsed.success) throw problem('department-answer-invalid', { cause: 'upper:resource' });
  return parsed.data;
};

/** Whole or not at all: half a catalogue would make the other half look gone. */
const offeredAbove = async (hub: CatalogueDeps['hub']): Promise<ReadonlyMap<string, Offered>> => {
  const found = new Map<string, Offered>();
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const { items, next } = await hub.resources(cursor);
    for (const item of items.map(readOffered)) found.set(item.id, item);
    if (next === undefined) return found;
    cursor = next;
  }
  throw problem('department-answer-too-large', { cause: 'upper:catalogue' });
};

const keptBefore = async (
  catalogue: UpperCatalogueStore,
  upper: string,
): Promise<ReadonlyMap<string, StoredUpperResource>> => {
  const found = new Map<string, StoredUpperResource>();
  let after: string | undefined;
  do {
    const { lines, next } = await catalogue.page(upper, 100, after);
    for (const line of lines) found.set(line.id, line);
    after = next;
  } while (after !== undefined);
  return found;
};

const versionAbove = async ({ hub }: CatalogueDeps, { upper, upperVersion }: MappedResource) => {
  try {
    return readOffered(await hub.version(upper, upperVersion));
  } catch (error) {
    if (error instanceof ProblemError && error.extra.cause === 'hub-unknown') return undefined;
    throw error;
  }
};

type Line = Omit<StoredUpperResource, 'seenAt' | 'changedAt'>;

const lineOf = (
  upper: string,
  { id, name, version, state, sharing, ends, fields }: Omit<Line, 'v' | 'upper' | 'findings' | 'mapped'>,
  mapped: MappedResource | undefined,
  findings: Finding[],
): Line => ({
  ...{ v: 1, upper, id, name, version, state, sharing, fields, findings },
  ...(ends === undefined ? {} : { ends }),
  ...(mapped ? { mapped: { resource: mapped.resource, version: mapped.upperVersion } } : {}),
});

const isNew = (finding: Finding, before: StoredUpperResource | undefined): boolean =>
  !(before?.findings ?? []).some(({ rule, field }) => rule === finding.rule && field === finding.field);

const GONE: readonly Finding[] = [{ rule: 'gone' }];

/** Whether it is time, or somebody asked. `now`: epoch ms. */
export const isCatalogueDue = async ({ catalogue }: CatalogueDeps, upper: string, now: number): Promise<boolean> => {
  const { checkedAt, wantedAt = 0 } = await catalogue.look(upper);
  return checkedAt === undefined || now - checkedAt >= EVERY_MS - EARLY_MS || wantedAt > checkedAt;
};

/** The number of lines that changed. Throws what kept it from being read whole; what was there stays then. */
export const readCatalogue = async (
  deps: CatalogueDeps,
  upper: string,
  mappings: readonly MappedResource[],
  now: number,
): Promise<number> => {
  const snapshot = await deps.snapshots.current();
  const [offered, before] = [await offeredAbove(deps.hub), await keptBefore(deps.catalogue, upper)];
  const mappedTo = new Map(mappings.map((one) => [one.upper, one]));
  const lines: Line[] = [];
  for (const id of new Set([...offered.keys(), ...before.keys(), ...mappedTo.keys()])) {
    const [current, mapped] = [offered.get(id), mappedTo.get(id)];
    const version = mapped && (await versionAbove(deps, mapped));
    const shown = current ?? version ?? before.get(id);
    const ours = mapped && snapshot.resource(mapped.resource);
    const findings = mapped ? findingsOf(mapped, ours, version, current?.version) : current ? [] : [...GONE];
    // Mapped, and never heard of above: there is no line to keep, so it is said each time.
    if (shown) lines.push(lineOf(upper, shown, mapped, findings));
    else log('error', { event: 'upper-changed', department: upper, resource: id, rule: 'gone' });
  }
  let changed = 0;
  for (const line of lines) {
    const was = before.get(line.id);
    const { seenAt = now, changedAt: _, ...rest } = was ?? {};
    if (was && isDeepStrictEqual(rest, line)) continue;
    // Before it is kept: who dies in between says it again.
    for (const { rule } of line.mapped ? line.findings.filter((one) => isNew(one, was)) : [])
      log('error', { event: 'upper-changed', department: upper, resource: line.mapped?.resource ?? line.id, rule });
    await deps.catalogue.put({ ...line, seenAt, changedAt: now });
    changed += 1;
  }
  await deps.catalogue.mark(upper, 'checkedAt', now);
  return changed;
};
