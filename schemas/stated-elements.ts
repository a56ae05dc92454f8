/** 要素: what somebody says of a certificate. */
import * as z from 'zod';
import { Purpose } from './exchange.ts';
import { PartyRole } from './grant.ts';
import { FieldPointer, Slug, SubjectCode } from './identifier.ts';

/** What somebody states of a certificate 要素, to be told whether it is so. */
export const StatedElements = z
  .strictObject({
    purpose: Purpose,
    party: z.strictObject({ role: PartyRole }),
    type: Slug,
    number: z.string().min(1).max(120).optional(),
    /** Name of the holder. */
    holder: z.string().min(1).max(120).optional(),
    /** The party's code. */
    holderCode: SubjectCode,
    /** Further leaves by pointer. */
    fields: z.record(FieldPointer, z.union([z.string(), z.number(), z.boolean()])).optional(),
  })
  .meta({ id: 'StatedElements' });
export type StatedElements = z.infer<typeof StatedElements>;
