/** Elements beside number and holder, one a line. */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import type { ResourceField } from '#schemas/resource.ts';
import { useLanguage } from '../../language.ts';
import { elements as words } from '../../words/elements.ts';
import type { Further } from './stated.ts';

/** Of every certificate: they have a place of their own above, or say nothing. */
const ELSEWHERE = ['/number', '/holders/*/name', '/holders/*/code', '/holders/*/codeType', '/issuerName'];
const MOST = 6;

export const FurtherElements = ({
  fields,
  further,
  blank,
  onFurther,
}: {
  readonly fields: readonly ResourceField[];
  readonly further: readonly Further[];
  /** One was sent without a value. */
  readonly blank: boolean;
  readonly onFurther: (further: readonly Further[]) => void;
}) => {
  const { say } = useLanguage();
  const offered = fields.filter(({ pointer }) => !ELSEWHERE.includes(pointer) && !pointer.includes('*'));
  const free = offered.filter(({ pointer }) => !further.some((one) => one.pointer === pointer));
  const put = (at: number, change: Partial<Further>) =>
    onFurther(further.map((one, i) => (i === at ? { ...one, ...change } : one)));
  return (
    <div className="stack">
      {further.map(({ pointer, text }, at) => (
        <div className="further" key={pointer}>
          <Select
            aria-label={say(words.which)}
            value={pointer}
            onChange={(chosen) => put(at, { pointer: chosen })}
            options={[...offered.filter((one) => one.pointer === pointer), ...free].map((one) => ({
              value: one.pointer,
              label: say(one.name),
            }))}
          />
          <Input
            aria-label={say(words.value)}
            maxLength={200}
            autoComplete="off"
            placeholder={offered.find((one) => one.pointer === pointer)?.type === 'date' ? '2026-11-20' : ''}
            value={text}
            status={blank && !text.trim() ? 'error' : ''}
            onChange={(event) => put(at, { text: event.target.value })}
          />
          <Button
            icon={<CloseOutlined aria-hidden="true" />}
            aria-label={say(words.remove)}
            onClick={() => onFurther(further.filter((_, i) => i !== at))}
          />
        </div>
      ))}
      {blank && further.some(({ text }) => !text.trim()) && (
        <p className="wrong" role="alert">
          {say(words.blank)}
        </p>
      )}
      {further.length < Math.min(MOST, offered.length) && (
        <div>
          <Button
            icon={<PlusOutlined aria-hidden="true" />}
            onClick={() => onFurther([...further, { pointer: free[0]?.pointer ?? '', text: '' }])}
          >
            {say(words.add)}
          </Button>
        </div>
      )}
    </div>
  );
};
