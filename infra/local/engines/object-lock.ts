/** What S3 keeps of an object beside its bytes, and fauxqs does not: until when it is locked, and how, whether it is under a legal hold, and under whose key. In memory: for as long as the engine runs. */
export interface Locked {
  /** ARN of the key under which it is encrypted, where that was said. */
  readonly kmsKey?: string;
  readonly mode?: string;
  /** Epoch ms. */
  readonly until?: number;
  /** Legal hold: beside `until`, and without an end of its own. */
  readonly held?: boolean;
}

/** `invalid`: 400 InvalidArgument; `denied`: 403 AccessDenied, as for every lock that would become shorter; `exists`: 412. */
export type Verdict = 'done' | 'invalid' | 'denied' | 'exists';

export interface ObjectLocks {
  /** Before an object is put. `onlyNew`: If-None-Match: *. */
  put(name: string, wanted: Locked, onlyNew: boolean): Verdict;
  retain(name: string, wanted: Locked): Verdict;
  hold(name: string, on: boolean): Verdict;
  of(name: string): Locked | undefined;
  /** An object that was not put after all. */
  forget(name: string): void;
  /** Every object that was put since the start, by bucket/key. */
  all(): ReadonlyMap<string, Locked>;
}

const MODES = new Set(['GOVERNANCE', 'COMPLIANCE']);

/** Both or neither, a mode that is one, and a date that is to come: by the machine's clock, as S3 judges by its own. */
const wellFormed = ({ mode, until }: Locked): boolean =>
  mode === undefined ? until === undefined : MODES.has(mode) && until !== undefined && until > Date.now();

export const objectLocks = (): ObjectLocks => {
  const known = new Map<string, Locked>();
  return {
    put: (name, wanted, onlyNew) => {
      if (!wellFormed(wanted)) return 'invalid';
      if (onlyNew && known.has(name)) return 'exists';
      known.set(name, wanted);
      return 'done';
    },
    retain: (name, wanted) => {
      if (wanted.mode === undefined || !wellFormed(wanted)) return 'invalid';
      const before = known.get(name);
      const shorter = (before?.until ?? 0) > (wanted.until ?? 0);
      const weaker = before?.mode === 'COMPLIANCE' && wanted.mode !== 'COMPLIANCE';
      if (shorter || weaker) return 'denied';
      known.set(name, { ...before, ...wanted });
      return 'done';
    },
    hold: (name, held) => {
      known.set(name, { ...known.get(name), held });
      return 'done';
    },
    of: (name) => known.get(name),
    forget: (name) => void known.delete(name),
    all: () => new Map(known),
  };
};
