/** Wang Qiang opens a restaurant in Chen Fuying's shop: the case as the hall takes it down. */
import { CHEN_FUYING, WANG_QIANG, WANG_SHOP } from '#city/cast.ts';
import type { HandedIn } from '#schemas/case.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';

export const restaurant = (over: Partial<OpenCase> = {}): OpenCase => ({
  subject: { bundle: 'catering' },
  channel: 'window',
  place: 'yongkang-hall',
  answers: {
    'legal-form': 'company',
    premises: 'rented',
    area: 68,
    seats: 30,
    items: ['hot'],
    sold: ['none'],
    sign: true,
    'sign-lit': true,
    sewer: true,
    'negative-list': false,
    comes: 'in-person',
    'paper-certificates': true,
  },
  parties: [
    { id: 'wang', role: 'applicant', code: WANG_QIANG, name: '王强' },
    { id: 'chen', role: 'landlord', code: CHEN_FUYING, name: '陈福英', ground: '房屋租赁合同载明的出租人' },
  ],
  form: { 'premises.unitNumber': WANG_SHOP },
  onBehalf: 'wang',
  ...over,
});

export const paper = (material: string): HandedIn => ({ material, medium: 'paper', files: [], original: true });

/** The six that are still asked for, by matter/material. */
export const SIX = [
  'company-setup/articles',
  'company-setup/lease',
  'food-licence/layout',
  'food-licence/rules',
  'fire-check/fire-rules',
  'shop-sign/picture',
];

export const BODIES = {
  'company-setup': 'officer-hu-min',
  'food-licence': 'officer-kong-yue',
  'fire-check': 'officer-fang-yuan',
  'shop-sign': 'officer-luo-yi',
  'drainage-permit': 'officer-chi-jing',
} as const;
