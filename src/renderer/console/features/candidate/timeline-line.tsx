import { IconActivity, IconBolt, IconFlag, IconPlugConnected, IconRobot, IconUserShield } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '../../../../shared/model/attempt.ts';
import { useEventName, useReasonText } from '../../../i18n/index.ts';
import type { Hue } from '../../../ui/palette.ts';
import { SEVERITY_LOOKS } from '../../../ui/severity-badge.tsx';
import { TimeAgo, TimeAt } from '../../../ui/time.tsx';
import { Chip } from '../../parts/chip.tsx';
import { useDeviceWords } from '../../parts/device-words.ts';
import { EventDetails } from './event-details.tsx';
import classes from './timeline.module.css';

interface Look {
  readonly hue: Hue;
  readonly icon: ReactNode;
  readonly title: string;
  readonly note?: ReactNode;
  readonly chips?: ReactNode;
}

/** A device whose clock differs from the room's by more than this is told so. */
const CLOCK_DIFFERENCE_MS = 30_000;

function EventChips({ entry }: { entry: Extract<TimelineEntry, { kind: 'event' }> }) {
  const { t } = useTranslation('console');
  return (
    <>
      {entry.offline ? <Chip hue="violet">{t('timeline.offline')}</Chip> : null}
      {entry.accommodated ? <Chip>{t('granted.passed')}</Chip> : null}
    </>
  );
}

function useLook(entry: TimelineEntry): Look {
  const { t, i18n } = useTranslation(['console', 'events', 'common']);
  const eventName = useEventName();
  const reasonText = useReasonText();
  const { deviceText } = useDeviceWords();
  switch (entry.kind) {
    case 'event': {
      const isOff = Math.abs(Date.parse(entry.occurredAt) - Date.parse(entry.at)) > CLOCK_DIFFERENCE_MS;
      return {
        hue: entry.violation ? SEVERITY_LOOKS[entry.severity].hue : 'slate',
        icon: entry.violation ? <IconBolt size={14} stroke={2} /> : <IconActivity size={14} stroke={2} />,
        title: eventName(entry.type),
        note: (
          <>
            {isOff ? t('timeline.occurredAt', { at: entry.occurredAt }) : null}
            <EventDetails details={entry.details} />
          </>
        ),
        chips: <EventChips entry={entry} />,
      };
    }
    case 'response':
      return {
        hue: 'petrol',
        icon: entry.automatic ? <IconRobot size={14} stroke={2} /> : <IconUserShield size={14} stroke={2} />,
        title: i18n.exists(`events:response.${entry.action}`)
          ? t(`events:response.${entry.action}` as 'events:response.warn')
          : eventName(entry.action),
        note: (
          <>
            {entry.by ? t('timeline.by', { name: entry.by }) : null}
            {entry.by && entry.reason ? ' · ' : null}
            {entry.reason ? reasonText(entry.reason) : null}
          </>
        ),
        chips: (
          <>
            {entry.automatic ? <Chip>{t('events:response.automatic')}</Chip> : null}
            {entry.dryRun ? <Chip hue="amber">{t('events:response.dryRun')}</Chip> : null}
          </>
        ),
      };
    case 'alert': {
      const { hue } = SEVERITY_LOOKS[entry.severity];
      return {
        hue,
        icon: <IconFlag size={14} stroke={2} />,
        title: t('timeline.alert', {
          title: i18n.language === 'en' || entry.type === 'rule_matched' ? entry.title : eventName(entry.type),
        }),
        chips: (
          <>
            <Chip hue={hue}>{t(`common:severity.${entry.severity}`)}</Chip>
            {entry.count > 1 ? <Chip>×{entry.count}</Chip> : null}
          </>
        ),
      };
    }
    case 'session':
      return {
        hue: 'slate',
        icon: <IconPlugConnected size={14} stroke={2} />,
        title: t(`events:session.${entry.what}`),
        note: entry.deviceType === undefined ? undefined : deviceText({ deviceType: entry.deviceType }),
      };
  }
}

export const TimelineLine = memo(function TimelineLine({ entry }: { entry: TimelineEntry }) {
  const { hue, icon, title, note, chips } = useLook(entry);
  return (
    <li className={classes.line} data-kind={entry.kind}>
      <span
        className={classes.icon}
        style={{ background: `var(--iv-${hue}-soft)`, color: `var(--iv-${hue}-text)` }}
        aria-hidden="true"
      >
        {icon}
      </span>
      <div className={classes.body}>
        <div className={classes.head}>
          <span className={classes.title}>{title}</span>
          {chips}
        </div>
        {note ? <div className={classes.note}>{note}</div> : null}
      </div>
      <span className={classes.time}>
        <TimeAt at={entry.at} show="clock" />
        <span className={classes.ago}>
          <TimeAgo at={entry.at} />
        </span>
      </span>
    </li>
  );
});
