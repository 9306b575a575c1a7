import { Alert, Button, ThemeIcon } from '@mantine/core';
import { IconCircleCheck, IconCircleCheckFilled, IconFlag3 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isAnswered } from '../../../../shared/model/answer.ts';
import { isAnswerable } from '../../../../shared/model/question.ts';
import { useReasonText } from '../../../i18n/index.ts';
import { ConnectionIndicator } from '../../../ui/connection-indicator.tsx';
import { dateTimeText } from '../../../ui/time-text.ts';
import { Notices } from '../../parts/notices.tsx';
import { NotificationCenter } from '../../parts/notification-center.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { useSeat, useSeated, useWork } from '../../seat/seat-context.tsx';
import { ResultCard } from './result-card.tsx';
import classes from './submitted.module.css';

function useAnswerCount(): { answered: number; total: number | undefined } {
  const { view } = useSeat();
  const { answers } = useWork();
  const questions = view?.questions?.filter(isAnswerable);
  const answered = questions
    ? questions.filter(({ id }) => isAnswered(answers.get(id) ?? null)).length
    : Math.max(view?.attempt.progress.answered ?? 0, [...answers.values()].filter(isAnswered).length);
  return { answered, total: questions?.length ?? view?.attempt.progress.total };
}

/** After the end, however it came: a receipt that says only what the room has acknowledged, and the result once released. */
export function SubmittedScreen() {
  const { t, i18n } = useTranslation('exam');
  const { seat, link, leave } = useSeated();
  const { attempt, connection } = useSeat();
  const { pending, pendingAnswers, saves } = useWork();
  const { answered, total } = useAnswerCount();
  const reasonText = useReasonText();
  const isSubmitted = attempt?.state === 'submitted';
  const hasLate = [...saves.values()].some((save) => save.state === 'held');
  return (
    <PageFrame
      title={isSubmitted ? t('submitted.title') : t('submitted.endedTitle')}
      lead={isSubmitted ? t('submitted.text') : t('submitted.endedText')}
      width="36rem"
      tools={<NotificationCenter />}
      icon={
        <ThemeIcon size={56} radius="xl" variant="light" color={isSubmitted ? 'green' : 'petrol'} mb="lg">
          {isSubmitted ? <IconCircleCheckFilled size={34} aria-hidden /> : <IconFlag3 size={30} aria-hidden />}
        </ThemeIcon>
      }
    >
      {!isSubmitted && attempt?.reason ? (
        <Alert className={classes.reason} color="amber" title={t('submitted.reason')}>
          {reasonText(attempt.reason)}
        </Alert>
      ) : null}
      <Notices isAfterEnd />
      <h2 className={classes.heading}>{t('submitted.receipt')}</h2>
      <dl className={classes.facts} style={{ marginTop: 0 }}>
        <div>
          <dt>{t('submitted.exam')}</dt>
          <dd>{seat.examTitle}</dd>
        </div>
        <div>
          <dt>{t('submitted.candidate')}</dt>
          <dd>
            {seat.displayName} · {seat.candidateNumber}
          </dd>
        </div>
        {attempt?.stateSince === undefined ? null : (
          <div>
            <dt>{isSubmitted ? t('submitted.submittedAt') : t('submitted.endedAt')}</dt>
            <dd>{dateTimeText(attempt.stateSince, i18n.language)}</dd>
          </div>
        )}
        <div>
          <dt>{t('submitted.answers')}</dt>
          <dd>{total === undefined ? answered : t('submitted.answersOf', { answered, total })}</dd>
        </div>
        <div>
          <dt>{t('submitted.saved')}</dt>
          {pendingAnswers === 0 ? (
            <dd data-state="ok">
              <IconCircleCheck size={20} aria-hidden />
              {t('submitted.savedAll')}
            </dd>
          ) : (
            <dd data-state="waiting" role="status">
              {t('submitted.savedWaiting', { count: pendingAnswers })}
            </dd>
          )}
        </div>
      </dl>
      {hasLate ? (
        <Alert color="amber" mt="md">
          {t('submitted.late')}
        </Alert>
      ) : null}
      <ResultCard />
      <div className={classes.leave}>
        <Button variant="default" size="md" disabled={pending > 0} onClick={leave}>
          {t('submitted.leave')}
        </Button>
        <p>{pending > pendingAnswers ? t('recorded.unsent', { count: pending - pendingAnswers }) : t('submitted.leaveText')}</p>
        {connection.state === 'connected' ? null : (
          <ConnectionIndicator connection={connection} onRetry={() => link.connection.retryNow()} />
        )}
      </div>
    </PageFrame>
  );
}
