/** What an officer has typed, as the elements that the hub compares. */
import type { ResourceField } from '#schemas/resource.ts';
import type { Input } from '../../api.ts';
import type { Ticket } from '../../case/ticket.ts';

type Stated = NonNullable<Input<'POST /v1/certificates/verify'>['body']['elements']>;

/** A further element: which, and what is said of it. */
export interface Further {
  readonly pointer: string;
  readonly text: string;
}

export interface Typed {
  readonly role: Stated['party']['role'];
  readonly type: string;
  readonly holderCode: string;
  readonly holder: string;
  readonly number: string;
  readonly further: readonly Further[];
}

/** A number that was typed is compared as one; what is no number stays a text, and will not be so. */
const valued = (text: string, type: ResourceField['type'] | undefined): string | number | boolean => {
  if (type === 'boolean') return /^(是|yes|true|1)$/i.test(text);
  const number = Number(text);
  return (type === 'number' || type === 'integer') && text !== '' && Number.isFinite(number) ? number : text;
};

export const statedBy = (ticket: Ticket, typed: Typed, fields: readonly ResourceField[]): Stated => {
  const [number, holder] = [typed.number.trim(), typed.holder.trim()];
  const further = typed.further.filter(({ pointer, text }) => pointer && text.trim());
  return {
    purpose: { kind: 'matter', matter: ticket.matter, ticket: ticket.text },
    party: { role: typed.role },
    type: typed.type,
    holderCode: typed.holderCode.replace(/\s/g, '').toUpperCase(),
    ...(number ? { number } : {}),
    ...(holder ? { holder } : {}),
    ...(further.length > 0
      ? {
          fields: Object.fromEntries(
            further.map(({ pointer, text }) => [
              pointer,
              valued(text.trim(), fields.find((one) => one.pointer === pointer)?.type),
            ]),
          ),
        }
      : {}),
  };
};
