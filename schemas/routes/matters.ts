/** 事项与一件事: the catalogue of matters, their guides, the bundles, and the review. */
import * as z from 'zod';
import { Guide, GuideForm } from '../guide.ts';
import { WindowKind } from '../hall.ts';
import { Instant, PlainDate, Slug } from '../identifier.ts';
import { LevyAsked, LevyOrder } from '../levy.ts';
import { MatterType } from '../matter-code.ts';
import { BundleLine, BundleView, MatterLine, MatterView, Situated, SituationAsked } from '../matter-view.ts';
import { PageQuery, page } from '../paging.ts';
import { CatalogueReview, Review } from '../review.ts';
import type { Routes } from '../route.ts';

const on = PlainDate.optional().meta({ description: 'As it stood on that day, Beijing; today unless said' });
const matterParams = z.strictObject({ matter: Slug });
const bundleParams = z.strictObject({ bundle: Slug });
const problems = ['not-found'] as const;

export const matterRoutes = {
  listMatters: {
    method: 'GET',
    path: '/v1/matters',
    scope: 'catalogue',
    summary: { zh: '检索事项库', en: 'Search the catalogue of matters' },
    query: z.strictObject({
      q: z.string().trim().min(1).max(100).optional().meta({ description: 'Words, in either language' }),
      code: z.string().min(4).max(60).optional().meta({ description: 'Any code: national or local' }),
      body: Slug.optional(),
      type: MatterType.optional(),
      window: WindowKind.optional(),
      once: z.enum(['true', 'false']).optional(),
      star: z.enum(['3', '4', '5']).optional(),
      on,
      ...PageQuery,
    }),
    answer: page(MatterLine),
  },
  getMatter: {
    method: 'GET',
    path: '/v1/matters/{matter}',
    scope: 'catalogue',
    summary: { zh: '事项详情', en: 'Get a matter, with its marks' },
    params: matterParams,
    query: z.strictObject({ on }),
    answer: MatterView,
    problems,
  },
  getGuide: {
    method: 'GET',
    path: '/v1/matters/{matter}/guide',
    scope: 'catalogue',
    summary: { zh: '服务指南（简版、完整版）', en: 'Guide of a matter, short or long' },
    params: matterParams,
    query: z.strictObject({
      form: GuideForm.default('long'),
      on,
      // Further days are no time limit, and calendars begin with 2004.
      filed: Instant.refine((at) => at >= '2004' && at < '2100', 'filed-out-of-range')
        .optional()
        .meta({
          description:
            'When somebody would come and it would be accepted: the guide of that day also says until when it would be decided, and whether the window serves then',
        }),
    }),
    answer: Guide,
    problems,
  },
  reviewMatter: {
    method: 'GET',
    path: '/v1/matters/{matter}/review',
    scope: 'catalogue',
    summary: { zh: '一事一梳理（单个事项）', en: 'Review of a matter: what its papers could come from today' },
    params: matterParams,
    query: z.strictObject({ on }),
    answer: Review,
    problems,
  },
  reckonLevies: {
    method: 'POST',
    path: '/v1/matters/{matter}/levies',
    scope: 'catalogue',
    summary: { zh: '税费试算', en: 'Taxes and fee of a house sale, to the cent' },
    params: matterParams,
    body: LevyAsked,
    answer: LevyOrder,
    problems: ['not-found', 'unprocessable'],
  },
  reviewCatalogue: {
    method: 'GET',
    path: '/v1/matters-review',
    scope: 'catalogue',
    summary: { zh: '一事一梳理（全部事项）', en: 'Review of the whole catalogue: which grants would win most' },
    query: z.strictObject({ on, most: z.coerce.number().int().min(1).max(200).default(20) }),
    answer: CatalogueReview,
  },
  listBundles: {
    method: 'GET',
    path: '/v1/bundles',
    scope: 'catalogue',
    summary: { zh: '一件事清单', en: 'List bundles' },
    query: z.strictObject({ on }),
    answer: z.strictObject({ items: z.array(BundleLine) }),
  },
  getBundle: {
    method: 'GET',
    path: '/v1/bundles/{bundle}',
    scope: 'catalogue',
    summary: { zh: '一件事模板与改革前后', en: 'Get a bundle: template, papers, one form, before and after' },
    params: bundleParams,
    query: z.strictObject({ on }),
    answer: BundleView,
    problems,
  },
  situateBundle: {
    method: 'POST',
    path: '/v1/bundles/{bundle}/situation',
    scope: 'catalogue',
    summary: { zh: '情形引导', en: 'What a situation needs: open questions, matters, papers, form' },
    params: bundleParams,
    body: SituationAsked,
    answer: Situated,
    problems,
  },
  reviewBundle: {
    method: 'GET',
    path: '/v1/bundles/{bundle}/review',
    scope: 'catalogue',
    summary: { zh: '一事一梳理（一件事）', en: 'Review of a bundle' },
    params: bundleParams,
    query: z.strictObject({ on }),
    answer: Review,
    problems,
  },
} as const satisfies Routes;

/** What everybody may read; a function of its own that reads nothing else. */
export const guideRoutes = {
  guidePage: {
    method: 'GET',
    path: '/guide/{matter}',
    scope: null,
    summary: { zh: '服务指南网页', en: 'Guide of a matter as a page' },
    params: matterParams,
    query: z.strictObject({ form: GuideForm.default('short'), on }),
    contentType: 'text/html; charset=utf-8',
    problems,
  },
} as const satisfies Routes;
