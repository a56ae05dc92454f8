/** Identifiers of X-Road (PR-REST 4.1, PR-MESS): slash-separated, each part percent-encoded by itself. */
import { XRoadError } from './errors.ts';

/** instance/class/member/subsystem. */
export type MemberId = readonly [instance: string, memberClass: string, member: string, subsystem: string];

const PART = /^[A-Za-z0-9'()+,\-.=?]{1,255}$/;

export const written = (parts: readonly string[]): string => parts.map(encodeURIComponent).join('/');

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new XRoadError('Client.BadRequest', 'the path is not percent-encoded UTF-8');
  }
};

/**
 * Segments of a path, decoded, with `.` and `..` resolved first, so that what is checked is what is served. An encoded slash stays inside
 * its segment. Throws when the path leads above its root.
 */
export const segments = (path: string): string[] => {
  const out: string[] = [];
  for (const part of path.split('/').map(decoded)) {
    if (/[\p{Cc}\\]/u.test(part)) throw new XRoadError('Client.BadRequest', 'the path holds what no path holds');
    if (part === '..' && out.pop() === undefined)
      throw new XRoadError('Client.BadRequest', 'the path leads above its root');
    if (part !== '' && part !== '.' && part !== '..') out.push(part);
  }
  return out;
};

/** `what`: the header or path it stands in. Throws Client.BadRequest. */
export const identifier = (text: string, what: string, ...lengths: readonly number[]): string[] => {
  const parts = text.split('/').map(decoded);
  if (!lengths.includes(parts.length) || !parts.every((part) => PART.test(part)))
    throw new XRoadError('Client.BadRequest', `${what} is no identifier of ${lengths.join(' or ')} parts`);
  return parts;
};

/** After r1: the five parts of a service and the rest of the path. The subsystem is not left out (as no X-Road server lets it be). */
export const service = (parts: readonly string[]): { member: MemberId; code: string; rest: readonly string[] } => {
  const [instance, memberClass, member, subsystem, code, ...rest] = parts;
  if (code === undefined || !parts.slice(0, 5).every((part) => PART.test(part)))
    throw new XRoadError('Client.BadRequest', 'the path names no service: /r1/instance/class/member/subsystem/service');
  return { member: [instance, memberClass, member, subsystem] as unknown as MemberId, code, rest };
};
