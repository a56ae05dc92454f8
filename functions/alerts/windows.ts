/**
 * In which sets of sightings a look is counted. Times shorter than a day overlap by half, so that whoever looks at so many people within half of
 * it is noticed wherever it begins, and nobody with fewer than that within the whole. Large numbers are counted from a sample that depends on the
 * person alone, so a set never holds more than SAMPLE of them, and whoever comes twice, late or out of order changes nothing.
 */
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { Look } from '#schemas/alert.ts';
import type { Watch } from './thresholds.ts';

/** A set of sightings: who was seen, in one window, by one watched party. */
export interface Sightings {
  readonly of: string;
  readonly window: string;
  /** How many of them are enough. */
  readonly enough: number;
  /** Each stands for so many people. */
  readonly each: number;
  /** Epoch ms. */
  readonly since: number;
  readonly until: number;
}

const SAMPLE = 256;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
/** Characters of a handle: 36 bits, so that two people pass for one in a set of 256 once in a million sets. */
const SEEN_CHARACTERS = 6;

/** What stands for a person in a set; another part of the handle decides on the sample. */
export const seenAs = (handle: string): string => handle.slice(0, SEEN_CHARACTERS);
const inSample = (handle: string, each: number): boolean =>
  Buffer.from(handle.slice(SEEN_CHARACTERS, SEEN_CHARACTERS * 2), 'base64url').readUInt32BE() % each === 0;

const spans = (at: number, minutes: number): { window: string; since: number; until: number }[] => {
  const length = minutes * MINUTE_MS;
  if (minutes === DAY_MINUTES) {
    const day = beijingDate(at);
    const since = Date.parse(`${day}T00:00:00+08:00`);
    return [{ window: day, since, until: since + length }];
  }
  const half = length / 2;
  const begun = Math.floor(at / half) * half;
  return [begun, begun - half].map((since) => ({ window: String(since / MINUTE_MS), since, until: since + length }));
};

/** Empty when the person is not in the sample, or a sequence cannot be seen. */
export const sightingsOf = ({ threshold, who }: Watch, { at, near }: Look, handle: string): Sightings[] => {
  const { watch, pattern, distinct, minutes } = threshold;
  // A sequence is short, and its people are counted one by one.
  const each = pattern === 'many' ? Math.ceil(distinct / SAMPLE) : 1;
  if (!inSample(handle, each) || (pattern === 'sequence' && near === undefined)) return [];
  const of = [watch, who, minutes, ...(pattern === 'sequence' ? [near] : [each])].join('#');
  const enough = Math.min(SAMPLE, Math.ceil(distinct / each));
  return spans(at, minutes).map((span) => ({ ...span, of: `${pattern}#${of}`, enough, each }));
};
