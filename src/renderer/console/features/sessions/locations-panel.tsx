import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LocationLabel, Locations, MOST_LOCATIONS } from '../../../../shared/model/location.ts';
import { useCommand, useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { ListFoot } from '../../parts/list-foot.tsx';
import { Panel } from '../../parts/panel.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import classes from './sessions.module.css';

/** What the networks of the house are called. For administrators. */
export function LocationsPanel() {
  const { t } = useTranslation('console');
  const stored = useCommandQuery('locations_get', {}, keys.locations);
  return (
    <section className={classes.places}>
      <Panel title={t('locations.title')} subtitle={t('locations.text')}>
        <QueryView query={stored} rows={1}>
          {(locations) => <Labels key={JSON.stringify(locations)} stored={locations} />}
        </QueryView>
      </Panel>
    </section>
  );
}

function Labels({ stored }: { stored: Locations }) {
  const { t } = useTranslation('console');
  const save = useCommand('locations_set', [keys.locations, keys.sessions]);
  const [rows, setRows] = useState(stored.locations);
  const set = (index: number, change: Partial<LocationLabel>) =>
    setRows(rows.map((row, at) => (at === index ? { ...row, ...change } : row)));
  const isWrong = (network: string): boolean => network !== '' && !LocationLabel.shape.network.safeParse(network).success;
  const isReady = Locations.safeParse({ locations: rows }).success;
  return (
    <Stack gap="sm">
      {rows.length === 0 ? <p className={classes.noPlaces}>{t('locations.none')}</p> : null}
      {rows.map(({ network, label }, index) => {
        const number = index + 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name but its place
          <Group key={index} gap="sm" align="flex-end">
            <TextInput
              label={t('locations.network', { number })}
              placeholder="10.0.3.0/24"
              value={network}
              error={isWrong(network) ? t('locations.wrong') : undefined}
              onChange={(event) => set(index, { network: event.currentTarget.value.trim() })}
            />
            <TextInput
              label={t('locations.label', { number })}
              maxLength={60}
              value={label}
              onChange={(event) => set(index, { label: event.currentTarget.value })}
            />
            <Button
              variant="subtle"
              color="red"
              aria-label={t('locations.removeNumber', { number })}
              onClick={() => setRows(rows.filter((_, at) => at !== index))}
            >
              {t('locations.remove')}
            </Button>
          </Group>
        );
      })}
      <ListFoot
        addLabel={t('locations.add')}
        canAdd={rows.length < MOST_LOCATIONS}
        onAdd={() => setRows([...rows, { network: '', label: '' }])}
        saveLabel={t('locations.save')}
        canSave={isReady && JSON.stringify(rows) !== JSON.stringify(stored.locations)}
        onSave={() => save.mutate({ locations: rows })}
        save={save}
      />
    </Stack>
  );
}
