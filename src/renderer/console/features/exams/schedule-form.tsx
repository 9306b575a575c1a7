import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamDetail } from '../../../../shared/model/exam.ts';
import type { SittingPlan } from '../../../../shared/model/sitting-plan.ts';
import { RoomTime } from '../../../ui/time.tsx';
import { useCommand } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { Refused } from '../../parts/refused.tsx';
import { fromField, offsetAt, toField } from './local-time.ts';

/** When the sitting opens and starts by itself; the offset the times are meant in is said beside them. */
export function ScheduleForm({ exam, plan }: { exam: ExamDetail; plan: SittingPlan }) {
  const { t } = useTranslation(['console', 'common']);
  const save = useCommand('sitting_plan_set', [keys.plan(exam.id), keys.exams]);
  const [opensAt, setOpensAt] = useState(toField(plan.opensAt));
  const [startsAt, setStartsAt] = useState(toField(plan.startsAt));
  const isPlannable = exam.sitting.state === 'draft' || exam.sitting.state === 'open';
  const isOpen = exam.sitting.state !== 'draft';
  const isPlanned = plan.opensAt !== undefined || plan.startsAt !== undefined;
  const offset = offsetAt(startsAt === '' ? new Date(plan.serverTime) : new Date(startsAt));
  const set = (opens: string, starts: string): void =>
    save.mutate({ examId: exam.id, startsAt: fromField(starts), ...(isOpen ? {} : { opensAt: fromField(opens) }) });

  if (!isPlannable) return <p>{t('schedule.over')}</p>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        set(opensAt, startsAt);
      }}
    >
      <Stack gap="md">
        {plan.held ? (
          <Alert color="amber" variant="light" role="alert">
            {t(`schedule.held.${plan.held}`)}
          </Alert>
        ) : null}
        <TextInput
          type="datetime-local"
          label={t('schedule.opensAt')}
          description={t('schedule.offset', { offset })}
          value={opensAt}
          disabled={isOpen}
          onChange={(event) => setOpensAt(event.currentTarget.value)}
          maw={320}
        />
        <TextInput
          type="datetime-local"
          label={t('schedule.startsAt')}
          description={t('schedule.offset', { offset })}
          value={startsAt}
          onChange={(event) => setStartsAt(event.currentTarget.value)}
          maw={320}
        />
        <p>
          {t('schedule.roomTime')} <RoomTime />
        </p>
        <Refused error={save.error} />
        <Group gap="sm">
          <Button type="submit" loading={save.isPending}>
            {t('schedule.save')}
          </Button>
          {isPlanned ? (
            <Button
              variant="default"
              onClick={() => {
                setOpensAt('');
                setStartsAt('');
                set('', '');
              }}
            >
              {t('schedule.cancel')}
            </Button>
          ) : null}
          <span role="status">{save.isSuccess ? t('schedule.saved') : ''}</span>
        </Group>
      </Stack>
    </form>
  );
}
