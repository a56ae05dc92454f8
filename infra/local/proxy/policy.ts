/** IAM: what the statements of a role allow. Resource policies are left out: in ours they only refuse plain HTTP. */

export interface Need {
  readonly action: string;
  readonly resource: string;
}

export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly RegExp[];
  readonly resources: readonly RegExp[];
}

const pattern = (text: string, flags: string): RegExp =>
  new RegExp(
    `^${text
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    flags,
  );

const list = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(String);

const KNOWN = new Set(['Effect', 'Action', 'Resource', 'Sid']);

/** Compiles a policy document. Throws for a member it does not understand (NotAction, Condition…): better refused than guessed. */
export const compile = (document: { Statement?: unknown }, where: string): Statement[] =>
  (Array.isArray(document.Statement) ? document.Statement : [document.Statement]).map((statement) => {
    const unknown = Object.keys(statement).find((member) => !KNOWN.has(member));
    if (unknown) throw new Error(`${where}: ${unknown} in a policy is not understood by the local runner`);
    return {
      effect: statement.Effect,
      actions: list(statement.Action).map((action) => pattern(action, 'is')),
      resources: list(statement.Resource).map((resource) => pattern(resource, 's')),
    };
  });

const covers = ({ actions, resources }: Statement, { action, resource }: Need): boolean =>
  actions.some((known) => known.test(action)) && resources.some((known) => known.test(resource));

/** An explicit Deny wins; without an Allow the answer is no. */
export const allows = (statements: readonly Statement[], need: Need): boolean => {
  const matching = statements.filter((statement) => covers(statement, need));
  return matching.length > 0 && matching.every(({ effect }) => effect === 'Allow');
};
