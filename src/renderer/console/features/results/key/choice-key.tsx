import { Checkbox, Radio } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Question } from '../../../../../shared/model/question.ts';
import { RichHtml } from '../../../../ui/rich-html.tsx';
import { type Choice, withRight, withRights } from './choice-weights.ts';
import { type FlawAt, ListFlaw, ShareField } from './fields.tsx';
import classes from './key.module.css';

type Single = Extract<Question, { type: 'single_choice' }>;
type Multiple = Extract<Question, { type: 'multiple_choice' }>;

interface WeightsProps {
  readonly legend: string;
  readonly choices: readonly Choice[];
  readonly onChange: (choices: Choice[]) => void;
  readonly flawAt: FlawAt;
  /** What stands before the words of a choice, to say in one step that it is right. */
  readonly before?: (choice: Choice, inputId: string) => ReactNode;
  readonly below?: ReactNode;
}

/** Choices as candidates saw them, and what taking each is worth: of the points, and below nothing where it costs. */
export function ChoiceWeights({ legend, choices, onChange, flawAt, before, below }: WeightsProps) {
  const { t } = useTranslation('console');
  const id = useId();
  return (
    <fieldset className={classes.lines}>
      <legend>{legend}</legend>
      {choices.map((choice, place) => (
        <div key={choice.id} className={classes.line}>
          {before ? (
            <>
              <span className={classes.tick}>{before(choice, `${id}-${place}`)}</span>
              <label className={classes.words} htmlFor={`${id}-${place}`}>
                <RichHtml html={choice.html} inline />
              </label>
            </>
          ) : (
            <span className={classes.words}>
              <RichHtml html={choice.html} inline />
            </span>
          )}
          <ShareField
            label={t('writing.weightOf', { number: place + 1 })}
            value={choice.weight}
            onChange={(weight) => onChange(choices.with(place, { ...choice, weight }))}
          />
        </div>
      ))}
      <ListFlaw>{flawAt('choices')}</ListFlaw>
      {below}
    </fieldset>
  );
}

interface Fields<Type> {
  readonly question: Type;
  readonly onChange: (question: Type) => void;
  readonly flawAt: FlawAt;
}

/** Which choice is right, and what the others are worth. */
export function SingleKey({ question, onChange, flawAt }: Fields<Single>) {
  const { t } = useTranslation('console');
  const name = useId();
  const { choices } = question;
  const put = (next: Choice[]): void => onChange({ ...question, choices: next });
  return (
    <ChoiceWeights
      legend={t('grading.rightChoice')}
      choices={choices}
      onChange={put}
      flawAt={flawAt}
      before={({ id, weight }, inputId) => (
        <Radio name={name} id={inputId} checked={weight === 1} onChange={() => put(withRight(choices, id))} />
      )}
    />
  );
}

/** Which choices are right, and what each is worth. */
export function MultipleKey({ question, onChange, flawAt }: Fields<Multiple>) {
  const { t } = useTranslation('console');
  const { choices } = question;
  const put = (next: Choice[]): void => onChange({ ...question, choices: next });
  const right = choices.filter(({ weight }) => weight > 0).map(({ id }) => id);
  return (
    <ChoiceWeights
      legend={t('grading.rightChoices')}
      choices={choices}
      onChange={put}
      flawAt={flawAt}
      before={({ id, weight }, inputId) => (
        <Checkbox
          id={inputId}
          checked={weight > 0}
          onChange={({ currentTarget: { checked } }) =>
            put(withRights(choices, checked ? [...right, id] : right.filter((one) => one !== id)))
          }
        />
      )}
    />
  );
}
