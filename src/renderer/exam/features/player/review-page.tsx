import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowLeft, IconCheck, IconCircleCheck, IconFlagFilled, IconMinus } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { plainText } from './answer-shapes.ts';
import { useAnsweredIds } from './palette.tsx';
import classes from './review-page.module.css';
import { SubmitDialog } from './submit-dialog.tsx';
import type { Player } from './use-player.ts';

/** What is answered, open and flagged, with the way to each; then the way out. */
export function ReviewPage({ player, onGoTo }: { player: Player; onGoTo: (position: number) => void }) {
  const { t } = useTranslation('exam');
  const hasAnswer = useAnsweredIds();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isAsking, setAsking] = useState(false);
  const texts = useMemo(
    () => new Map(player.items.map(({ question }) => [question.id, plainText(question.stemHtml)])),
    [player.items],
  );
  const lines = player.items.map((item, position) => ({ item, position })).filter(({ item }) => item.number !== undefined);
  const missing = lines.filter(({ item }) => !hasAnswer(item.question.id)).length;

  useEffect(() => heading.current?.focus({ preventScroll: true }), []);

  return (
    <section className={classes.card} aria-labelledby="review-title">
      <h2 id="review-title" className={classes.title} ref={heading} tabIndex={-1}>
        {t('review.title')}
      </h2>
      <p className={classes.lead}>{t('review.lead')}</p>
      <p className={classes.sum} data-missing={missing > 0 || undefined}>
        {missing > 0 ? <IconAlertTriangle size={22} aria-hidden /> : <IconCircleCheck size={22} aria-hidden />}
        {missing > 0 ? t('review.missing', { count: missing }) : t('review.allAnswered')}
      </p>
      <ol className={classes.list}>
        {lines.map(({ item: { question, number = 0 }, position }) => {
          const isThere = hasAnswer(question.id);
          const isFlagged = player.flagged.has(question.id);
          return (
            <li key={question.id}>
              <button type="button" className={classes.line} onClick={() => onGoTo(position)}>
                <span className="iv-hidden">{t('review.goTo', { number })}</span>
                <span className={classes.number} aria-hidden="true">
                  {number}
                </span>
                <span className={classes.text}>{texts.get(question.id)}</span>
                {isFlagged ? (
                  <span className={classes.state} data-state="flagged">
                    <IconFlagFilled size={14} aria-hidden />
                    {t('review.flagged')}
                  </span>
                ) : (
                  <span aria-hidden="true" />
                )}
                <span className={classes.state} data-state={isThere ? 'answered' : 'unanswered'}>
                  {isThere ? <IconCheck size={14} stroke={3} aria-hidden /> : <IconMinus size={14} stroke={3} aria-hidden />}
                  {isThere ? t('review.answered') : t('review.unanswered')}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      <div className={classes.actions}>
        <Button
          variant="default"
          size="md"
          leftSection={<IconArrowLeft size={18} aria-hidden />}
          onClick={() => onGoTo(player.current)}
        >
          {t('review.back')}
        </Button>
        <Button size="md" onClick={() => setAsking(true)}>
          {t('review.submit')}
        </Button>
      </div>
      <SubmitDialog isOpen={isAsking} missing={missing} onClose={() => setAsking(false)} />
    </section>
  );
}
