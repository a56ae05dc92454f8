/** 公安's landing: where its courier fetches parcels of questions and brings answers and deltas. */
import { publicSecurity } from '#schemas/departments/public-security.ts';
import { ferryHandler } from '../protocols/ferry/ferry.handler.ts';
import { sheets } from './sheets.ts';

export const handler = ferryHandler('public-security', publicSecurity, sheets);
