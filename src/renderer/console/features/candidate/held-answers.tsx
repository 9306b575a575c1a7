import { Alert, Button } from '@mantine/core';
import { IconCloudPause } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttemptDetail } from '../../../../shared/model/attempt.ts';
import { ActionForm } from './action-form.tsx';
import { ACCEPT_HELD } from './action-list.ts';
import classes from './candidate.module.css';

/** Answers that count only if somebody here says so (protocol 2): how many there are, and the way to say so. */
export function HeldAnswers({ attempt }: { attempt: AttemptDetail }) {
  const { t } = useTranslation('console');
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <div role="status">
        {ACCEPT_HELD.isPossible(attempt) ? (
          <Alert role="none" color="amber" variant="light" mb="md" icon={<IconCloudPause size={18} stroke={1.8} aria-hidden />}>
            <div className={classes.held}>
              <span>{t('candidate.held', { count: attempt.heldAnswers })}</span>
              <Button size="xs" fz="sm" variant="default" onClick={() => setIsAsking(true)}>
                {t('candidate.action.accept_held.label')}
              </Button>
            </div>
          </Alert>
        ) : null}
      </div>
      {isAsking ? <ActionForm attempt={attempt} action={ACCEPT_HELD} onClose={() => setIsAsking(false)} /> : null}
    </>
  );
}
