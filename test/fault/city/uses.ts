/** What a citizen is told finally says what the record says: every use of his data, and no other. */
import { CHEN_FUYING, HU_YAN, LI_JIE, LI_NA, WANG_QIANG } from '#city/cast.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { call } from '#test/city/support.ts';
import type { Stored } from './stored.ts';

/** One person's list: the ids of all its pages, and the record of the look itself. */
export interface Told {
  readonly look: string;
  readonly ids: readonly string[];
}

interface Page {
  readonly exchange: string;
  readonly items: readonly { readonly record: { readonly id: string } }[];
  readonly next?: string;
}

const GROUND = { kind: 'self', by: 'id-card-at-window', reference: 'CK3-STORM-0001' };

/** After all has settled, asked for each person that the storm was about. */
export const toldUses = async (city: LocalCity): Promise<Told[]> => {
  const token = await city.officerToken('officer-shen-yue');
  const told = async (subject: string): Promise<Told> => {
    const pages: Page[] = [];
    do {
      const cursor = pages.at(-1)?.next;
      const body = { subject, ground: GROUND, limit: 100, kinds: ['exchange', 'find', 'pull', 'copy', 'issue'] };
      const answer = await call<Page & Record<string, unknown>>(city, 'POST', '/v1/uses', {
        token,
        body: { ...body, ...(cursor === undefined ? {} : { cursor }) },
      });
      if (answer.status !== 200) throw new Error(`uses: ${answer.status} ${answer.text}`);
      pages.push(answer.body);
    } while (pages.at(-1)?.next !== undefined);
    return { look: pages[0]?.exchange ?? '', ids: pages.flatMap(({ items }) => items.map(({ record }) => record.id)) };
  };
  return Promise.all([LI_NA, WANG_QIANG, CHEN_FUYING, HU_YAN, LI_JIE].map(told));
};

export const brokenUses = ({ exchanges }: Stored, told: readonly Told[]): string[] =>
  told.flatMap(({ look, ids }) => {
    const handle = exchanges.find(({ id }) => id === look)?.handle;
    if (handle === undefined) return ['a list of uses has no record'];
    const about = exchanges.filter((record) => record.handle === handle && record.kind !== 'uses');
    const expected = about.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).map(({ id }) => id);
    if (JSON.stringify(expected) === JSON.stringify(ids)) return [];
    return [`a list of ${ids.length} uses stands for ${expected.length} records`];
  });
