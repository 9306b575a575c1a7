import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../i18n/index.ts';
import { useHelp } from '../../seat/use-help.ts';
import { Panel } from '../dialog.tsx';
import { ChatSection } from './chat-section.tsx';
import { HandSection } from './hand-section.tsx';
import classes from './help.module.css';
import { ToolsSection } from './tools-section.tsx';

interface HelpButtonProps {
  /** A button like others on a page; else small, for a bar. */
  readonly isLarge?: boolean;
  readonly textClass?: string | undefined;
}

/** The way to a person, from everywhere in the exam, also while it stands still (CM1, LD8). */
export function HelpButton({ isLarge = false, textClass }: HelpButtonProps) {
  const { t } = useTranslation('exam');
  const errorText = useErrorText();
  const [isOpen, setOpen] = useState(false);
  const help = useHelp(isOpen);
  const isHandUp = help.conversation?.hand !== undefined;
  return (
    <>
      <Button
        variant={isLarge ? 'default' : 'subtle'}
        color="slate"
        size={isLarge ? 'md' : 'sm'}
        px={isLarge ? undefined : 8}
        pos="relative"
        aria-label={isHandUp ? `${t('help.open')}: ${t('help.handUp')}` : t('help.open')}
        title={t('help.open')}
        onClick={() => {
          setOpen(true);
          void help.load();
        }}
      >
        <IconHandStop size={18} stroke={1.7} aria-hidden />
        <span className={textClass} style={{ marginInlineStart: '0.5rem' }}>
          {t('help.open')}
        </span>
        {isHandUp ? <span className={classes.dot} aria-hidden="true" /> : null}
      </Button>
      <Panel isOpen={isOpen} onClose={() => setOpen(false)} from="right" title={t('help.title')} closeLabel={t('notice.close')}>
        <p className={classes.lead}>{t('help.lead')}</p>
        {help.error === undefined ? null : (
          <p className={classes.failed} role="alert">
            {errorText(help.error)}
          </p>
        )}
        <h3 className={classes.heading}>{t('help.hand')}</h3>
        <HandSection help={help} />
        <h3 className={classes.heading}>{t('help.chat')}</h3>
        <ChatSection help={help} />
        <h3 className={classes.heading}>{t('help.tools')}</h3>
        <ToolsSection help={help} />
      </Panel>
    </>
  );
}
