import { NativeSelect } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Question } from '../../../../../shared/model/question.ts';
import { RichHtml } from '../../../../ui/rich-html.tsx';
import type { FlawAt } from './fields.tsx';
import classes from './key.module.css';
import { ScoringField } from './scoring-field.tsx';

type Matching = Extract<Question, { type: 'matching' }>;

interface MatchingProps {
  readonly question: Matching;
  readonly onChange: (question: Matching) => void;
  readonly flawAt: FlawAt;
}

/** Which choice belongs to which line. Lines and choices stay as candidates saw them. */
export function MatchingKey({ question, onChange, flawAt }: MatchingProps) {
  const { t } = useTranslation('console');
  const id = useId();
  const { stems, choices, pairs } = question;
  return (
    <>
      <fieldset className={classes.lines}>
        <legend>{t('examWork.key.pairs')}</legend>
        {stems.map((stem, place) => (
          <div key={stem.id} className={classes.pair}>
            <span id={`${id}-${stem.id}`}>
              <RichHtml html={stem.html} inline />
            </span>
            <NativeSelect
              aria-labelledby={`${id}-${stem.id}`}
              value={pairs[stem.id] ?? ''}
              error={flawAt('stems', place, 'pair')}
              data={[
                ...(pairs[stem.id] === undefined ? [{ value: '', label: '–' }] : []),
                ...choices.map((choice) => ({ value: choice.id, label: choice.text })),
              ]}
              onChange={({ currentTarget: { value } }) => onChange({ ...question, pairs: { ...pairs, [stem.id]: value } })}
            />
          </div>
        ))}
      </fieldset>
      <ScoringField
        value={question.scoring ?? 'sum'}
        ways={['sum', 'all']}
        onChange={(scoring) => onChange({ ...question, scoring })}
      />
    </>
  );
}
