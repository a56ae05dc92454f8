/** 大数据局: what Jinhua has sent down 回流 and the hub keeps a copy of, for the time in which Jinhua itself cannot be asked. */
import * as z from 'zod';
import type { AskedOf } from '../asked.ts';
import { Instant } from '../identifier.ts';
import { HouseContract, HouseContractRequest } from './jinhua.ts';

/** 房屋买卖合同备案（回流副本）: the last that was told about it, and up to when everything that was told is in. What is not in it may exist all the same. */
export const HouseContractCopyRequest = z
  .strictObject(HouseContractRequest.shape)
  .meta({ id: 'HouseContractCopyRequest' });
export const HouseContractCopy = z
  .strictObject({
    // What it costs is not sent down.
    ...HouseContract.omit({ price: true }).shape,
    toldAt: Instant.meta({ description: '回流事件时间 when the last change happened' }),
    asOf: Instant.meta({ description: '数据截至 everything that was told up to then is in it' }),
  })
  .meta({ id: 'HouseContractCopy', description: '回流副本 a copy, to be verified before anything is issued on it' });
export type HouseContractCopy = z.infer<typeof HouseContractCopy>;

export const dataAuthority = {
  'house-contract-copy': { request: HouseContractCopyRequest, answer: HouseContractCopy },
} as const satisfies AskedOf;
