/** Every recorded answer about a third party makes a notice that is due. */
import type { Consumer } from '#functions/kernel/queue.ts';
import { ACTS, ExchangeLine } from '#schemas/exchange.ts';
import { THIRD_PARTIES } from '#schemas/grant.ts';
import type { NoticesStore } from './notices.store.ts';

/** Where nothing was found or released, nobody was told anything. */
export const dueNotices =
  ({ notices }: { readonly notices: NoticesStore }): Consumer =>
  async ({ type, subject, data }) => {
    if (type !== 'exchange.recorded' || subject === undefined) throw new Error('notices: envelope is of another kind');
    const line = ExchangeLine.parse(data);
    if (!line.found || ACTS.includes(line.kind) || !THIRD_PARTIES.includes(line.party)) return;
    const { id, at, consumer, provider, resource, fields, grant, party, matter, case: ofCase } = line;
    await notices.add({
      v: 1,
      id,
      revision: 1,
      state: 'due',
      handle: subject,
      ...{ at, consumer, provider, resource, fields, grant, party },
      ...(matter === undefined ? {} : { matter }),
      ...(ofCase === undefined ? {} : { case: ofCase }),
    });
  };
