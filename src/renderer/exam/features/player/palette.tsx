import { Button, Switch } from '@mantine/core';
import { IconCheck, IconFlagFilled, IconInfoCircle, IconListCheck, IconSquare, IconSquareDot } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isAnswered } from '../../../../shared/model/answer.ts';
import { useDrafts, useWork } from '../../seat/seat-context.tsx';
import classes from './palette.module.css';
import type { PaperItem, Player } from './use-player.ts';

/** Which questions have something in them, typing included. */
export function useAnsweredIds(): (questionId: string) => boolean {
  const { answers } = useWork();
  const drafts = useDrafts();
  return (questionId) => isAnswered(drafts.get(questionId) ?? answers.get(questionId) ?? null);
}

interface PaletteProps {
  readonly player: Player;
  readonly onGoTo: (position: number) => void;
  readonly onReview: () => void;
}

/** All questions at a glance: number, a tick for answered, a flag for flagged, a ring for where one is. Never colour alone. */
export function Palette({ player, onGoTo, onReview }: PaletteProps) {
  const { t } = useTranslation('exam');
  const hasAnswer = useAnsweredIds();
  const answered = player.items.filter((item) => item.number !== undefined && hasAnswer(item.question.id)).length;

  const nameOf = (item: PaperItem, position: number): string => {
    const states = [
      item.number === undefined
        ? t('player.toRead')
        : hasAnswer(item.question.id)
          ? t('player.answered')
          : t('player.unanswered'),
      ...(player.flagged.has(item.question.id) ? [t('player.flagged')] : []),
      ...(position === player.current && !player.isAllOnOnePage ? [t('player.current')] : []),
    ].join(', ');
    return item.number === undefined
      ? `${t('player.information')}: ${states}`
      : t('player.paletteItem', { number: item.number, states });
  };

  return (
    <nav className={classes.palette} aria-label={t('player.questions')}>
      <p className={classes.progress}>{t('player.progress', { answered, total: player.total })}</p>
      <ol className={classes.grid}>
        {player.items.map((item, position) => (
          <li key={item.question.id}>
            <button
              type="button"
              className={classes.item}
              aria-label={nameOf(item, position)}
              onClick={() => onGoTo(position)}
              aria-current={position === player.current && !player.isAllOnOnePage ? 'step' : undefined}
              data-answered={hasAnswer(item.question.id) || undefined}
            >
              <span aria-hidden="true">{item.number ?? <IconInfoCircle size={18} stroke={1.7} />}</span>
              {hasAnswer(item.question.id) ? (
                <span className={classes.mark}>
                  <IconCheck size={12} stroke={3.5} aria-hidden />
                </span>
              ) : null}
              {player.flagged.has(item.question.id) ? (
                <span className={classes.flag}>
                  <IconFlagFilled size={12} aria-hidden />
                </span>
              ) : null}
            </button>
          </li>
        ))}
      </ol>
      <Button variant="light" leftSection={<IconListCheck size={18} aria-hidden />} onClick={onReview}>
        {t('player.review')}
      </Button>
      <Switch
        label={t('player.allOnOnePage')}
        checked={player.isAllOnOnePage}
        onChange={(event) => player.showAll(event.currentTarget.checked)}
      />
      <ul className={classes.legend} aria-label={t('player.legend')}>
        <li>
          <IconCheck size={16} stroke={3} aria-hidden />
          {t('player.answered')}
        </li>
        <li>
          <IconSquare size={16} stroke={1.7} aria-hidden />
          {t('player.unanswered')}
        </li>
        <li>
          <IconFlagFilled size={16} aria-hidden />
          {t('player.flagged')}
        </li>
        <li>
          <IconSquareDot size={16} stroke={1.7} aria-hidden />
          {t('player.current')}
        </li>
      </ul>
    </nav>
  );
}
