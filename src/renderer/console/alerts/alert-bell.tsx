import { Drawer } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { CountButton } from '../../ui/count-button.tsx';
import { useAlerts } from '../link/room-context.tsx';
import classes from './alert-bell.module.css';
import { closeAlertDrawer, openAlertDrawer, useIsAlertDrawerOpen } from './alert-drawer.ts';
import { AlertFeed } from './alert-feed.tsx';

/** How many alerts nobody has taken yet, also in the window's title; opens the feed over any page. */
export function AlertBell() {
  const { t } = useTranslation(['console', 'common']);
  const alerts = useAlerts();
  const unread = useMemo(() => alerts.filter(({ status }) => status === 'new').length, [alerts]);
  const isOpen = useIsAlertDrawerOpen();
  const [location] = useLocation();

  // biome-ignore lint/correctness/useExhaustiveDependencies: another place closes the drawer; where it is does not matter
  useEffect(closeAlertDrawer, [location]);
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) ${t('common:product')}` : t('common:product');
  }, [unread, t]);

  return (
    <>
      <CountButton label={t('alerts.bell', { count: unread })} count={unread} isUrgent onClick={openAlertDrawer}>
        <IconBell size={18} stroke={1.7} />
      </CountButton>
      <Drawer
        opened={isOpen}
        onClose={closeAlertDrawer}
        position="right"
        size="26rem"
        padding={0}
        title={t('alerts.heading')}
        classNames={{ content: classes.content, body: classes.body, header: classes.header }}
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        <AlertFeed isInDialog />
      </Drawer>
    </>
  );
}
