/** Columns of a CSV file are the members of the resource's request; a cell becomes the value that the member takes. */
import type * as z from 'zod';
import { TICKET_COLUMN } from '#schemas/batch.ts';

type Kind = 'text' | 'number' | 'boolean';

export interface Column {
  readonly name: string;
  readonly kind: Kind;
  readonly optional: boolean;
  readonly nullable: boolean;
}

interface Def {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
}
const defOf = (schema: z.ZodType): Def => schema.def as unknown as Def;

const columnOf = (name: string, schema: z.ZodType, optional = false, nullable = false): Column => {
  const { type, innerType, in: inner } = defOf(schema);
  if (innerType && type === 'nullable') return columnOf(name, innerType, optional, true);
  if (innerType) return columnOf(name, innerType, optional || type === 'optional' || type === 'default', nullable);
  if (inner) return columnOf(name, inner, optional, nullable);
  return { name, kind: type === 'number' || type === 'boolean' ? type : 'text', optional, nullable };
};

const TICKET: Column = { name: TICKET_COLUMN, kind: 'text', optional: true, nullable: false };

/** By name. Empty when the request is no flat object: then only NDJSON can say it. */
export const columnsOf = (request: z.ZodType): ReadonlyMap<string, Column> => {
  const { shape = {} } = request as { shape?: Readonly<Record<string, z.ZodType>> };
  const own = Object.entries(shape).map(([name, schema]) => columnOf(name, schema));
  return new Map([...own, ...(own.length > 0 ? [TICKET] : [])].map((column) => [column.name, column]));
};

const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;

/** What is not of the member's kind stays text, which the request's schema then refuses for this row alone. Undefined: absent. */
export const cellValue = ({ kind, optional, nullable }: Column, cell: string): unknown => {
  if (cell === '' && (optional || nullable)) return optional ? undefined : null;
  if (kind === 'number' && NUMBER.test(cell)) return Number(cell);
  if (kind === 'boolean' && (cell === 'true' || cell === 'false')) return cell === 'true';
  return cell;
};
