/** What the catalogue says of a resource beyond its fields: the metadata of 政务信息资源目录编制指南（试行）2017. */
import * as z from 'zod';
import { ResourceId } from './identifier.ts';

/**
 * 信息资源代码: class 类 (1 base 基础, 2 theme 主题, 3 department 部门), 项 two digits, 目 three, 细目 as many as it takes, then `/` and the
 * sequence number. Example: 306003000101/0001.
 */
export const CatalogueCode = z
  .string()
  .regex(/^[123]\d{5}\d{0,12}\/\d{1,8}$/, 'catalogue-code')
  .meta({ description: '信息资源代码 catalogue code, 2017 guide', example: '306003000101/0001' });

/** 数据元标识: the same identifier is the same fact everywhere in the city. */
export const ElementId = z
  .string()
  .regex(/^[A-Z]{2}\d{5,9}$/, 'element-id')
  .meta({ example: 'DE00001' });

/**
 * 一数一源: which data element a field is. Without `from` the resource claims to be its one authoritative source; with it the field is
 * copied or computed from the resource that is.
 */
export const FieldElement = z.strictObject({ id: ElementId, from: ResourceId.optional() });

/** 信息资源格式. */
export const Format = z.enum(['database', 'json', 'xml', 'csv', 'spreadsheet', 'pdf', 'ofd', 'image', 'text']);

/** 共享方式: how it may be had. `exchange` is one question, one answer. */
export const Means = z.enum(['exchange', 'batch', 'events', 'files']);

/** 开放属性: whether the public may have it too. */
export const Openness = z.enum(['open', 'on-condition', 'closed']);

/** 更新周期 as a closed set; `updatePeriod` says it in words. */
export const Period = z.enum(['realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'irregular']);

/**
 * Whose something is of which there is one in the whole catalogue: `element#DE00001`, `code#306003/0001`. Put by condition, so that of two
 * who claim at once one is refused. Without an owner it is free again.
 */
export const Claim = z.strictObject({
  v: z.literal(1),
  revision: z.int().min(1),
  kind: z.literal('claim'),
  id: z.string().regex(/^(element|code)#[A-Z0-9/]{1,30}$/, 'claim-id'),
  owner: ResourceId.optional(),
});
export type Claim = z.infer<typeof Claim>;
