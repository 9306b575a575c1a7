import { Alert, Button, Stack } from '@mantine/core';
import { IconArrowLeft, IconSchool } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { goTo } from '../../hash-route.ts';
import { PageFrame } from '../../parts/page-frame.tsx';
import { SeatedProvider, useSeated } from '../../seat/seat-context.tsx';
import { practiceQuestions } from './practice-questions.ts';
import { practiceSeat } from './practice-seat.ts';
import { QuestionCard } from './question-card.tsx';
import { numberItems } from './use-player.ts';

/** A practice exam for whoever waits (EX11): every kind of question once, said on every screenful to be no exam. */
export function PracticeScreen() {
  const { t } = useTranslation('exam');
  const seated = useSeated();
  const seat = useMemo(() => practiceSeat(seated), [seated]);
  const items = useMemo(() => numberItems(practiceQuestions((key) => t(`practice.text.${key as 'sun'}`))), [t]);
  const [flagged, setFlagged] = useState<ReadonlySet<string>>(new Set());
  const toggle = (questionId: string): void => {
    const next = new Set(flagged);
    if (!next.delete(questionId)) next.add(questionId);
    setFlagged(next);
  };
  const total = items.filter(({ number }) => number !== undefined).length;
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
          {items.map((item) => (
            <QuestionCard
              key={item.question.id}
              item={item}
              total={total}
              isFlagged={flagged.has(item.question.id)}
              onToggleFlag={() => toggle(item.question.id)}
            />
          ))}
        </SeatedProvider>
        {back}
      </Stack>
    </PageFrame>
  );
}
