import { NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { gapsInText } from '../../../../../shared/model/gaps.ts';
import type { Gap, Question } from '../../../../../shared/model/question.ts';
import { AcceptedNumbers, AcceptedTexts } from './accepted-answers.tsx';
import { ChoiceWeights } from './choice-key.tsx';
import { below, type FlawAt } from './fields.tsx';
import classes from './key.module.css';
import { ScoringField } from './scoring-field.tsx';

type Cloze = Extract<Question, { type: 'cloze' }>;

interface GapProps {
  readonly gap: Gap;
  /** As it is numbered in the text. */
  readonly number: number;
  readonly onChange: (gap: Gap) => void;
  readonly flawAt: FlawAt;
  /** How much of the question it is. */
  readonly share: ReactNode;
}

/** What is right in one gap. */
function GapKey({ gap, number, onChange, flawAt, share }: GapProps) {
  const { t } = useTranslation('console');
  const legend = t(`examWork.key.gap.${gap.kind}`, { number });
  switch (gap.kind) {
    case 'text':
      return (
        <AcceptedTexts
          legend={legend}
          accepted={gap.accepted}
          caseSensitive={gap.caseSensitive}
          onChange={(change) => onChange({ ...gap, ...change })}
          flawAt={flawAt}
          below={share}
        />
      );
    case 'number':
      return (
        <AcceptedNumbers
          legend={legend}
          accepted={gap.accepted}
          onChange={(accepted) => onChange({ ...gap, accepted })}
          flawAt={flawAt}
          below={share}
        />
      );
    case 'choice':
    case 'several':
      return (
        <ChoiceWeights
          legend={legend}
          choices={gap.choices}
          onChange={(choices) => onChange({ ...gap, choices })}
          flawAt={flawAt}
          below={share}
        />
      );
  }
}

interface ClozeProps {
  readonly question: Cloze;
  readonly onChange: (question: Cloze) => void;
  readonly flawAt: FlawAt;
}

/** The key of each gap, in the order of the text, and how much of the question the gap is. */
export function ClozeKey({ question, onChange, flawAt }: ClozeProps) {
  const { t } = useTranslation('console');
  const { gaps } = question;
  const put = (gap: Gap): void => onChange({ ...question, gaps: gaps.map((one) => (one.id === gap.id ? gap : one)) });
  const shareOf = (gap: Gap): ReactNode => (
    <NumberInput
      className={classes.weighing}
      label={t('examWork.key.gapShare')}
      min={0.01}
      max={1_000}
      value={gap.share}
      onChange={(next) => put({ ...gap, share: Math.max(0.01, Number(next) || 1) })}
    />
  );
  return (
    <>
      {gapsInText(question.stemHtml, gaps).map((gap, at) => (
        <GapKey
          key={gap.id}
          gap={gap}
          number={at + 1}
          onChange={put}
          flawAt={below(
            flawAt,
            'gaps',
            gaps.findIndex(({ id }) => id === gap.id),
          )}
          share={gaps.length > 1 ? shareOf(gap) : null}
        />
      ))}
      <ScoringField
        value={question.scoring ?? 'sum'}
        ways={['sum', 'all']}
        onChange={(scoring) => onChange({ ...question, scoring })}
      />
    </>
  );
}
