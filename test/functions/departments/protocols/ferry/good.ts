/** A parcel of questions as the hub keeps it, and the good answer to it. */
import { randomUUID } from 'node:crypto';
import { castPeople } from '#city/cast.ts';
import type { StoredParcel } from '#functions/departments/protocols/ferry/parcels.store.ts';
import type { Draft } from './other-side.ts';

const HEADING = ['问题编号', '查询结果', '公民身份号码', '姓名', '是否健在', '有效期起', '有效期止', '签发机关'];

/** One row for each of the cast, rare characters among them, and one about nobody. */
const identityRows = (ids: readonly string[], people = castPeople): string[][] => [
  HEADING,
  ...ids.map((id, i) => {
    const person = people[i];
    return person
      ? [id, '查得', person.code.toLowerCase(), `${person.name}　`, '是', '20190316', '长期', '永康市公安局']
      : [id, '查无', '', '', '', '', '', ''];
  }),
];

export const storedParcel = (ids: readonly string[], over: Partial<StoredParcel> = {}): StoredParcel => ({
  v: 1,
  id: randomUUID(),
  department: 'public-security',
  madeAt: '2026-10-09T01:30:00.000Z',
  keptUntil: Date.parse('2026-10-10T01:30:00Z'),
  sha256: 'b'.repeat(64),
  questions: [{ resource: 'identity', ids: [...ids] }],
  ...over,
});

export const goodAnswer = ({ id, sha256, questions }: StoredParcel): Draft => ({
  label: { kind: 'answers', answers: { parcel: id, sha256 } },
  sheets: new Map(questions.map(({ ids }) => ['identity.csv', identityRows(ids)])),
});
