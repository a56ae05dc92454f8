/** The forms in which a department's name stands in what is made. */
import { pascal } from '../pin.ts';

export interface Names {
  /** real-estate */
  readonly id: string;
  /** realEstate, for values */
  readonly camel: string;
  /** RealEstate, for types and schemas */
  readonly pascal: string;
  readonly zh: string;
  readonly en: string;
  /** Who asks it in the sample grant. */
  readonly consumer: string;
}

/** `short`: the department's short names, as far as they are known; until they are, it is called by its id. */
export const namesOf = (id: string, short: { readonly zh?: string; readonly en?: string }): Names => {
  const capital = pascal(id).replaceAll('-', '');
  return {
    id,
    camel: capital.charAt(0).toLowerCase() + capital.slice(1),
    pascal: capital,
    zh: short.zh ?? id,
    en: short.en ?? id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' '),
    consumer: id === 'one-window' ? 'housing' : 'one-window',
  };
};
