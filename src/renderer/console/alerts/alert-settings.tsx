import { ActionIcon, Button, Popover, Slider, Stack, Switch, Text } from '@mantine/core';
import { IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { consoleShell } from '../link/console-shell.ts';
import { changeAlertPreferences, useAlertPreferences } from './alert-preferences.ts';
import { createChime } from './chime.ts';
import { askForNotifications, isReachable, notificationReach, showNotification } from './desktop-notification.ts';

/** Sound and notifications of this console: on or off, how loud, and a test of exactly what an alert will do. */
export function AlertSettings() {
  const { t } = useTranslation('console');
  const preferences = useAlertPreferences();
  const [reach, setReach] = useState(notificationReach);
  const chime = useMemo(() => createChime({ isAlwaysAllowed: consoleShell() !== undefined }), []);

  const switchNotifications = async (isOn: boolean) => {
    const now = isOn ? await askForNotifications() : notificationReach();
    setReach(now);
    changeAlertPreferences({ notifications: isOn && isReachable(now) });
  };
  const test = () => {
    if (preferences.sound) chime.test(preferences.volume);
    if (!preferences.notifications) return;
    const title = t('settings.testTitle');
    const body = t('settings.testText');
    const shell = consoleShell();
    if (shell) void shell.tryNotification({ title, body });
    else showNotification(title, { body, tag: 'invigil-test', onClick: () => {} });
  };

  return (
    <Popover position="bottom-end" width={300} trapFocus withArrow={false} shadow="md">
      <Popover.Target>
        <ActionIcon variant="subtle" color="slate" size="lg" aria-label={t('settings.label')} title={t('settings.label')}>
          {preferences.sound ? <IconVolume size={18} stroke={1.7} /> : <IconVolumeOff size={18} stroke={1.7} />}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('settings.label')}>
        <Stack gap="md">
          <Switch
            label={t('settings.sound')}
            description={t('settings.soundHint')}
            checked={preferences.sound}
            onChange={(event) => changeAlertPreferences({ sound: event.currentTarget.checked })}
          />
          <div>
            <Text size="sm" mb={4} aria-hidden>
              {t('settings.volume')}
            </Text>
            <Slider
              min={0}
              max={100}
              step={5}
              value={Math.round(preferences.volume * 100)}
              onChange={(value) => changeAlertPreferences({ volume: value / 100 })}
              disabled={!preferences.sound}
              label={(value) => `${value} %`}
              thumbLabel={t('settings.volume')}
            />
          </div>
          <Switch
            label={t('settings.notifications')}
            description={t(`settings.reach.${reach}`)}
            checked={preferences.notifications && isReachable(reach)}
            disabled={reach === 'unavailable' || reach === 'denied'}
            onChange={(event) => void switchNotifications(event.currentTarget.checked)}
          />
          <Switch
            label={t('settings.names')}
            description={t('settings.namesHint')}
            checked={preferences.names}
            disabled={!preferences.notifications}
            onChange={(event) => changeAlertPreferences({ names: event.currentTarget.checked })}
          />
          <Button variant="default" size="xs" onClick={test} disabled={!preferences.sound && !preferences.notifications}>
            {t('settings.test')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
