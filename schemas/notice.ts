/** 告知: a third party (landlord, co-owner …) is told that something about him was answered, to whom and on which ground. */
import * as z from 'zod';
import { PartyRole } from './grant.ts';
import { FieldPointer, Instant, Slug, Uuid } from './identifier.ts';

export const NoticeState = z.enum(['due', 'given', 'waived']);
export type NoticeState = z.infer<typeof NoticeState>;

/** How the window reached the person. The hub keeps no telephone number and no address. */
export const NoticeGiven = z
  .strictObject({
    channel: z.enum(['sms', 'app', 'letter', 'in-person']),
    at: Instant.optional().meta({ description: 'When it was given; now unless said' }),
  })
  .meta({ id: 'NoticeGiven' });

export const NoticeWaived = z
  .strictObject({
    reason: z.string().trim().min(2).max(200),
    ground: z.string().trim().min(2).max(200).meta({ description: '免予告知的法律依据 legal ground' }),
  })
  .meta({ id: 'NoticeWaived' });

const closed = { by: z.string().max(120), at: Instant };

/** As it is kept. Its id is that of the exchange which it tells of. The person stands in it as a keyed handle only. */
export const StoredNotice = z.strictObject({
  v: z.literal(1),
  id: Uuid,
  revision: z.int().min(1),
  state: NoticeState,
  /** Epoch ms of the exchange. */
  at: z.int(),
  handle: z.string(),
  consumer: Slug,
  provider: Slug,
  resource: z.string(),
  fields: z.array(FieldPointer),
  grant: z.string(),
  party: PartyRole,
  matter: Slug.optional(),
  case: z.string().optional(),
  given: NoticeGiven.required().extend(closed).optional(),
  waived: NoticeWaived.extend(closed).optional(),
});
export type StoredNotice = z.infer<typeof StoredNotice>;

/** Names and grounds of both departments make it longer than a name. */
const NoticeText = z.strictObject({ zh: z.string().min(1).max(2000), en: z.string().min(1).max(2000) });

/** As the window reads it: `text` can be sent as it is; whom it goes to, the window knows from the lease or the application. */
export const Notice = StoredNotice.omit({ v: true, handle: true, at: true })
  .extend({ answeredAt: Instant, text: NoticeText })
  .meta({ id: 'Notice', description: '告知 notice to a third party' });
export type Notice = z.infer<typeof Notice>;
