import { Alert } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToolBench } from '../../seat/tool-bench.ts';
import { type ShellPlace, useShellPlace } from '../shell-place.ts';
import classes from './tools.module.css';

interface PageViewProps {
  readonly grantId: string;
  readonly address: string | undefined;
  readonly page: ToolBench['page'];
  readonly isShown: boolean;
}

/**
 * The web page of a tool. In the app the shell shows it, limited to its list; a browser keeps nobody in a list, so there it is refused in
 * a sentence.
 */
export function PageView({ grantId, address, page, isShown }: PageViewProps) {
  const { t } = useTranslation('exam');
  const shell = useMemo<ShellPlace | undefined>(
    () => (page && address !== undefined ? { show: (at) => page.show(grantId, at), hide: page.hide } : undefined),
    [page, grantId, address],
  );
  const place = useShellPlace(shell, isShown);
  if (address === undefined) return <p className={classes.note}>{t('tools.noAddress')}</p>;
  if (!page) {
    return (
      <Alert color="amber" variant="light" icon={<IconDeviceDesktop size={20} aria-hidden />}>
        {t('tools.pageNeedsApp')}
      </Alert>
    );
  }
  return (
    <>
      <p className={classes.note}>{t('tools.pageKept')}</p>
      <div ref={place} className={classes.page} />
    </>
  );
}
