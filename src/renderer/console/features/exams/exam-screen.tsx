import { Button, Tabs } from '@mantine/core';
import { IconArrowLeft, IconLayoutGrid } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import type { ExamDetail } from '../../../../shared/model/exam.ts';
import type { ExamId } from '../../../../shared/model/ids.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { useExam } from '../../link/queries.ts';
import { ExamActions } from '../../parts/exam-actions.tsx';
import { JoinButton } from '../../parts/join-button.tsx';
import { JoinCard } from '../../parts/join-card.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { SittingStateChip } from '../../parts/state-chips.tsx';
import { showFailure } from '../../parts/toast.ts';
import { ExamDetailsForm } from './exam-details-form.tsx';
import classes from './exams.module.css';
import { PaperExport } from './paper-export.tsx';
import { PolicyEditor } from './policy-editor.tsx';
import { PolicySummary } from './policy-summary.tsx';
import { Questions } from './questions.tsx';
import { Roster } from './roster.tsx';
import { Schedule } from './schedule.tsx';
import { usePaperChanges } from './writing/use-paper-changes.ts';

const TABS = ['details', 'schedule', 'questions', 'roster', 'policy'] as const;

/** One exam: its details, its questions with their keys, its roster, and the life of its current sitting. */
export function ExamScreen({ examId }: { examId: ExamId }) {
  const { t } = useTranslation('console');
  const exam = useExam(examId);
  return (
    <>
      <Link href="/exams" className={classes.back}>
        <IconArrowLeft size={15} stroke={1.9} aria-hidden /> {t('nav.exams')}
      </Link>
      <QueryView query={exam} rows={8}>
        {(data) => <Exam exam={data} />}
      </QueryView>
    </>
  );
}

function Exam({ exam }: { exam: ExamDetail }) {
  const { t } = useTranslation('console');
  const [params, setParams] = useSearchParams();
  const errorText = useErrorText();
  const changes = usePaperChanges(exam, (error) => showFailure(errorText(error)));
  // A preset by its name in the language of the page, one made from it as people called it.
  const policyName = t(`policyEditor.preset.${exam.policy.name as 'standard'}`, { defaultValue: exam.policy.name });
  const tab = TABS.find((name) => name === params.get('tab')) ?? 'details';
  return (
    <>
      <PageHeader
        title={exam.title}
        aside={<SittingStateChip state={exam.sitting.state} />}
        subtitle={
          <>
            {t('exam.facts.questions', { count: exam.answerableCount })} · {t('exam.facts.points', { count: exam.totalPoints })} ·{' '}
            {t('exam.facts.minutes', { count: exam.durationMinutes })} · {t('exam.facts.roster', { count: exam.rosterCount })}
          </>
        }
      >
        <Button
          variant="default"
          component={Link}
          href={`/overview/${exam.id}`}
          leftSection={<IconLayoutGrid size={17} stroke={1.8} aria-hidden />}
        >
          {t('exam.watch')}
        </Button>
        {exam.sitting.state === 'running' || exam.sitting.state === 'paused' ? <JoinButton /> : null}
        <PaperExport exam={exam} />
        <ExamActions exam={exam} />
      </PageHeader>
      {exam.sitting.state === 'open' ? (
        <div className={classes.join}>
          <Panel title={t('join.title')}>
            <JoinCard />
          </Panel>
        </div>
      ) : null}
      <Tabs value={tab} onChange={(value) => setParams({ tab: value ?? 'details' }, { replace: true })} keepMounted={false}>
        <Tabs.List mb="md" className={classes.tabs}>
          <Tabs.Tab value="details">{t('exam.tab.details')}</Tabs.Tab>
          <Tabs.Tab value="schedule">{t('schedule.tab')}</Tabs.Tab>
          <Tabs.Tab value="questions">{t('exam.tab.questions', { count: exam.answerableCount })}</Tabs.Tab>
          <Tabs.Tab value="roster">{t('exam.tab.roster', { count: exam.rosterCount })}</Tabs.Tab>
          <Tabs.Tab value="policy">{t('policyEditor.tab')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="details">
          <div className={classes.two}>
            <Panel title={t('exam.details')}>
              <ExamDetailsForm exam={exam} onSaved={changes.made} />
            </Panel>
            <Panel title={t('policy.title')} subtitle={t('policy.subtitle', { name: policyName })}>
              <PolicySummary policy={exam.policy} />
            </Panel>
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="schedule">
          <Schedule exam={exam} />
        </Tabs.Panel>
        <Tabs.Panel value="questions">
          <Questions exam={exam} changes={changes} />
        </Tabs.Panel>
        <Tabs.Panel value="roster">
          <Roster examId={exam.id} />
        </Tabs.Panel>
        <Tabs.Panel value="policy">
          <PolicyEditor exam={exam} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
