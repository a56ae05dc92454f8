/** Every answer, good or bad, has one of the forms that callers are promised. */
import { PROBLEMS, Problem } from '#schemas/problem.ts';
import type { Heard } from './callers.ts';

/** The gateway's own answers: the instance died, or none was free. */
const OF_THE_GATEWAY = new Map([
  [500, '{"message":"Internal Server Error"}'],
  [503, '{"message":"Service Unavailable"}'],
]);

/** The department's own words and the codes of people: neither an answer nor a log line may hold them. */
export const SECRET = /SECRET|hunter2|jdbc|33078419\d{9}|330722\d{11}|\bat .+:\d+:\d+/i;
/** Words of engines and programs, which no answer may hold. */
const FOREIGN = /node_modules|\/functions\/|dynamodb|amazon|Exception\b|ECONN|socket/i;

export const isDone = ({ status }: Heard): boolean => status === 200 || status === 201;

/** How an answer is counted: the status, and the code of its problem. */
export const wordOf = ({ status, body }: Heard): string =>
  status >= 400 ? `${status} ${body.code ?? 'gateway'}` : `${status}`;

const brokenFailure = (heard: Heard): string | undefined => {
  const { status, type, text, body } = heard;
  if (OF_THE_GATEWAY.get(status) === text && type === 'application/json') return undefined;
  const problem = Problem.safeParse(body);
  if (!problem.success || !type.startsWith('application/problem+json'))
    return `is no problem: ${status} ${type} ${text}`;
  // Trouble of the moment is no fault of the hub's: the caller must hear that he may ask again.
  if (problem.data.code === 'internal') return `is internal: ${text}`;
  if (PROBLEMS[problem.data.code][0] !== status) return `has another status than its code: ${text}`;
  return FOREIGN.test(text) || SECRET.test(text) ? `carries foreign words: ${text}` : undefined;
};

/** What is wrong with the answers alone. */
export const brokenAnswers = (history: readonly Heard[]): string[] => {
  const broken = history.filter((heard) => !isDone(heard)).map(brokenFailure);
  const keyed = Map.groupBy(history.filter(isDone), ({ operation }) =>
    'key' in operation ? operation.key : undefined,
  );
  keyed.delete(undefined);
  const bodies = [...keyed].map(([key, heard]) =>
    new Set(heard.map(({ said }) => said)).size > 1 ? `${key} answered two bodies` : undefined,
  );
  return [...broken, ...bodies].filter((what) => what !== undefined);
};
