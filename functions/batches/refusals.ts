/** Why a file is refused whole, before anything is asked: where, and which rule. What stands there is never repeated. */
import type { Refusal } from '#schemas/batch.ts';

export class FileRefused extends Error {
  readonly refusals: readonly Refusal[];
  constructor(...refusals: readonly Refusal[]) {
    super('the file is refused');
    this.name = 'FileRefused';
    this.refusals = refusals.slice(0, 20);
  }
}

export const refused = (rule: string, where: Omit<Refusal, 'rule'> = {}): FileRefused =>
  new FileRefused({ ...where, rule });
