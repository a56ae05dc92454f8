/** How a resource is declared: its leaves as short rows, and what all resources of a department have in common said once. */
import type { Bilingual } from '#schemas/department.ts';
import type { Resource, ResourceField } from '#schemas/resource.ts';
import { departments } from '../departments.ts';
import { withElements } from '../elements.ts';

/** Pointer, 中文, English, type, sensitivity, and the level when it is not `fields`. */
export type Leaf = readonly [
  string,
  string,
  string,
  ResourceField['type'],
  ResourceField['sensitivity'],
  ResourceField['level']?,
];

export const leaf = ([pointer, zh, en, type, sensitivity, level = 'fields']: Leaf): ResourceField => ({
  pointer,
  name: { zh, en },
  type,
  sensitivity,
  level,
});

type Common = 'department' | 'legalBasis' | 'protocol' | 'updatePeriod' | 'subject';

/** 3 部门类, two digits for the department, 001, and the place among what it declares; base data 基础类 say their own code. */
const codeOf = (department: string, place: number): string => {
  const number = departments.findIndex(({ id }) => id === department) + 1;
  return `3${String(number).padStart(2, '0')}001/${String(place).padStart(4, '0')}`;
};

const MOST_NAMED = 5;

/** What it holds, in the words of its leaves. */
const summaryOf = ({ name, fields }: Pick<Resource, 'name' | 'fields'>): Bilingual => {
  const named = fields.slice(0, MOST_NAMED);
  const more = fields.length - named.length;
  return {
    zh: `${name.zh}：${named.map((one) => one.name.zh).join('、')}${more > 0 ? `等${fields.length}项` : ''}`,
    en: `${name.en}: ${named.map((one) => one.name.en).join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  };
};

const CONDITION =
  '依法履职所需，按授权事项和办件使用，不得超出用途、留存或转供 for the duty and the case named in the grant only';

/** First what a department's resources share, then each one; a resource may say otherwise. */
export const declares = (common: Pick<Resource, Common> & Partial<Resource>) => {
  let place = 0;
  return (own: Pick<Resource, 'id' | 'name' | 'fields' | 'replaces'> & Partial<Resource>): Resource => {
    place += 1;
    return {
      v: 1,
      revision: 1,
      kind: 'resource',
      version: 1,
      state: 'published',
      code: codeOf(common.department, place),
      summary: summaryOf(own),
      format: 'json',
      sharing: 'conditional',
      condition: CONDITION,
      // A change is done once, for one.
      means: own.asked === 'change' ? ['exchange'] : ['exchange', 'batch', 'events'],
      openness: 'closed',
      period: 'realtime',
      ...common,
      ...own,
      fields: withElements(own.id, own.fields),
    };
  };
};
