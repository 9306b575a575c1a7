import { Button } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconLayoutGrid, IconListCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAnsweredIds } from './palette.tsx';
import classes from './player-screen.module.css';
import type { Player } from './use-player.ts';

interface PlayerStepsProps {
  readonly player: Player;
  readonly onGoTo: (position: number) => void;
  readonly onReview: () => void;
  readonly onPalette: () => void;
}

/** Previous, next and, on narrow screens, the way to the palette. */
export function PlayerSteps({ player, onGoTo, onReview, onPalette }: PlayerStepsProps) {
  const { t } = useTranslation('exam');
  const hasAnswer = useAnsweredIds();
  const answered = player.items.filter((item) => item.number !== undefined && hasAnswer(item.question.id)).length;
  const isLast = player.current >= player.items.length - 1;
  return (
    <div className={classes.steps}>
      {player.isAllOnOnePage ? (
        <span />
      ) : (
        <Button
          variant="default"
          size="md"
          disabled={player.current === 0}
          onClick={() => onGoTo(player.current - 1)}
          leftSection={<IconArrowLeft size={18} aria-hidden />}
        >
          {t('player.previous')}
        </Button>
      )}
      <Button
        className={classes.openPalette}
        variant="subtle"
        color="slate"
        size="md"
        onClick={onPalette}
        aria-label={t('player.openQuestions', { answered, total: player.total })}
        leftSection={<IconLayoutGrid size={18} aria-hidden />}
      >
        {answered}/{player.total}
      </Button>
      {player.isAllOnOnePage || isLast ? (
        <Button size="md" onClick={onReview} leftSection={<IconListCheck size={18} aria-hidden />}>
          {t('player.review')}
        </Button>
      ) : (
        <Button size="md" onClick={() => onGoTo(player.current + 1)} rightSection={<IconArrowRight size={18} aria-hidden />}>
          {t('player.next')}
        </Button>
      )}
    </div>
  );
}
