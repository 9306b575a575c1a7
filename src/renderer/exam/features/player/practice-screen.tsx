import { Alert, Button, Stack } from '@mantine/core';
import { IconArrowLeft, IconSchool } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { goTo } from '../../hash-route.ts';
import { PageFrame } from '../../parts/page-frame.tsx';
import { SeatedProvider, useSeated } from '../../seat/seat-context.tsx';
import { LooseQuestions } from './loose-questions.tsx';
import { practiceQuestions } from './practice-questions.ts';
import { practiceSeat } from './practice-seat.ts';

/** A practice exam for whoever waits (EX11): every kind of question once, said on every screenful to be no exam. */
export function PracticeScreen() {
  const { t } = useTranslation('exam');
  const seated = useSeated();
  const seat = useMemo(() => practiceSeat(seated), [seated]);
  const questions = useMemo(() => practiceQuestions((key) => t(`practice.text.${key as 'sun'}`)), [t]);
  const back = (
    <Button
      variant="default"
      style={{ alignSelf: 'start' }}
      leftSection={<IconArrowLeft size={18} aria-hidden />}
      onClick={() => goTo('/lobby')}
    >
      {t('practice.end')}
    </Button>
  );
  return (
    <PageFrame title={t('practice.title')} lead={t('practice.lead')} width="48rem">
      <Stack gap="md" mt="lg" align="stretch">
        <div style={{ position: 'sticky', top: 0, zIndex: 2 }}>
          <Alert color="violet" variant="filled" icon={<IconSchool size={20} aria-hidden />} title={t('practice.banner')} />
        </div>
        {back}
        <SeatedProvider value={seat}>
          <LooseQuestions questions={questions} />
        </SeatedProvider>
        {back}
      </Stack>
    </PageFrame>
  );
}
