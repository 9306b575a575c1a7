import { Button, Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Accommodations,
  ExcusableEvent,
  SCREEN_READER_EVENTS,
  type Zoom,
} from '../../../../../shared/model/accommodations.ts';
import type { ExamId } from '../../../../../shared/model/ids.ts';
import type { CommandOutput } from '../../../../../shared/protocol/index.ts';
import { useEventName } from '../../../../i18n/index.ts';
import { useCommand } from '../../../link/queries.ts';
import { keys } from '../../../link/query-keys.ts';
import { ActionDialog } from '../../../parts/action-dialog.tsx';
import classes from './seating.module.css';

type Entry = CommandOutput<'roster_get'>['roster'][number];
const SIZES: readonly Zoom[] = [100, 110, 125, 150, 175, 200];
const toNumber = (value: number | string): number => Math.max(0, Number(value) || 0);

/** What one candidate is granted: time, breaks, text size, and the reports that count nowhere for them, each by its name (EX10). */
export function AccommodationsButton({ examId, entry }: { examId: ExamId; entry: Entry }) {
  const { t } = useTranslation('console');
  const [isOpen, setOpen] = useState(false);
  const name = entry.name || entry.candidateNumber;
  return (
    <>
      <Button size="compact-sm" variant="subtle" aria-label={t('granted.changeOf', { name })} onClick={() => setOpen(true)}>
        {t('granted.change')}
      </Button>
      {isOpen ? <Dialog examId={examId} entry={entry} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Dialog({ examId, entry, onClose }: { examId: ExamId; entry: Entry; onClose: () => void }) {
  const { t } = useTranslation('console');
  const eventName = useEventName();
  const set = useCommand('accommodation_set', [keys.roster(examId), keys.allAttempts, keys.allAttemptDetails]);
  const [minutes, setMinutes] = useState(entry.extraMinutes);
  const [granted, setGranted] = useState<Accommodations>(entry.accommodations ?? {});
  const { extraPercent, breaks, zoom, screenReader = false, detectorsOff = [] } = granted;
  const put = (change: { [Name in keyof Accommodations]?: Accommodations[Name] | undefined }): void =>
    setGranted(Object.fromEntries(Object.entries({ ...granted, ...change }).filter(([, value]) => value !== undefined)));
  const putBreaks = (count: number, length: number): void =>
    put({ breaks: count === 0 ? undefined : { count: Math.min(20, count), minutes: Math.min(120, Math.max(1, length)) } });
  return (
    <ActionDialog
      isOpen
      isWide
      onClose={onClose}
      title={t('granted.title', { name: entry.name || entry.candidateNumber })}
      text={t('granted.text')}
      actionLabel={t('granted.save')}
      onAction={() => set.mutateAsync({ examId, userId: entry.userId, extraMinutes: minutes, accommodations: granted })}
    >
      <div className={classes.fields}>
        <NumberInput
          label={t('granted.minutes')}
          min={0}
          max={1_440}
          allowDecimal={false}
          value={minutes}
          onChange={(value) => setMinutes(Math.min(1_440, toNumber(value)))}
        />
        <NumberInput
          label={t('granted.percent')}
          min={0}
          max={400}
          suffix=" %"
          value={extraPercent ?? 0}
          onChange={(value) => put({ extraPercent: toNumber(value) < 1 ? undefined : Math.min(400, toNumber(value)) })}
        />
        <NumberInput
          label={t('granted.breaks')}
          min={0}
          max={20}
          allowDecimal={false}
          value={breaks?.count ?? 0}
          onChange={(value) => putBreaks(toNumber(value), breaks?.minutes ?? 10)}
        />
        <NumberInput
          label={t('granted.breakMinutes')}
          min={1}
          max={120}
          allowDecimal={false}
          disabled={breaks === undefined}
          value={breaks?.minutes ?? 10}
          onChange={(value) => putBreaks(breaks?.count ?? 0, toNumber(value))}
        />
        <NativeSelect
          label={t('granted.zoom')}
          value={zoom ?? ''}
          data={[{ value: '', label: '–' }, ...SIZES.map((size) => ({ value: String(size), label: `${size} %` }))]}
          onChange={(event) => {
            const size = SIZES.find((each) => String(each) === event.currentTarget.value);
            put({ zoom: size });
          }}
        />
      </div>
      <Checkbox
        label={t('granted.screenReader')}
        description={t('granted.screenReaderHint')}
        checked={screenReader}
        onChange={(event) =>
          put(
            event.currentTarget.checked
              ? { screenReader: true, detectorsOff: [...new Set([...detectorsOff, ...SCREEN_READER_EVENTS])] }
              : { screenReader: undefined },
          )
        }
      />
      <Checkbox.Group
        label={t('granted.off')}
        description={t('granted.offHint')}
        value={[...detectorsOff]}
        onChange={(chosen) => {
          const off = ExcusableEvent.options.filter((type) => chosen.includes(type));
          put({ detectorsOff: off.length === 0 ? undefined : off });
        }}
      >
        <div className={classes.reports}>
          {ExcusableEvent.options.map((type) => (
            <Checkbox key={type} value={type} label={eventName(type)} />
          ))}
        </div>
      </Checkbox.Group>
    </ActionDialog>
  );
}
