import { MultiSelect, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isFinished } from '../../../../shared/model/attempt.ts';
import type { ExamId } from '../../../../shared/model/ids.ts';
import { newRandomId } from '../../../link/random-id.ts';
import { TimeAt } from '../../../ui/time.tsx';
import { useAttempts, useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { useRoom } from '../../link/room-context.tsx';
import { ActionDialog } from '../../parts/action-dialog.tsx';
import { MinutesField } from '../../parts/minutes-field.tsx';
import classes from './exam-header.module.css';

const MINUTE = 60_000;

/** Every change of the time in this sitting, newest first. */
function Credits({ examId }: { examId: ExamId }) {
  const { t } = useTranslation('console');
  const { data } = useCommandQuery('time_credits', { examId }, keys.credits(examId));
  if (!data || data.credits.length === 0) return null;
  return (
    <section>
      <h3 className={classes.given}>{t('time.given')}</h3>
      <ul className={classes.credits} tabIndex={0} aria-label={t('time.given')}>
        {data.credits.toReversed().map((credit, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows, and nothing in it has a name of its own
          <li key={data.credits.length - index}>
            <TimeAt at={credit.at} show="clock" /> · {t(`time.kind.${credit.kind}`)} · {credit.name ?? t('time.everybody')} ·{' '}
            {t('time.minutes', { count: Math.round((credit.creditMs / MINUTE) * 10) / 10 })}
            {credit.reason ? ` · ${credit.reason}` : ''}
            {credit.byName ? ` · ${credit.byName}` : ''}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Gives time to everybody or to some candidates, with the reason that stands in the record. */
export function TimeDialog({ examId, isOpen, onClose }: { examId: ExamId; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('console');
  const { api } = useRoom();
  const cache = useQueryClient();
  const attempts = useAttempts(examId);
  // One for all tries: a lost answer cannot give the time twice.
  const [id, setId] = useState(newRandomId);
  const [whom, setWhom] = useState<string[]>([]);
  const [minutes, setMinutes] = useState<number | string>(5);
  const [reason, setReason] = useState('');
  const candidates = (attempts.data?.attempts ?? []).filter(({ state }) => !isFinished(state));

  const give = async (): Promise<void> => {
    const chosen = candidates.filter((attempt) => whom.includes(attempt.id)).map((attempt) => attempt.id);
    await api.call('time_extend', {
      id,
      examId,
      minutes: Number(minutes),
      reason: reason.trim(),
      ...(whom.length === 0 ? {} : { attemptIds: chosen }),
    });
    setId(newRandomId());
    setWhom([]);
    setReason('');
    await Promise.all(
      [keys.credits(examId), keys.exams, keys.attempts(examId), keys.allAttemptDetails].map((queryKey) =>
        cache.invalidateQueries({ queryKey }),
      ),
    );
  };

  return (
    <ActionDialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('time.title')}
      text={t('time.text')}
      actionLabel={t('time.give')}
      isReady={Number(minutes) !== 0 && reason.trim() !== ''}
      onAction={give}
    >
      <MinutesField value={minutes} onChange={setMinutes} />
      <MultiSelect
        label={t('time.whom')}
        description={t('time.whomHint')}
        placeholder={whom.length === 0 ? t('time.everybody') : ''}
        value={whom}
        onChange={setWhom}
        data={candidates.map((attempt) => ({ value: attempt.id, label: attempt.name || attempt.candidateNumber }))}
        searchable
        clearable
      />
      <Textarea
        label={t('candidate.reasonLabel')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
        required
        autosize
        minRows={2}
      />
      <Credits examId={examId} />
    </ActionDialog>
  );
}
