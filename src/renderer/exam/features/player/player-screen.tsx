import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CandidateQuestion } from '../../../../shared/model/question.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { goTo, useHashRoute } from '../../hash-route.ts';
import { Panel } from '../../parts/dialog.tsx';
import { RecordedPanel } from '../../parts/recorded-panel.tsx';
import { ToolPanel } from '../../parts/tools/tool-panel.tsx';
import { ToolsBeside } from '../../parts/tools/tools-beside.tsx';
import { ToolsButton } from '../../parts/tools/tools-button.tsx';
import { useSeated } from '../../seat/seat-context.tsx';
import { FullscreenOffer } from './fullscreen-offer.tsx';
import { Palette } from './palette.tsx';
import headerClasses from './player-header.module.css';
import { PlayerHeader } from './player-header.tsx';
import classes from './player-screen.module.css';
import { PlayerSteps } from './player-steps.tsx';
import { headingId, QuestionCard } from './question-card.tsx';
import { ReviewPage } from './review-page.tsx';
import { TimeIsUp } from './time-is-up.tsx';
import { usePlayer } from './use-player.ts';
import { useToolDesk } from './use-tool-desk.ts';

/**
 * Puts the focus on a question's heading, once it is on the page: screen readers go on there. A question that is alone
 * on the page is shown from its top, one among all is scrolled to.
 */
function focusQuestion(questionId: string, isAmongAll: boolean): void {
  requestAnimationFrame(() => {
    const heading = document.getElementById(headingId(questionId));
    heading?.focus({ preventScroll: true });
    if (isAmongAll) heading?.scrollIntoView({ block: 'start' });
    else window.scrollTo({ top: 0 });
  });
}

/** The exam itself: header, questions one by one or all together, palette, and the review before submitting. */
export function PlayerScreen({ questions, isFrozen }: { questions: readonly CandidateQuestion[]; isFrozen: boolean }) {
  const { t } = useTranslation('exam');
  const { drafts, seat } = useSeated();
  const { path } = useHashRoute();
  const player = usePlayer(questions);
  const [isRecordedOpen, setRecordedOpen] = useState(false);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  const desk = useToolDesk(page);
  const isBeside = desk.isOpen && !desk.isFull;
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
    if (question) focusQuestion(question.id, player.isAllOnOnePage);
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
        key={item.question.id}
        item={item}
        total={player.total}
        isFlagged={player.flagged.has(item.question.id)}
        onToggleFlag={() => player.toggleFlag(item.question.id)}
      />
    );
  };

  const tools = (
    <ToolPanel
      grants={desk.grants}
      ended={desk.ended}
      onDismissEnded={desk.dismissEnded}
      chosenId={desk.chosenId}
      onChoose={desk.setChosenId}
      bench={desk.bench}
    />
  );

  return (
    <div ref={page} className={classes.page} inert={isFrozen} aria-hidden={isFrozen || undefined}>
      <PlayerHeader
        onRecorded={() => setRecordedOpen(true)}
        isWide={isBeside}
        tools={
          desk.isThere ? (
            <ToolsButton ref={desk.button} isOpen={desk.isOpen} onToggle={desk.toggle} textClass={headerClasses.recordedText} />
          ) : null
        }
      />
      <div
        className={classes.layout}
        data-tools={isBeside || undefined}
        style={{ '--tools-width': `${desk.width}%` } as CSSProperties}
      >
        <main className={classes.main}>
          <TimeIsUp />
          {isReview ? (
            <ReviewPage player={player} onGoTo={goToQuestion} />
          ) : (
            <>
              <FullscreenOffer />
              {player.items.length === 0 ? <EmptyState title={t('player.noQuestions')} /> : null}
              {player.isAllOnOnePage ? player.items.map((_, position) => card(position)) : card(player.current)}
              <PlayerSteps player={player} onGoTo={goToQuestion} onReview={review} onPalette={() => setPaletteOpen(true)} />
            </>
          )}
        </main>
        {isBeside ? (
          <ToolsBeside width={desk.width} onWidth={desk.setWidth} onClose={desk.close}>
            {tools}
          </ToolsBeside>
        ) : (
          <div className={classes.side}>
            <Palette player={player} onGoTo={goToQuestion} onReview={review} />
          </div>
        )}
      </div>
      <Panel
        isOpen={desk.isOpen && desk.isFull && !isFrozen}
        onClose={desk.close}
        from="full"
        title={t('tools.title')}
        closeLabel={t('tools.close')}
      >
        {tools}
      </Panel>
      <Panel
        isOpen={isPaletteOpen}
        onClose={() => setPaletteOpen(false)}
        from="bottom"
        title={t('player.questions')}
        closeLabel={t('notice.close')}
      >
        <Palette player={player} onGoTo={goToQuestion} onReview={review} />
      </Panel>
      <RecordedPanel isOpen={isRecordedOpen} onClose={() => setRecordedOpen(false)} />
    </div>
  );
}
