import { Button, MultiSelect, SegmentedControl, Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamId } from '../../../../shared/model/ids.ts';
import { RecoveryMethod } from '../../../../shared/model/recovery.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { useCommand, useExam, useExams } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { Panel } from '../../parts/panel.tsx';
import { showFailure, showToast } from '../../parts/toast.ts';
import classes from './recovery.module.css';

function PolicyForm({ examId }: { examId: ExamId }) {
  const { t } = useTranslation('console');
  const errorText = useErrorText();
  const exam = useExam(examId);
  const save = useCommand('recovery_policy_set', [keys.exam(examId)]);
  const [custodians, setCustodians] = useState<1 | 2>(1);
  const [methods, setMethods] = useState<readonly RecoveryMethod[]>(RecoveryMethod.options);
  const stored = exam.data?.policy.recovery;
  useEffect(() => {
    setCustodians(stored?.custodians ?? 1);
    setMethods(stored?.methods ?? RecoveryMethod.options);
  }, [stored]);
  return (
    <>
      <div>
        <SegmentedControl
          aria-label={t('recovery.policy.custodians')}
          value={String(custodians)}
          onChange={(value) => setCustodians(value === '2' ? 2 : 1)}
          data={[
            { value: '1', label: t('recovery.policy.one') },
            { value: '2', label: t('recovery.policy.two') },
          ]}
        />
      </div>
      <MultiSelect
        label={t('recovery.policy.methods')}
        data={RecoveryMethod.options.map((value) => ({ value, label: t(`recovery.methods.${value}`) }))}
        value={[...methods]}
        onChange={(values) => setMethods(values.map((value) => RecoveryMethod.parse(value)))}
        style={{ flex: '1 1 18rem' }}
      />
      <Button
        variant="default"
        loading={save.isPending}
        disabled={methods.length === 0}
        onClick={() =>
          save.mutate(
            { examId, custodians, methods: [...methods] },
            {
              onSuccess: () => showToast({ id: 'recovery-policy', color: 'green', message: t('recovery.policy.saved') }),
              onError: (error) => showFailure(errorText(error)),
            },
          )
        }
      >
        {t('recovery.policy.save')}
      </Button>
    </>
  );
}

/** One or two people, and which ways an exam accepts: an administrator's choice. */
export function RecoveryPolicyPanel() {
  const { t } = useTranslation('console');
  const exams = useExams();
  const [chosen, setChosen] = useState<string | null>(null);
  const list = exams.data?.exams ?? [];
  const examId = (chosen ?? list[0]?.id) as ExamId | undefined;
  if (!examId) return null;
  return (
    <Panel title={t('recovery.policy.title')}>
      <div className={classes.policy}>
        <Select
          label={t('recovery.policy.exam')}
          data={list.map(({ id, title }) => ({ value: id as string, label: title }))}
          value={examId}
          onChange={setChosen}
          allowDeselect={false}
        />
        <PolicyForm key={examId} examId={examId} />
      </div>
    </Panel>
  );
}
