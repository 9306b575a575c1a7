import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconChevronDown, IconClockPlus, IconMessage2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { ExamSummary } from '../../../../shared/model/exam.ts';
import { ExamActions } from '../../parts/exam-actions.tsx';
import { JoinButton } from '../../parts/join-button.tsx';
import { SittingStateChip } from '../../parts/state-chips.tsx';
import { BroadcastDialog } from './broadcast-dialog.tsx';
import { ExamClock } from './exam-clock.tsx';
import classes from './exam-header.module.css';
import { TimeDialog } from './time-dialog.tsx';

/** Other exams of the room, a click away from the one being watched. */
function ExamChoice({ exam, exams }: { exam: ExamSummary; exams: readonly ExamSummary[] }) {
  const { t } = useTranslation('console');
  const [, goTo] = useLocation();
  if (exams.length < 2) return null;
  return (
    <Menu position="bottom-start" width={340}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="slate" aria-label={t('overview.chooseExam')} title={t('overview.chooseExam')}>
          <IconChevronDown size={18} stroke={1.9} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={exam.id} onChange={(id) => goTo(`/overview/${id}`)}>
          {exams.map(({ id, title, sitting }) => (
            <Menu.RadioItem key={id} value={id} closeMenuOnClick rightSection={<SittingStateChip state={sitting.state} />}>
              {title}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

interface ExamHeaderProps {
  readonly exam: ExamSummary;
  readonly exams: readonly ExamSummary[];
  readonly readyCount: number;
}

/** The exam being watched: title, state, clock, and what the proctor can do with it as a whole. */
export function ExamHeader({ exam, exams, readyCount }: ExamHeaderProps) {
  const { t } = useTranslation('console');
  const [isMessageShown, setIsMessageShown] = useState(false);
  const [isTimeShown, setIsTimeShown] = useState(false);
  const isUnderWay = exam.sitting.state === 'running' || exam.sitting.state === 'paused';
  const isLive = exam.sitting.state === 'running' || exam.sitting.state === 'paused' || exam.sitting.state === 'open';
  return (
    <div className={classes.header}>
      <div className={classes.who}>
        <div className={classes.titleLine}>
          <h1 className={classes.title}>{exam.title}</h1>
          <ExamChoice exam={exam} exams={exams} />
          <SittingStateChip state={exam.sitting.state} />
        </div>
        <p className={classes.facts}>
          {t('exam.facts.questions', { count: exam.answerableCount })} ·{' '}
          {t('exam.facts.minutes', { count: exam.durationMinutes })} · {t('exam.facts.roster', { count: exam.rosterCount })}
        </p>
      </div>
      <ExamClock sitting={exam.sitting} />
      <div className={classes.actions}>
        {isLive ? (
          <>
            <JoinButton />
            <Button
              variant="default"
              leftSection={<IconMessage2 size={17} stroke={1.8} aria-hidden />}
              onClick={() => setIsMessageShown(true)}
            >
              {t('overview.broadcast.button')}
            </Button>
          </>
        ) : null}
        {isUnderWay ? (
          <Button
            variant="default"
            leftSection={<IconClockPlus size={17} stroke={1.8} aria-hidden />}
            onClick={() => setIsTimeShown(true)}
          >
            {t('time.button')}
          </Button>
        ) : null}
        <ExamActions exam={exam} readyCount={readyCount} />
      </div>
      <TimeDialog examId={exam.id} isOpen={isTimeShown} onClose={() => setIsTimeShown(false)} />
      <BroadcastDialog examId={exam.id} isOpen={isMessageShown} onClose={() => setIsMessageShown(false)} />
    </div>
  );
}
