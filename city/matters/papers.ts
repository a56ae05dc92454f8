/** Papers that many matters ask for, said once: what they are, and who has the fact already. */
import type { Bilingual } from '#schemas/department.ts';
import type { FormField, MatterMaterial, Source } from '#schemas/matter-material.ts';
import { both } from './declare.ts';

export const APPLICANT: Source = { channel: 'applicant' };
export const OWN: Source = { channel: 'internal' };
export const own = (resource: string): Source => ({ channel: 'internal', resource });
export const asked = (resource: string, ...covers: string[]): Source => ({
  channel: 'exchange',
  resource,
  ...(covers.length > 0 ? { covers } : {}),
});
export const told = (resource: string): Source => ({ channel: 'event', resource });
export const library = (type: string, issuer: string, ...covers: string[]): Source => ({
  channel: 'certificate',
  type,
  issuer,
  ...(covers.length > 0 ? { covers } : {}),
});

export const IDENTITY = asked('public-security/identity');
export const LICENCE = library('business-licence', 'market-supervision');
const LEGIBLE: Bilingual = both('清晰完整，与申请内容一致', 'legible, complete, as the application says');

/** `papers`: what lies in it; `sources`: in the order of trying, the applicant when none is named. */
export const paper = (
  id: string,
  zh: string,
  en: string,
  papers: readonly string[],
  sources: readonly Source[] = [],
  over: Partial<MatterMaterial> = {},
): MatterMaterial => ({
  id,
  name: both(zh, en),
  papers: [...papers],
  weight: 'main',
  sources: sources.length > 0 ? [...sources] : [APPLICANT],
  standard: LEGIBLE,
  copies: 1,
  medium: 'either',
  legalBasis: '本事项办事指南',
  ...over,
});

export const identityCopy = (over: Partial<MatterMaterial> = {}): MatterMaterial =>
  paper('identity-copy', '身份证复印件', 'Copy of the identity card', ['identity-card'], [IDENTITY], over);
export const licenceCopy = (over: Partial<MatterMaterial> = {}): MatterMaterial =>
  paper('licence-copy', '营业执照复印件', 'Copy of the business licence', ['business-licence'], [LICENCE], over);

export const field = (id: string, zh: string, en: string, resource?: string, pointer?: string): FormField => ({
  id,
  name: both(zh, en),
  ...(resource && pointer ? { from: { resource, pointer } } : {}),
});

/** 可沿用: true of the applicant beyond one case. */
export const lasting = (one: FormField): FormField => ({ ...one, lasting: true });

/** What nearly every form asks for. */
export const PERSON: readonly FormField[] = [
  field('person.name', '姓名', 'Name', 'public-security/identity', '/name'),
  field('person.code', '公民身份号码', 'Citizen identity number', 'public-security/identity', '/holder'),
  lasting(field('person.phone', '联系电话', 'Telephone')),
];
export const FIRM: readonly FormField[] = [
  field('firm.name', '名称', 'Name of the firm', 'business-licence', '/name'),
  field('firm.code', '统一社会信用代码', 'Unified social credit code', 'business-licence', '/number'),
  field('firm.representative', '法定代表人（经营者）', 'Legal representative', 'business-licence', '/representative'),
  lasting(field('firm.address', '住所（经营场所）', 'Address', 'business-licence', '/address')),
  lasting(field('firm.phone', '联系电话', 'Telephone')),
];
