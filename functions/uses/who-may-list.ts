/** Who may ask for somebody who looked at his data. The rules see the caller and the ground, never whether anything is known of the person. */
import type { Caller } from '#functions/kernel/request.ts';
import { forbidden, identify, type Party } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import { IDENTIFIED_BY, type UsesGround } from '#schemas/uses.ts';

interface Facts {
  readonly who: Party;
  readonly ground: UsesGround;
}

const holds = ({ who }: Facts, role: 'citizen-service-officer' | 'supervisor'): boolean =>
  who.officer?.roles.includes(role) === true;

const seenBy = ({ who, ground }: Facts): boolean =>
  ground.kind !== 'self' ||
  (IDENTIFIED_BY[ground.by].callers as readonly string[]).includes(who.officer ? 'officer' : 'system');

/** Rule, when it refuses, and what is needed. The first that refuses speaks. */
const RULES = [
  [
    'system-for-self-only',
    ({ who, ground }) => !who.officer && ground.kind !== 'self',
    '业务系统只能为已核验身份的本人查询 A system asks for the person himself only',
  ],
  [
    'way-not-of-caller',
    (facts) => !seenBy(facts),
    '该身份核验方式不适用于此查询渠道 This way of identifying is not one that the caller can have seen',
  ],
  [
    'needs-service-officer',
    (facts) =>
      facts.who.officer !== undefined &&
      facts.ground.kind !== 'supervision' &&
      !holds(facts, 'citizen-service-officer'),
    '须由公民数据查询受理人员办理 A citizen service officer must ask',
  ],
  [
    'needs-supervisor',
    (facts) =>
      facts.ground.kind === 'supervision' && !(holds(facts, 'supervisor') && facts.who.department.dataAuthority),
    '监督检查须由主管部门监督人员办理 A supervisor of the data authority must ask',
  ],
] as const satisfies readonly (readonly [string, (facts: Facts) => boolean, string])[];

/** Throws forbidden, explained. */
export const mayList = (snapshot: IndexedSnapshot, caller: Caller, ground: UsesGround): Party => {
  const who = identify(snapshot, caller, 'uses');
  const broken = RULES.find(([, refuses]) => refuses({ who, ground }));
  if (broken) throw forbidden(snapshot, broken[0], broken[2]);
  return who;
};
