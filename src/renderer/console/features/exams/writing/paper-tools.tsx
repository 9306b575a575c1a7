import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { IconEye, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { QuestionType } from '../../../../../shared/model/question.ts';
import { MOST } from '../../../../../shared/model/question-limits.ts';
import classes from './writing.module.css';

interface ToolsProps {
  readonly chosen: number;
  /** Undo and redo. */
  readonly history: ReactNode;
  readonly onAdd: (type: QuestionType) => void;
  readonly onPreview: () => void;
  readonly onPoints: (change: { points?: number; wrongCosts?: number }) => void;
  readonly onRemove: () => void;
}

/** What can be done with the paper as a whole, and with the questions that are ticked. */
export function PaperTools({ chosen, history, onAdd, onPreview, onPoints, onRemove }: ToolsProps) {
  const { t } = useTranslation(['console', 'common']);
  const [type, setType] = useState<QuestionType>('single_choice');
  const [points, setPoints] = useState<number | string>('');
  const [costs, setCosts] = useState<number | string>('');
  return (
    <>
      <div className={classes.tools}>
        <NativeSelect
          label={t('writing.type')}
          value={type}
          data={QuestionType.options.map((each) => ({ value: each, label: t(`common:questionType.${each}`) }))}
          onChange={(event) => setType(event.currentTarget.value as QuestionType)}
        />
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => onAdd(type)}>
          {t('writing.add')}
        </Button>
        <Button variant="default" leftSection={<IconEye size={16} aria-hidden />} onClick={onPreview}>
          {t('writing.preview')}
        </Button>
        {history}
      </div>
      {chosen > 0 ? (
        <section className={classes.tools} aria-label={t('writing.chosen', { count: chosen })}>
          <strong>{t('writing.chosen', { count: chosen })}</strong>
          <NumberInput label={t('writing.points')} min={0} max={MOST.points} w={110} value={points} onChange={setPoints} />
          <NumberInput label={t('writing.wrongCosts')} min={0} max={100} suffix=" %" w={170} value={costs} onChange={setCosts} />
          <Button
            variant="default"
            disabled={points === '' && costs === ''}
            onClick={() =>
              onPoints({
                ...(points === '' ? {} : { points: Number(points) }),
                ...(costs === '' ? {} : { wrongCosts: Number(costs) / 100 }),
              })
            }
          >
            {t('writing.setPoints')}
          </Button>
          <Button variant="light" color="red" onClick={onRemove}>
            {t('writing.removeChosen')}
          </Button>
        </section>
      ) : null}
    </>
  );
}
