import { Button, Group, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttemptDetail } from '../../../../shared/model/attempt.ts';
import { ActionForm } from './action-form.tsx';
import { ACTION_LIST, type ActionLook } from './action-list.ts';
import classes from './candidate.module.css';

/** The actions possible now: the everyday ones as buttons, those that end something at the end of the menu. */
export function CandidateActions({ attempt }: { attempt: AttemptDetail }) {
  const { t } = useTranslation(['console', 'common']);
  const [chosen, setChosen] = useState<ActionLook>();
  const possible = ACTION_LIST.filter((action) => action.isPossible(attempt));
  const inMenu = possible.filter(({ name }) => name === 'terminate' || name === 'release_seat');
  const inBar = possible.filter((action) => !inMenu.includes(action));

  return (
    <div className={classes.actions} role="group" aria-label={t('candidate.actions')}>
      <Group gap="xs">
        {inBar.map((action) => (
          <Button
            key={action.name}
            size="xs"
            fz="sm"
            variant={action.name === 'resume' ? 'filled' : action.isDanger ? 'light' : 'default'}
            color={action.isDanger ? 'red' : 'petrol'}
            leftSection={<action.Icon size={16} stroke={1.8} aria-hidden />}
            onClick={() => setChosen(action)}
          >
            {t(`candidate.action.${action.name}.label`)}
          </Button>
        ))}
        {inMenu.length > 0 ? (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="xs" fz="sm" variant="default" leftSection={<IconDots size={17} stroke={1.8} aria-hidden />}>
                {t('common:action.more')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {inMenu.map((action) => (
                <Menu.Item
                  key={action.name}
                  className={classes.danger}
                  leftSection={<action.Icon size={16} stroke={1.8} aria-hidden />}
                  onClick={() => setChosen(action)}
                >
                  {t(`candidate.action.${action.name}.label`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </Group>
      {chosen ? <ActionForm attempt={attempt} action={chosen} onClose={() => setChosen(undefined)} /> : null}
    </div>
  );
}
