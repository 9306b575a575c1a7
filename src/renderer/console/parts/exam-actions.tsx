import { Button } from '@mantine/core';
import { IconDoorEnter, IconPlayerPause, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isFinished } from '../../../shared/model/attempt.ts';
import type { ExamSummary } from '../../../shared/model/exam.ts';
import type { ExamId } from '../../../shared/model/ids.ts';
import { useErrorText } from '../../i18n/index.ts';
import { useAttempts, useCommand } from '../link/queries.ts';
import { keys } from '../link/query-keys.ts';
import { ActionDialog } from './action-dialog.tsx';
import { showFailure, showToast } from './toast.ts';

type Step = 'open' | 'start' | 'pause' | 'resume' | 'end' | 'again';

const ICONS: Record<Step, ReactNode> = {
  open: <IconDoorEnter size={17} stroke={1.8} aria-hidden />,
  start: <IconPlayerPlay size={17} stroke={1.8} aria-hidden />,
  pause: <IconPlayerPause size={17} stroke={1.8} aria-hidden />,
  resume: <IconPlayerPlay size={17} stroke={1.8} aria-hidden />,
  end: <IconPlayerStop size={17} stroke={1.8} aria-hidden />,
  again: <IconRefresh size={17} stroke={1.8} aria-hidden />,
};

/** Whose work an end cuts off: said before it cannot be undone. */
function StillWorking({ examId }: { examId: ExamId }) {
  const { t } = useTranslation('console');
  const { data } = useAttempts(examId);
  const count = data?.attempts.filter(({ state }) => state !== 'waiting' && !isFinished(state)).length ?? 0;
  return count === 0 ? null : <strong>{t('exam.ask.end.working', { count })} </strong>;
}

interface ExamActionsProps {
  readonly exam: ExamSummary;
  /** How many candidates are ready; said before the start. */
  readonly readyCount?: number;
}

/** The life of a sitting: what is possible now, the next step first. Everything with consequences asks before. */
export function ExamActions({ exam, readyCount }: ExamActionsProps) {
  const { t } = useTranslation('console');
  const errorText = useErrorText();
  const [asking, setAsking] = useState<Step>();
  const touched = [keys.exams, keys.attempts(exam.id)];
  const commands = {
    open: useCommand('exam_open', touched),
    start: useCommand('exam_start', touched),
    pause: useCommand('exam_pause', touched),
    resume: useCommand('exam_resume', touched),
    end: useCommand('exam_end', touched),
    again: useCommand('sitting_create', touched),
  };
  const run = async (step: Step): Promise<void> => {
    if (step !== 'again') return void (await commands[step].mutateAsync({ examId: exam.id }));
    const { startCode } = await commands.again.mutateAsync({ examId: exam.id });
    // The room keeps only its pseudonym: it stays until somebody has written it down.
    if (startCode) showToast({ title: t('exam.newStartCode'), message: startCode, autoClose: false });
  };
  const runNow = (step: Step) => void run(step).catch((error: unknown) => showFailure(errorText(error)));

  const now = (step: Step) => (
    <Button leftSection={ICONS[step]} loading={commands[step].isPending} onClick={() => runNow(step)}>
      {t(`exam.step.${step}`)}
    </Button>
  );
  const ask = (step: Step, look: { variant?: string; color?: string } = {}) => (
    <Button leftSection={ICONS[step]} {...look} onClick={() => setAsking(step)}>
      {t(`exam.step.${step}`)}
    </Button>
  );
  const end = ask('end', { variant: 'light', color: 'red' });

  return (
    <>
      {exam.sitting.state === 'draft' && now('open')}
      {exam.sitting.state === 'open' && (
        <>
          {end}
          {ask('start')}
        </>
      )}
      {exam.sitting.state === 'running' && (
        <>
          {ask('pause', { variant: 'default' })}
          {end}
        </>
      )}
      {exam.sitting.state === 'paused' && (
        <>
          {end}
          {now('resume')}
        </>
      )}
      {exam.sitting.state === 'ended' && ask('again', { variant: 'default' })}
      {asking ? (
        <ActionDialog
          isOpen
          onClose={() => setAsking(undefined)}
          title={t(`exam.ask.${asking}.title` as 'exam.ask.start.title')}
          text={
            <>
              {asking === 'end' ? <StillWorking examId={exam.id} /> : null}
              {t(`exam.ask.${asking}.text` as 'exam.ask.start.text')}
              {asking === 'start' && readyCount !== undefined ? (
                <> {t('exam.ask.start.ready', { count: readyCount, total: exam.rosterCount })}</>
              ) : null}
            </>
          }
          actionLabel={t(`exam.step.${asking}`)}
          isDanger={asking === 'end'}
          onAction={() => run(asking)}
        />
      ) : null}
    </>
  );
}
