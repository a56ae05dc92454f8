/** 大数据局: answers out of what was sent down 回流, as long as the flow by which it came is lawful. */
import { type Adapter, adapter } from '#functions/exchange/adapter.ts';
import { problem } from '#functions/kernel/problem.ts';
import { dataAuthority as asked } from '#schemas/departments/data-authority.ts';
import { COPY_KEPT_MS } from '#schemas/upper.ts';
import type { CopiesStore } from '../protocols/upper/copies.store.ts';
import { sureUpTo } from '../protocols/upper/gap.ts';

/** `now`: epoch ms of this machine; what is kept too long is not answered. */
export const dataAuthority = ({ look }: Pick<CopiesStore, 'look'>, now: () => number): Adapter =>
  adapter('data-authority', asked, {
    'house-contract-copy': async ({ party, contract }) => {
      const { copy, flow } = await look({ resource: 'jinhua/house-contract', subject: party, record: [contract] });
      // The copy lives by the permission under which it was sent: taken back above, it is answered here no more.
      if (flow?.stopped?.rule.startsWith('hub-')) throw problem('department-refused', { cause: 'return-not-granted' });
      if (!copy || !flow || copy.ended || copy.keptUntil <= now()) return null;
      const sure = sureUpTo(flow, copy.keptUntil - COPY_KEPT_MS);
      if (sure === undefined) return null;
      return { ...(copy.data as object), toldAt: copy.toldAt, asOf: new Date(sure).toISOString() };
    },
  });
