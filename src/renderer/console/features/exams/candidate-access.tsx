import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamId } from '../../../../shared/model/ids.ts';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { useCommand } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { ActionDialog } from '../../parts/action-dialog.tsx';
import { showFailure } from '../../parts/toast.ts';

type Entry = CommandOutput<'roster_get'>['roster'][number];

/** Shuts a candidate out of the room at once, or lets them in again (ID1); for administrators. */
export function CandidateAccess({ examId, entry }: { examId: ExamId; entry: Entry }) {
  const { t } = useTranslation('console');
  const errorText = useErrorText();
  const [isAsking, setIsAsking] = useState(false);
  const stale = [keys.roster(examId), keys.sessions];
  const shutOut = useCommand('user_disable', stale);
  const letIn = useCommand('user_enable', stale);
  const { userId, active } = entry;
  const name = entry.name || entry.candidateNumber;
  const toggle = (): void => {
    if (active) return setIsAsking(true);
    letIn.mutateAsync({ userId }).catch((error: unknown) => showFailure(errorText(error)));
    return undefined;
  };
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color={active ? 'red' : undefined}
        aria-label={t(active ? 'candidateAccess.shutOutNamed' : 'candidateAccess.letInNamed', { name })}
        onClick={toggle}
      >
        {t(active ? 'candidateAccess.shutOut' : 'candidateAccess.letIn')}
      </Button>
      {isAsking ? (
        <ActionDialog
          isOpen
          onClose={() => setIsAsking(false)}
          title={t('candidateAccess.title', { name })}
          text={t('candidateAccess.text')}
          actionLabel={t('candidateAccess.shutOut')}
          isDanger
          onAction={() => shutOut.mutateAsync({ userId })}
        />
      ) : null}
    </>
  );
}
