/** 公安: questions wait for the ferry, cards declared void are answered from the deltas that it brought. */
import { withTurns } from '#functions/batches/with-turns.handler.ts';
import { adapter } from '#functions/exchange/adapter.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { later } from '#functions/exchange/later.handler.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publicSecurity } from '#schemas/departments/public-security.ts';
import { cardsStore } from '../protocols/ferry/cards.store.ts';
import { voidCard } from '../protocols/ferry/void-card.ts';

const env = environment('FERRY_TABLE', 'HUB_SECRET_ID');
const cards = cardsStore(dynamodb(), env.FERRY_TABLE);
const keys = secret(env.HUB_SECRET_ID, hubKeys);

export const handler = exchangeHandler(
  adapter('public-security', publicSecurity, {
    'void-card': async (card) => ({
      holder: card.holder,
      ...(await voidCard('public-security', card, { cards, keys: await keys() })),
    }),
  }),
  { questions: later(), turns: withTurns },
);
