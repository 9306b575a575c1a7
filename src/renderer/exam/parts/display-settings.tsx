import { ActionIcon, Group, Popover, Stack, Switch, Text } from '@mantine/core';
import { IconMinus, IconPlus, IconTextSize } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TEXT_SIZES, useDisplay } from './display.ts';

/** Text from 50 to 200 % and high contrast, for everybody and without asking. */
export function DisplaySettings() {
  const { t } = useTranslation('exam');
  const [{ percent, highContrast }, change] = useDisplay();
  const step = (TEXT_SIZES as readonly number[]).indexOf(percent);
  const smaller = TEXT_SIZES[step - 1];
  const larger = TEXT_SIZES[step + 1];
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus width="17rem">
      <Popover.Target>
        <ActionIcon variant="subtle" color="slate" size="lg" aria-label={t('display.open')} title={t('display.open')}>
          <IconTextSize size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('display.open')}>
        <Stack gap="md">
          <Group justify="space-between" wrap="nowrap" role="group" aria-label={t('display.textSize')}>
            <Text size="sm" fw={550}>
              {t('display.textSize')}
            </Text>
            <Group gap="xs" wrap="nowrap">
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={t('display.smaller')}
                disabled={smaller === undefined}
                onClick={() => smaller && change({ percent: smaller })}
              >
                <IconMinus size={16} aria-hidden />
              </ActionIcon>
              <Text size="sm" ta="center" miw="3.5em" className="iv-numbers" aria-live="polite">
                {t('display.percent', { percent })}
              </Text>
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={t('display.larger')}
                disabled={larger === undefined}
                onClick={() => larger && change({ percent: larger })}
              >
                <IconPlus size={16} aria-hidden />
              </ActionIcon>
            </Group>
          </Group>
          <Switch
            label={t('display.contrast')}
            labelPosition="left"
            checked={highContrast}
            onChange={(event) => change({ highContrast: event.currentTarget.checked })}
            styles={{ body: { justifyContent: 'space-between' }, label: { fontWeight: 550 } }}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
