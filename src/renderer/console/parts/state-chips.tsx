import { IconBrowser, IconCoffee, IconEye, IconIdBadge2, IconShieldCheck, IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AttemptState, Identity, Monitoring } from '../../../shared/model/attempt.ts';
import type { SittingState } from '../../../shared/model/exam.ts';
import type { Hue } from '../../ui/palette.ts';
import { Countdown } from '../../ui/time.tsx';
import { Chip } from './chip.tsx';

export const ATTEMPT_HUES: Record<AttemptState, Hue> = {
  waiting: 'slate',
  in_progress: 'petrol',
  paused: 'amber',
  suspended: 'red',
  submitted: 'green',
  ended: 'slate',
};
const SITTING_HUES: Record<SittingState, Hue> = {
  draft: 'slate',
  open: 'blue',
  running: 'green',
  paused: 'amber',
  ended: 'slate',
};

/** How an attempt stands. A break somebody was granted stops the clock as a pause does, and is shown as what it is (EX10). */
export function AttemptStateChip({ state, breakEndsAt }: { state: AttemptState; breakEndsAt?: string | undefined }) {
  const { t } = useTranslation(['common', 'console']);
  if (breakEndsAt !== undefined && state === 'paused')
    return (
      <Chip hue="blue" icon={<IconCoffee size={13} aria-hidden />}>
        {t('console:examWork.onBreak')} <Countdown until={breakEndsAt} />
      </Chip>
    );
  return (
    <Chip hue={ATTEMPT_HUES[state]} dot>
      {t(`attemptState.${state}`)}
    </Chip>
  );
}

export function SittingStateChip({ state }: { state: SittingState }) {
  const { t } = useTranslation('common');
  return (
    <Chip hue={SITTING_HUES[state]} dot>
      {t(`sittingState.${state}`)}
    </Chip>
  );
}

/** Only what is out of the ordinary; normal monitoring needs no words. */
export function MonitoringChip({ monitoring }: { monitoring: Monitoring }) {
  const { t } = useTranslation('common');
  if (monitoring === 'normal') return null;
  return (
    <Chip hue="violet" icon={<IconEye size={13} aria-hidden />} title={t('monitoring.label')}>
      {t(`monitoring.${monitoring}`)}
    </Chip>
  );
}

interface IdentityChipProps {
  readonly identity: Identity;
  /** Also when it is confirmed. */
  readonly isAlwaysShown?: boolean;
  /** The sign alone: before the start it is a task, later a remark. */
  readonly isSmall?: boolean;
}

export function IdentityChip({ identity, isAlwaysShown = false, isSmall = false }: IdentityChipProps) {
  const { t } = useTranslation('common');
  if (identity !== 'unchecked' && !isAlwaysShown) return null;
  return identity === 'unchecked' ? (
    <Chip
      hue="amber"
      icon={<IconIdBadge2 size={13} aria-hidden />}
      title={isSmall ? t('identity.unchecked') : t('identity.label')}
    >
      <span className={isSmall ? 'iv-hidden' : undefined}>{t('identity.unchecked')}</span>
    </Chip>
  ) : (
    <Chip hue="green" icon={<IconShieldCheck size={13} aria-hidden />} title={t('identity.label')}>
      {t(`identity.${identity}`)}
    </Chip>
  );
}

/** Sat in a browser, which can enforce little (LD6); `isSmall` shows the sign alone. */
export function ReducedIntegrityChip({ isSmall = false }: { isSmall?: boolean }) {
  const { t } = useTranslation('console');
  return (
    <Chip icon={<IconBrowser size={13} aria-hidden />} title={t('candidate.reducedHint')}>
      <span className={isSmall ? 'iv-hidden' : undefined}>{t('candidate.reduced')}</span>
    </Chip>
  );
}

export function DisconnectedChip() {
  const { t } = useTranslation('common');
  return (
    <Chip hue="red" icon={<IconWifiOff size={13} aria-hidden />}>
      {t('connection.silent')}
    </Chip>
  );
}
