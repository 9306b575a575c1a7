import { Anchor, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconDevices } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device, SessionUser, SessionView } from '../../../../shared/model/session.ts';
import { readSessionEnding } from '../../../../shared/model/session-ending.ts';
import { newRandomId } from '../../../link/random-id.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { TimeAt } from '../../../ui/time.tsx';
import { useCommand, useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { useRoom } from '../../link/room-context.tsx';
import { ActionDialog } from '../../parts/action-dialog.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { useDeviceWords } from '../../parts/device-words.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { LocationsPanel } from './locations-panel.tsx';
import classes from './sessions.module.css';

function DeviceName({ device }: { device: Device }) {
  return useDeviceWords().deviceText(device);
}

function Address({ ip, location }: { ip: string; location: string }) {
  const { placeText } = useDeviceWords();
  const place = placeText(location);
  return (
    <span className={classes.address}>
      {ip}
      {place === '' ? null : <span className={classes.location}>{place}</span>}
    </span>
  );
}

/** Why it ended: the room's own words in the language of the page, what a person typed as it is. */
function Ending({ words }: { words: string }) {
  const { t } = useTranslation('console');
  const name = readSessionEnding(words);
  return <> · {name ? t(`sessions.ending.${name}`) : words}</>;
}

const nameOf = ({ displayName, username }: SessionUser): string => displayName || username;

/** Who is signed in where, live, and who was. */
export function SessionsScreen() {
  const { t } = useTranslation(['console', 'common']);
  const { user } = useRoom();
  const [show, setShow] = useState<'live' | 'history'>('live');
  const live = useCommandQuery('sessions_list', {}, keys.sessions, { enabled: show === 'live' });
  const [person, setPerson] = useState<SessionUser>();
  const [isEndingAll, setIsEndingAll] = useState(false);
  const history = useCommandQuery(
    'sessions_history',
    { limit: 200, ...(person ? { userId: person.id } : {}) },
    person ? keys.sessionHistoryOf(person.id) : keys.sessionHistory,
    { enabled: show === 'history' },
  );
  const endAll = useCommand('sessions_end_all', [keys.sessions]);
  const terminate = useCommand('session_terminate', [keys.sessions]);
  const [toEnd, setToEnd] = useState<SessionView>();

  const columns = useMemo<Column<SessionView>[]>(
    () => [
      {
        key: 'user',
        header: t('sessions.user'),
        isRowHeader: true,
        sortBy: ({ user }) => user.displayName,
        cell: ({ user }) => (
          <Anchor
            component="button"
            type="button"
            size="sm"
            fw={500}
            aria-label={t('sessions.ofNamed', { name: nameOf(user) })}
            onClick={() => {
              setPerson(user);
              setShow('history');
            }}
          >
            {nameOf(user)}
          </Anchor>
        ),
      },
      { key: 'role', header: t('sessions.role'), sortBy: ({ role }) => role, cell: ({ role }) => t(`common:role.${role}`) },
      {
        key: 'state',
        header: t('sessions.state'),
        sortBy: ({ connected }) => Number(connected),
        cell: ({ connected, endedAt }) =>
          endedAt ? (
            <Chip>{t('sessions.ended')}</Chip>
          ) : connected ? (
            <Chip hue="green" dot>
              {t('common:connection.online')}
            </Chip>
          ) : (
            <Chip hue="amber" dot>
              {t('sessions.notConnected')}
            </Chip>
          ),
      },
      {
        key: 'device',
        header: t('sessions.device'),
        cell: ({ device }) => <DeviceName device={device} />,
      },
      {
        key: 'ip',
        header: t('sessions.ip'),
        sortBy: ({ device }) => device.ip,
        cell: ({ device }) => <Address ip={device.ip} location={device.location} />,
      },
      {
        key: 'since',
        header: t('sessions.since'),
        sortBy: ({ connectedAt }) => connectedAt,
        cell: ({ connectedAt }) => <TimeAt at={connectedAt} />,
      },
      ...(show === 'history'
        ? [
            {
              key: 'until',
              header: t('sessions.until'),
              cell: ({ endedAt, endedReason }: SessionView) =>
                endedAt ? (
                  <>
                    <TimeAt at={endedAt} />
                    {endedReason ? <Ending words={endedReason} /> : null}
                  </>
                ) : (
                  '–'
                ),
            },
          ]
        : [
            {
              key: 'end',
              header: t('sessions.end'),
              isAction: true,
              cell: (session: SessionView) => (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="red"
                  aria-label={t('sessions.endNamed', { name: session.user.displayName || session.user.username })}
                  onClick={() => setToEnd(session)}
                >
                  {t('sessions.end')}
                </Button>
              ),
            },
          ]),
    ],
    [t, show],
  );

  return (
    <>
      <PageHeader title={t('nav.sessions')} subtitle={t('sessions.subtitle')}>
        <SegmentedControl
          size="xs"
          aria-label={t('sessions.showLabel')}
          value={show}
          onChange={(value) => {
            setPerson(undefined);
            setShow(value);
          }}
          data={[
            { value: 'live', label: t('sessions.live') },
            { value: 'history', label: t('sessions.history') },
          ]}
        />
      </PageHeader>
      {person ? (
        <Group justify="space-between" mb="md">
          <Text fw={600}>{t('sessions.of', { name: nameOf(person) })}</Text>
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={() => setPerson(undefined)}>
              {t('sessions.everybody')}
            </Button>
            <Button size="xs" color="red" variant="light" onClick={() => setIsEndingAll(true)}>
              {t('sessions.endAll')}
            </Button>
          </Group>
        </Group>
      ) : null}
      <QueryView query={show === 'live' ? live : history}>
        {({ sessions }) =>
          sessions.length === 0 ? (
            <EmptyState title={t('sessions.none')} icon={<IconDevices size={22} stroke={1.6} />} />
          ) : (
            <DataTable label={t('nav.sessions')} columns={columns} rows={sessions} rowKey={({ id }) => id} />
          )
        }
      </QueryView>
      {user.role === 'admin' ? <LocationsPanel /> : null}
      {person && isEndingAll ? (
        <ActionDialog
          isOpen
          onClose={() => setIsEndingAll(false)}
          title={t('sessions.endAllTitle', { name: nameOf(person) })}
          text={t('sessions.endAllText')}
          actionLabel={t('sessions.endAll')}
          isDanger
          onAction={() => endAll.mutateAsync({ id: newRandomId(), userId: person.id })}
        />
      ) : null}
      {toEnd ? (
        <ActionDialog
          isOpen
          onClose={() => setToEnd(undefined)}
          title={t('sessions.endTitle', { name: toEnd.user.displayName || toEnd.user.username })}
          text={t(toEnd.role === 'student' ? 'sessions.endStudentText' : 'sessions.endStaffText')}
          actionLabel={t('sessions.end')}
          isDanger
          onAction={() => terminate.mutateAsync({ id: newRandomId(), sessionId: toEnd.id })}
        />
      ) : null}
    </>
  );
}
