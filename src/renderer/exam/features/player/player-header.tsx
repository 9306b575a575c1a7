import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BrandSign } from '../../../ui/brand.tsx';
import { LanguageSwitch } from '../../../ui/language-switch.tsx';
import { ThemeToggle } from '../../../ui/theme-toggle.tsx';
import { BreakButton } from '../../parts/break-button.tsx';
import { DisplaySettings } from '../../parts/display-settings.tsx';
import { HelpButton } from '../../parts/help/help-button.tsx';
import { Notices } from '../../parts/notices.tsx';
import { NotificationCenter } from '../../parts/notification-center.tsx';
import { RoomCannotSave } from '../../parts/room-cannot-save.tsx';
import { useSeat, useSeated } from '../../seat/seat-context.tsx';
import classes from './player-header.module.css';
import { SaveStatus } from './save-status.tsx';
import { TimeLeft } from './time-left.tsx';

interface PlayerHeaderProps {
  readonly onRecorded: () => void;
  /** The button that opens the granted tools, where there are any. */
  readonly tools?: ReactNode;
  /** They are open beside the paper, which is wider then. */
  readonly isWide?: boolean;
}

/** Always in sight: which exam, whose, how long, and whether it is saved. */
export function PlayerHeader({ onRecorded, tools, isWide = false }: PlayerHeaderProps) {
  const { t } = useTranslation('exam');
  const { seat } = useSeated();
  const { attempt } = useSeat();
  return (
    <header className={classes.header} data-wide={isWide || undefined}>
      {/* a button: a link would change the hash, which is the app's address */}
      <button
        type="button"
        className={classes.skip}
        onClick={() => document.querySelector<HTMLElement>('main h2[tabindex]')?.focus()}
      >
        {t('player.skip')}
      </button>
      <div className={classes.row}>
        <div className={classes.who}>
          <BrandSign size={32} />
          <div className={classes.names}>
            <h1 className={classes.exam}>{seat.examTitle}</h1>
            <p className={classes.candidate}>
              {seat.displayName} · {seat.candidateNumber}
            </p>
          </div>
        </div>
        <SaveStatus />
        <TimeLeft endsAt={attempt?.endsAt} isStopped={attempt?.state === 'paused'} />
        <div className={classes.tools}>
          <BreakButton textClass={classes.recordedText} />
          {tools}
          <HelpButton textClass={classes.recordedText} />
          <Button
            className={classes.recorded}
            variant="subtle"
            color="slate"
            size="sm"
            aria-label={t('player.recorded')}
            title={t('player.recorded')}
            onClick={onRecorded}
          >
            <IconEye size={18} stroke={1.7} aria-hidden />
            <span className={classes.recordedText}>{t('player.recorded')}</span>
          </Button>
          <NotificationCenter />
          <DisplaySettings />
          <LanguageSwitch />
          <ThemeToggle />
        </div>
      </div>
      {/* in the header, so that whoever has scrolled down sees a message as well */}
      <div className={classes.notices}>
        <RoomCannotSave />
        <Notices isOneByOne />
      </div>
    </header>
  );
}
