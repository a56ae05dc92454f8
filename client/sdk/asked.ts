/** Types of what can be asked, out of schemas/departments: resource names, their requests, their leaves, and the answer that is left of it. */
import type * as z from 'zod';
import type { Asked } from '#schemas/asked.ts';
import type { askedOf } from '#schemas/departments/index.ts';
import type { Answered } from '#schemas/exchange.ts';

type Departments = typeof askedOf;

/** department/resource, of every resource that this version knows. */
export type ResourceName = {
  [D in keyof Departments & string]: `${D}/${keyof Departments[D] & string}`;
}[keyof Departments & string];

type AskedAt<N extends string> = N extends `${infer D}/${infer R}`
  ? D extends keyof Departments
    ? R extends keyof Departments[D]
      ? Departments[D][R] extends Asked
        ? Departments[D][R]
        : never
      : never
    : never
  : never;

/** What a resource is asked with; of a resource that is not known here, anything. */
export type RequestOf<N extends string> = N extends ResourceName ? z.input<AskedAt<N>['request']> : unknown;

/** The whole answer, before the field filter. */
export type WholeAnswer<N extends string> = N extends ResourceName ? z.output<AskedAt<N>['answer']> : unknown;

export type IsLater<N extends string> = N extends ResourceName
  ? AskedAt<N> extends { kind: 'later' }
    ? true
    : false
  : boolean;

type Leaves<T> = T extends readonly (infer E)[]
  ? `/*${Leaves<E>}`
  : T extends object
    ? { [K in keyof T & string]: `/${K}${Leaves<NonNullable<T[K]>>}` }[keyof T & string]
    : '';

/** JSON Pointers to the leaves of the answer, `*` for every element. */
export type FieldOf<N extends string> = N extends ResourceName ? Leaves<WholeAnswer<N>> : string;

type Head<P> = P extends `/${infer H}/${string}` ? H : P extends `/${infer H}` ? H : never;
type Rest<P, H extends string> = P extends `/${H}/${infer R}` ? `/${R}` : never;
type Through<T, P> = [P] extends [never] ? T : Chosen<T, P>;

/** What is left of `T` when only the leaves `P` were asked for. Each is optional: the grant may give less than was asked for. */
export type Chosen<T, P> = T extends readonly (infer E)[]
  ? Through<E, Rest<P, '*'>>[]
  : T extends object
    ? { [K in keyof T & Head<P> & string]?: Through<T[K], Rest<P, K>> }
    : T;

export type AnswerOf<N extends string, F extends string> = N extends ResourceName
  ? Chosen<WholeAnswer<N>, F>
  : Readonly<Record<string, unknown>>;

/** The hub's answer; `answer` is there when `found`. */
export type AnsweredAs<A> = Omit<Answered, 'answer' | 'found'> &
  ({ readonly found: true; readonly answer: A } | { readonly found: false; readonly answer?: undefined });
