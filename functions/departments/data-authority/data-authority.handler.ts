/** 大数据局: the copies of what was sent down, behind the shared exchange. */
import { withTurns } from '#functions/batches/with-turns.handler.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { copiesStore } from '../protocols/upper/copies.store.ts';
import { dataAuthority } from './resources.ts';

const env = environment('UPPER_TABLE', 'HUB_SECRET_ID');
const copies = copiesStore(dynamodb(), env.UPPER_TABLE, secret(env.HUB_SECRET_ID, hubKeys));

export const handler = exchangeHandler(dataAuthority(copies, Date.now), { turns: withTurns });
