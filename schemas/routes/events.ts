import * as z from 'zod';
import { Slug, Uuid } from '../identifier.ts';
import { PageQuery, page } from '../paging.ts';
import { Delivered, Publish, Published } from '../published.ts';
import type { Routes } from '../route.ts';
import { Delivery, DeliveryState, Subscribe, Subscribed, Subscription } from '../subscription.ts';

const params = z.strictObject({ subscription: Uuid });
const number = z.int().min(0);

/** Departments tell of what has changed, and are told. */
export const eventsRoutes = {
  publishEvent: {
    method: 'POST',
    path: '/v1/events/{department}/{resource}',
    scope: 'exchange',
    summary: { zh: '发布本部门资源的事件', en: 'Tell of a change in a resource of your own' },
    params: z.strictObject({ department: Slug, resource: Slug }),
    body: Publish,
    maxBody: 16_384,
    answer: Published,
    status: 202,
    idempotencyKey: 'required',
    problems: ['not-found', 'unprocessable', 'idempotency-key-reused', 'hub-not-ready'],
  },
  subscribe: {
    method: 'POST',
    path: '/v1/subscriptions',
    scope: 'exchange',
    summary: { zh: '订阅事件', en: 'Subscribe to events' },
    body: Subscribe,
    answer: Subscribed,
    status: 201,
    idempotencyKey: 'required',
    problems: ['exchange-denied', 'not-found', 'unprocessable', 'idempotency-key-reused', 'events-expired'],
  },
  listSubscriptions: {
    method: 'GET',
    path: '/v1/subscriptions',
    scope: 'exchange',
    summary: { zh: '本部门的订阅', en: 'List your own subscriptions' },
    query: z.strictObject(PageQuery),
    answer: page(Subscription),
  },
  getSubscription: {
    method: 'GET',
    path: '/v1/subscriptions/{subscription}',
    scope: 'exchange',
    summary: { zh: '订阅详情', en: 'Get a subscription' },
    params,
    answer: Subscription,
    problems: ['not-found'],
  },
  endSubscription: {
    method: 'DELETE',
    path: '/v1/subscriptions/{subscription}',
    scope: 'exchange',
    summary: { zh: '终止订阅', en: 'End a subscription' },
    params,
    answer: Subscription,
    problems: ['not-found', 'conflict'],
  },
  pullEvents: {
    method: 'GET',
    path: '/v1/subscriptions/{subscription}/events',
    scope: 'exchange',
    summary: { zh: '按序号拉取事件', en: 'Pull events by increasing number' },
    params,
    query: z.strictObject({
      after: z.coerce.number().int().min(0).optional().meta({
        description: 'Behind this number; absent: behind the last receipt',
      }),
      limit: z.coerce.number().int().min(1).max(100).default(100),
    }),
    answer: z.strictObject({
      items: z.array(Delivered),
      /** Pull on behind this number; some before it may not have been for you. */
      upTo: z.int(),
      more: z.boolean(),
    }),
    problems: ['exchange-denied', 'not-found', 'conflict', 'events-expired'],
  },
  receiveEvents: {
    method: 'POST',
    path: '/v1/subscriptions/{subscription}/receipts',
    scope: 'exchange',
    summary: { zh: '回执：此序号及以前均已收到', en: 'Receipt: everything up to this number has arrived' },
    params,
    body: z.strictObject({ upTo: number }),
    answer: Subscription,
    problems: ['not-found', 'conflict', 'unprocessable'],
  },
  listDeliveries: {
    method: 'GET',
    path: '/v1/subscriptions/{subscription}/deliveries',
    scope: 'exchange',
    summary: { zh: '投递情况', en: 'What became of each delivery' },
    params,
    query: z.strictObject({
      state: DeliveryState.optional().meta({ description: 'Only those; absent: all, the newest number first' }),
      ...PageQuery,
    }),
    answer: page(Delivery),
    problems: ['not-found'],
  },
  rotateSecret: {
    method: 'POST',
    path: '/v1/subscriptions/{subscription}/secret',
    scope: 'exchange',
    summary: { zh: '更换签名密钥（新旧并用一天）', en: 'New signing secret; the old one signs too for a day' },
    params,
    body: z.strictObject({}),
    answer: Subscribed,
    problems: ['not-found', 'conflict'],
  },
  enableSubscription: {
    method: 'POST',
    path: '/v1/subscriptions/{subscription}/enable',
    scope: 'exchange',
    summary: { zh: '恢复投递', en: 'Enable an endpoint again; it is challenged first' },
    params,
    body: z.strictObject({}),
    answer: Subscription,
    problems: ['not-found', 'conflict'],
  },
  pingSubscription: {
    method: 'POST',
    path: '/v1/subscriptions/{subscription}/ping',
    scope: 'exchange',
    summary: { zh: '发送测试消息', en: 'Send a test message' },
    params,
    body: z.strictObject({}),
    answer: z.strictObject({ ping: Uuid }),
    status: 202,
    problems: ['not-found', 'conflict', 'hub-not-ready'],
  },
  replayEvents: {
    method: 'POST',
    path: '/v1/subscriptions/{subscription}/replay',
    scope: 'exchange',
    summary: { zh: '从某序号起重新投递', en: 'Send again everything behind this number' },
    params,
    body: z.strictObject({ after: number }),
    answer: Subscription,
    problems: ['not-found', 'conflict', 'unprocessable', 'events-expired'],
  },
  redriveDeliveries: {
    method: 'POST',
    path: '/v1/subscriptions/{subscription}/redrive',
    scope: 'exchange',
    summary: { zh: '死信重投', en: 'Try dead letters again' },
    params,
    body: z.strictObject({ numbers: z.array(z.int().min(1)).min(1).max(100) }),
    answer: z.strictObject({ redriven: z.array(z.int()) }),
    problems: ['not-found', 'conflict'],
  },
} as const satisfies Routes;
