import { useTranslation } from 'react-i18next';
import type { ExamDetail } from '../../../../shared/model/exam.ts';
import { useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { Panel } from '../../parts/panel.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { EntranceForm } from './entrance-form.tsx';
import classes from './exams.module.css';
import { External } from './external-form.tsx';
import { ScheduleForm } from './schedule-form.tsx';

/** When the current sitting begins by itself, and how candidates come in (EX4, EX11). */
export function Schedule({ exam }: { exam: ExamDetail }) {
  const { t } = useTranslation('console');
  const plan = useCommandQuery('sitting_plan_get', { examId: exam.id }, keys.plan(exam.id));
  return (
    <QueryView query={plan} rows={4}>
      {(data) => (
        <div className={classes.two}>
          <Panel title={t('schedule.title')} subtitle={t('schedule.subtitle')}>
            <ScheduleForm exam={exam} plan={data} />
          </Panel>
          <Panel title={t('external.title')} subtitle={t('external.subtitle')}>
            <External exam={exam} />
          </Panel>
          <Panel title={t('schedule.entrance')} subtitle={t('schedule.entranceSubtitle')}>
            <EntranceForm exam={exam} plan={data} />
          </Panel>
        </div>
      )}
    </QueryView>
  );
}
