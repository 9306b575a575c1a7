import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle, IconExternalLink } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CandidateExternal } from '../../../../shared/model/external-paper.ts';
import { TimeAt } from '../../../ui/time.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { HelpButton } from '../../parts/help/help-button.tsx';
import { Notices } from '../../parts/notices.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { type ShellPlace, useShellPlace } from '../../parts/shell-place.ts';
import { useSeat, useSeated } from '../../seat/seat-context.tsx';
import { ExternalBar } from './external-bar.tsx';

/**
 * The exam whose paper is on another server (EX8). In the app it is shown below, limited to its list; in a browser it opens beside this
 * page, and both sides know that nothing can be watched there.
 */
export function ExternalScreen({ external, isFrozen }: { external: CandidateExternal; isFrozen: boolean }) {
  const { t } = useTranslation('exam');
  const { link, session } = useSeated();
  const { attempt } = useSeat();
  const [isAsking, setAsking] = useState(false);
  const [isOpened, setOpened] = useState(false);
  const ofShell = link.external;
  const shell = useMemo<ShellPlace | undefined>(
    () => ofShell && { show: ({ y }) => ofShell.show(y), hide: ofShell.hide },
    [ofShell],
  );
  const place = useShellPlace(shell, !isFrozen);
  const ends =
    attempt?.endsAt === undefined ? null : (
      <span>
        {t('external.endsAt')} <TimeAt at={attempt.endsAt} show="clock" />
      </span>
    );
  const done = <Button onClick={() => setAsking(true)}>{t('external.done')}</Button>;
  const asking = (
    <Dialog isOpen={isAsking} onClose={() => setAsking(false)} title={t('external.done')} closeLabel={t('notice.close')}>
      <p>{t('external.doneText')}</p>
      <Group justify="flex-end" mt="xl">
        <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
          {t('review.keepWorking')}
        </Button>
        <Button
          onClick={() => {
            setAsking(false);
            session.submit().catch(() => {
              // away or refused: the page stays and the button can be pressed again
            });
          }}
        >
          {t('external.done')}
        </Button>
      </Group>
    </Dialog>
  );
  if (link.external) {
    return (
      <ExternalBar ends={ends} done={done}>
        <div ref={place} style={{ flex: 1, minHeight: 0 }} />
        {asking}
      </ExternalBar>
    );
  }
  return (
    <PageFrame title={t('external.title')} lead={t('external.lead')} width="60rem">
      <Notices />
      <Group gap="md" mt="lg">
        {ends}
        <HelpButton />
        {done}
      </Group>
      <Alert color="amber" variant="light" mt="md" icon={<IconAlertTriangle size={20} aria-hidden />}>
        {t('external.reduced')}
      </Alert>
      <Button
        component="a"
        href={external.startUrl}
        target="_blank"
        rel="noopener noreferrer"
        mt="md"
        rightSection={<IconExternalLink size={18} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        {t(isOpened ? 'external.openAgain' : 'external.open')}
      </Button>
      {asking}
    </PageFrame>
  );
}
