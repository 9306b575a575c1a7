import { Alert, Button, Group, NumberInput, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamDetail } from '../../../../shared/model/exam.ts';
import type { LateJoin, SittingPlan } from '../../../../shared/model/sitting-plan.ts';
import { useCommand } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { Refused } from '../../parts/refused.tsx';

/** Who may come late and what time they get; the code that opens the paper. */
export function EntranceForm({ exam, plan }: { exam: ExamDetail; plan: SittingPlan }) {
  const { t } = useTranslation(['console', 'common']);
  const touched = [keys.plan(exam.id)];
  const late = useCommand('late_join_set', touched);
  const startCode = useCommand('start_code_set', touched);
  const [time, setTime] = useState<LateJoin['time']>(plan.lateJoin.time);
  const [until, setUntil] = useState<number | string>(plan.lateJoin.untilMinutes ?? '');
  const error = late.error ?? startCode.error;
  const isBeforeStart = exam.sitting.state === 'draft' || exam.sitting.state === 'open';
  const save = (): void =>
    late.mutate({ examId: exam.id, lateJoin: { time, ...(until === '' ? {} : { untilMinutes: Number(until) }) } });
  return (
    <Stack gap="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack gap="md">
          <NumberInput
            label={t('schedule.lateUntil')}
            description={t('schedule.lateUntilHint')}
            value={until}
            onChange={setUntil}
            min={0}
            max={1440}
            allowDecimal={false}
            suffix={t('exam.minutesSuffix')}
            maw={320}
          />
          <Select
            label={t('schedule.lateTime')}
            value={time}
            onChange={(value) => setTime(value === 'full' ? 'full' : 'common_end')}
            data={(['common_end', 'full'] as const).map((value) => ({ value, label: t(`schedule.late.${value}`) }))}
            allowDeselect={false}
            maw={320}
          />
          <Group gap="sm">
            <Button type="submit" loading={late.isPending}>
              {t('common:action.save')}
            </Button>
            <span role="status">{late.isSuccess ? t('exam.saved') : ''}</span>
          </Group>
        </Stack>
      </form>
      <div>
        <h3>{t('schedule.startCode')}</h3>
        <p>{t(plan.hasStartCode ? 'schedule.startCodeOn' : 'schedule.startCodeOff')}</p>
        {startCode.data?.code ? (
          <Alert color="petrol" variant="light" role="status">
            {t('schedule.startCodeTold')} <strong>{startCode.data.code}</strong>
          </Alert>
        ) : null}
        <Group gap="sm" mt="xs">
          {isBeforeStart ? (
            <Button variant="default" loading={startCode.isPending} onClick={() => startCode.mutate({ examId: exam.id })}>
              {t(plan.hasStartCode ? 'schedule.startCodeAgain' : 'schedule.startCodeMake')}
            </Button>
          ) : null}
          {plan.hasStartCode ? (
            <Button variant="default" onClick={() => startCode.mutate({ examId: exam.id, code: null })}>
              {t('schedule.startCodeDrop')}
            </Button>
          ) : null}
        </Group>
      </div>
      <Refused error={error} />
    </Stack>
  );
}
