import { Button, CloseButton } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconLayoutGrid, IconListCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CandidateQuestion } from '../../../../shared/model/question.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useTicking } from '../../../ui/room-clock.tsx';
import { goTo, useHashRoute } from '../../hash-route.ts';
import { Panel } from '../../parts/dialog.tsx';
import { Notices } from '../../parts/notices.tsx';
import { RecordedPanel } from '../../parts/recorded-panel.tsx';
import { useFullscreen } from '../../parts/use-fullscreen.ts';
import { useSeat, useSeated } from '../../seat/seat-context.tsx';
import { Palette, useAnsweredIds } from './palette.tsx';
import { PlayerHeader } from './player-header.tsx';
import { headingId, QuestionCard } from './question-card.tsx';
import { ReviewPage } from './review-page.tsx';
import { type Player, usePlayer } from './use-player.ts';
import classes from './player-screen.module.css';

/** Typing is handed over this long before the end, so that the last words still count. */
const BEFORE_END_MS = 400;

/** Puts the focus on a question's heading, once it is on the page: screen readers go on there, and the page scrolls there. */
function focusQuestion(questionId: string): void {
  requestAnimationFrame(() => {
    const heading = document.getElementById(headingId(questionId));
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
    if (heading && heading.getBoundingClientRect().top < 160) window.scrollTo({ top: 0 });
  });
}

function TimeIsUp() {
  const { t } = useTranslation('exam');
  const { attempt } = useSeat();
  const { drafts } = useSeated();
  const endsAt = attempt?.endsAt;
  const isNear = useTicking((now) => endsAt !== undefined && now >= endsAt - BEFORE_END_MS);
  const isOver = useTicking((now) => endsAt !== undefined && now >= endsAt);
  useEffect(() => {
    if (isNear) drafts.flush();
  }, [isNear, drafts]);
  return isOver ? <div className={classes.over} role="status"><strong>{t('time.over')}</strong>{t('time.overText')}</div> : null;
}

function FullscreenOffer() {
  const { t } = useTranslation('exam');
  const fullscreen = useFullscreen();
  const [isClosed, setClosed] = useState(false);
  if (isClosed || fullscreen.isOn || !fullscreen.isPossible) return null;
  return (
    <div className={classes.offer}>
      <span>{t('fullscreen.offer')}</span>
      <span style={{ display: 'inline-flex', alignItems: 'center', gap: '0.25rem' }}>
        <Button size="compact-sm" variant="light" onClick={fullscreen.enter}>{t('fullscreen.enter')}</Button>
        <CloseButton aria-label={t('notice.dismiss')} onClick={() => setClosed(true)} />
      </span>
    </div>
  );
}

interface StepsProps {
  readonly player: Player;
  readonly onGoTo: (position: number) => void;
  readonly onReview: () => void;
  readonly onPalette: () => void;
}

function Steps({ player, onGoTo, onReview, onPalette }: StepsProps) {
  const { t } = useTranslation('exam');
  const hasAnswer = useAnsweredIds();
  const answered = player.items.filter((item) => item.number !== undefined && hasAnswer(item.question.id)).length;
  const isLast = player.current >= player.items.length - 1;
  return (
    <div className={classes.steps}>
      {player.isAllOnOnePage ? <span /> : (
        <Button
          variant="default" size="md" disabled={player.current === 0} onClick={() => onGoTo(player.current - 1)}
          leftSection={<IconArrowLeft size={18} aria-hidden />}
        >
          {t('player.previous')}
        </Button>
      )}
      <Button
        className={classes.openPalette} variant="subtle" color="slate" size="md" onClick={onPalette}
        aria-label={t('player.openQuestions', { answered, total: player.total })} leftSection={<IconLayoutGrid size={18} aria-hidden />}
      >
        {answered}/{player.total}
      </Button>
      {player.isAllOnOnePage || isLast ? (
        <Button size="md" onClick={onReview} leftSection={<IconListCheck size={18} aria-hidden />}>{t('player.review')}</Button>
      ) : (
        <Button size="md" onClick={() => onGoTo(player.current + 1)} rightSection={<IconArrowRight size={18} aria-hidden />}>{t('player.next')}</Button>
      )}
    </div>
  );
}

/** The exam itself: header, questions one by one or all together, palette, and the review before submitting. */
export function PlayerScreen({ questions, isFrozen }: { questions: readonly CandidateQuestion[]; isFrozen: boolean }) {
  const { t } = useTranslation('exam');
  const { drafts, seat } = useSeated();
  const { path } = useHashRoute();
  const player = usePlayer(questions);
  const [isRecordedOpen, setRecordedOpen] = useState(false);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const isReview = path === '/review';

  useEffect(() => {
    document.title = seat.examTitle;
  }, [seat.examTitle]);
  useEffect(() => {
    if (isFrozen) setPaletteOpen(false);
  }, [isFrozen]);

  const goToQuestion = (position: number): void => {
    drafts.flush();
    setPaletteOpen(false);
    if (isReview) goTo('/exam');
    player.goTo(position);
    const question = player.items[position]?.question;
    if (question) focusQuestion(question.id);
  };
  const review = (): void => {
    drafts.flush();
    setPaletteOpen(false);
    goTo('/review');
    window.scrollTo({ top: 0 });
  };
  const card = (position: number) => {
    const item = player.items[position];
    return item === undefined ? null : (
      <QuestionCard
        key={item.question.id} item={item} total={player.total} isFlagged={player.flagged.has(item.question.id)}
        onToggleFlag={() => player.toggleFlag(item.question.id)}
      />
    );
  };

  return (
    <div className={classes.page} inert={isFrozen} aria-hidden={isFrozen || undefined}>
      <PlayerHeader onRecorded={() => setRecordedOpen(true)} />
      <div className={classes.layout}>
        <main className={classes.main}>
          <Notices />
          <TimeIsUp />
          {isReview ? <ReviewPage player={player} onGoTo={goToQuestion} /> : (
            <>
              <FullscreenOffer />
              {player.items.length === 0 ? <EmptyState title={t('player.noQuestions')} /> : null}
              {player.isAllOnOnePage ? player.items.map((_, position) => card(position)) : card(player.current)}
              <Steps player={player} onGoTo={goToQuestion} onReview={review} onPalette={() => setPaletteOpen(true)} />
            </>
          )}
        </main>
        <div className={classes.side}>
          <Palette player={player} onGoTo={goToQuestion} onReview={review} />
        </div>
      </div>
      <Panel isOpen={isPaletteOpen} onClose={() => setPaletteOpen(false)} from="bottom" title={t('player.questions')} closeLabel={t('notice.close')}>
        <Palette player={player} onGoTo={goToQuestion} onReview={review} />
      </Panel>
      <RecordedPanel isOpen={isRecordedOpen} onClose={() => setRecordedOpen(false)} />
    </div>
  );
}
