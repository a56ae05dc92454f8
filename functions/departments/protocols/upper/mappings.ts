/** From how a resource is asked above (protocols/hub-mapping.ts) to what comes down of it: the same names, read the same way. */
import { valuesAt } from '#functions/kernel/pointer.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { PartyRole } from '#schemas/grant.ts';
import { type Mapped, mapping } from '../hub-mapping.ts';
import type { Mapping, SentDownAs } from './down.ts';

/** What is sent down of a mapped resource, under a grant above that names events. */
export interface SentDown {
  /** The standing purpose of that grant. */
  readonly purpose: string;
  readonly party: PartyRole;
  /** Our leaves. */
  readonly fields: readonly string[];
  /** Our leaves that tell a subject's records apart, where the agreement lets a copy be kept 回流副本. */
  readonly copiedBy?: readonly string[];
  /** The event by which a record ends, where there is one. */
  readonly endedBy?: string;
}

type Data = Readonly<Record<string, unknown>>;

const returned = (mapped: Mapped, { purpose, party, fields, copiedBy, endedBy }: SentDown): SentDownAs => {
  const names = mapping(mapped);
  return {
    purpose,
    party,
    fields: names.wanted(fields),
    data: (record) => {
      const data = names.answer(record);
      if (typeof data !== 'object' || data === null)
        throw problem('department-answer-invalid', { cause: 'upper:data' });
      return data as Data;
    },
    ...(copiedBy ? { copy: (data: Data) => copiedBy.flatMap((pointer) => valuesAt(pointer, data).map(String)) } : {}),
    ...(endedBy ? { endedBy } : {}),
  };
};

const pointersOf = ({ request, fields }: Mapped): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(Object.entries(request).map(([ours, theirs]) => [`/${ours}`, `/${theirs}`])),
  ...fields,
});

/** `renamed`: by our name, where a resource is called otherwise there since the mapping was written. */
export const mappings = (
  department: string,
  all: Readonly<Record<string, Mapped>>,
  sentDown: Readonly<Record<string, SentDown>>,
  renamed: Readonly<Record<string, string>>,
): readonly Mapping[] =>
  Object.entries(all).map(([name, mapped]) => {
    const down = sentDown[name];
    return {
      resource: `${department}/${name}`,
      upper: renamed[name] ?? mapped.resource,
      upperVersion: mapped.version,
      pointers: pointersOf(mapped),
      ...(down ? { returned: returned(mapped, down) } : {}),
    };
  });
