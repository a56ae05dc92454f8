/** What each role may do, in words that fit on a page. */
import type { Json, Resource, Synthesized } from './synthesized.ts';

/** Only the function's own log is ever named; see the test of that. */
const isLog = (hub: Synthesized, value: Json): boolean =>
  hub.ofType('AWS::Logs::LogGroup').some(({ id }) => id === value['Fn::GetAtt']?.[0]);

/** An ARN or name of the template as text: the logical id of what it points to, with whatever follows. */
export const said = (hub: Synthesized, value: Json): string => {
  if (typeof value === 'string') return value;
  if (isLog(hub, value)) return 'its own log';
  if (value.Ref) return value.Ref;
  if (value['Fn::GetAtt']) {
    const [id, attribute] = value['Fn::GetAtt'];
    return attribute === 'Arn' ? id : `${id}.${attribute}`;
  }
  if (value['Fn::ImportValue']) return said(hub, hub.exported.get(value['Fn::ImportValue']));
  if (value['Fn::Join']) return value['Fn::Join'][1].map((part: Json) => said(hub, part)).join(value['Fn::Join'][0]);
  throw new Error(`not understood: ${JSON.stringify(value)}`);
};

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

export interface Statement {
  readonly role: string;
  readonly actions: string[];
  readonly resources: string[];
}

export const statements = (hub: Synthesized): Statement[] =>
  hub.ofType('AWS::IAM::Policy').flatMap((policy: Resource) =>
    policy.properties.PolicyDocument.Statement.map((statement: Json) => ({
      role: list<Json>(policy.properties.Roles)[0].Ref,
      actions: list<string>(statement.Action),
      resources: list<Json>(statement.Resource).map((resource) => said(hub, resource)),
    })),
  );

export const roleOf = (fn: Resource): string => fn.properties.Role['Fn::GetAtt'][0];

/** One paragraph a function: what it may do to what. */
export const printed = (hub: Synthesized): string =>
  hub
    .ofType('AWS::Lambda::Function')
    .map((fn) => {
      const lines = statements(hub)
        .filter(({ role }) => role === roleOf(fn))
        .flatMap(({ actions, resources }) => resources.map((resource) => `  ${resource}: ${actions.join(', ')}`));
      return [fn.properties.FunctionName, ...lines.sort()].join('\n');
    })
    .sort()
    .join('\n\n');
