import { Anchor } from '@mantine/core';
import { IconHandStop, IconMessage } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttemptSummary } from '../../../shared/model/attempt.ts';
import { hashHref } from '../link/hash-location.ts';
import { keys } from '../link/query-keys.ts';
import { useRoom } from '../link/room-context.tsx';
import { showToast } from '../parts/toast.ts';

const SHOWN_MS = 12_000;
/** What the room writes when a hand goes down: nobody has to come for that. */
const LOWERED = 'Hand lowered';

/** Says what candidates write and whose hand goes up, on whatever page the console is; one toast a candidate. */
export function MessageAnnouncer() {
  const { t } = useTranslation('console');
  const { connection } = useRoom();
  const cache = useQueryClient();
  useEffect(() => {
    const nameOf = (attemptId: string): string => {
      const lists = cache.getQueriesData<{ attempts: AttemptSummary[] }>({ queryKey: keys.allAttempts });
      const found = lists.flatMap(([, data]) => data?.attempts ?? []).find(({ id }) => id === attemptId);
      return found?.name || found?.candidateNumber || t('messages.candidate');
    };
    return connection.on('attempt-message', ({ attemptId, kind, text }) => {
      if (kind === 'note' || (kind === 'hand' && text === LOWERED)) return;
      const path = `/candidates/${attemptId}`;
      if (window.location.hash === `#${path}`) return;
      const name = nameOf(attemptId);
      showToast({
        id: `message-${attemptId}`,
        color: 'blue',
        autoClose: SHOWN_MS,
        icon: kind === 'hand' ? <IconHandStop size={18} aria-hidden /> : <IconMessage size={18} aria-hidden />,
        title: t(kind === 'hand' ? 'messages.announceHand' : 'messages.announce', { name }),
        message: (
          <>
            {kind === 'chat' ? `${text} ` : null}
            <Anchor href={hashHref(path)} size="sm" underline="always">
              {t('messages.open')}
            </Anchor>
          </>
        ),
      });
    });
  }, [connection, cache, t]);
  return null;
}
