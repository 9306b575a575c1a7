import { CloseButton } from '@mantine/core';
import { IconClockPlus, IconEye, IconInfoCircle, IconMessage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { readRoomSentence } from '../../../shared/model/room-sentences.ts';
import { useReasonText } from '../../i18n/index.ts';
import { TimeAt } from '../../ui/time.tsx';
import { hourText } from '../../ui/time-text.ts';
import type { Notice } from '../seat/notice.ts';
import { useSeat, useSeated } from '../seat/seat-context.tsx';
import classes from './notices.module.css';
import { useWatchSentence } from './watch-list.tsx';

/** Calm hues: a warning is no verdict, and red is for nothing here. */
const LOOKS = {
  security_warning: { hue: 'amber', Icon: IconInfoCircle },
  monitoring_increased: { hue: 'violet', Icon: IconEye },
  taken_back: { hue: 'blue', Icon: IconInfoCircle },
  critical: { hue: 'amber', Icon: IconInfoCircle },
  message: { hue: 'blue', Icon: IconMessage },
  time_changed: { hue: 'blue', Icon: IconClockPlus },
  watch_changed: { hue: 'violet', Icon: IconEye },
} as const;

const SENDERS = ['proctor', 'admin', 'service'] as const;
const isSender = (from: string | undefined): from is (typeof SENDERS)[number] => SENDERS.some((sender) => sender === from);

function WatchText({ added, removed }: NonNullable<Notice['watch']>) {
  const { t } = useTranslation('exam');
  const say = useWatchSentence();
  const list = (title: string, names: readonly string[]) =>
    names.length === 0 ? null : (
      <>
        <p className={classes.text}>{title}</p>
        <ul className={classes.reasons}>
          {names.map((name) => (
            <li key={name}>{say(name)}</li>
          ))}
        </ul>
      </>
    );
  return (
    <>
      <h2 className={classes.title}>{t('watch.changedTitle')}</h2>
      {list(t('watch.added'), added)}
      {list(t('watch.removed'), removed)}
    </>
  );
}

function NoticeText({ notice }: { notice: Notice }) {
  const { t, i18n } = useTranslation('exam');
  const reasonText = useReasonText();
  if (notice.kind === 'time_changed') {
    const minutes = Math.round((notice.byMs ?? 0) / 60_000);
    return (
      <p className={classes.text}>
        {minutes === 0 ? null : <strong>{t(minutes > 0 ? 'time.added' : 'time.taken', { count: Math.abs(minutes) })} </strong>}
        {t('time.extended', { time: hourText(Date.parse(notice.endsAt ?? notice.at), i18n.language) })}
      </p>
    );
  }
  if (notice.kind === 'watch_changed') return notice.watch ? <WatchText {...notice.watch} /> : null;
  if (notice.kind === 'taken_back') {
    return (
      <>
        <h2 className={classes.title}>{t('notice.taken_back')}</h2>
        <p className={classes.text}>{t('notice.taken_backCalm')}</p>
      </>
    );
  }
  if (notice.kind === 'message') {
    return (
      <>
        <h2 className={classes.title}>{reasonText(notice.title)}</h2>
        <p className={classes.text}>{notice.text}</p>
      </>
    );
  }
  // The room's own sentence is said by the heading; what somebody wrote to the candidate stands first.
  const isOwnWords = notice.text === '' || readRoomSentence(notice.text) !== undefined || notice.reasons.includes(notice.text);
  const { reasons } = notice;
  return (
    <>
      <h2 className={classes.title}>{t(`notice.${notice.kind}`)}</h2>
      {isOwnWords ? null : <p className={classes.written}>{notice.text}</p>}
      {reasons.length > 0 || isOwnWords ? (
        <p className={classes.text}>{t(reasons.length > 0 ? `notice.${notice.kind}Text` : `notice.${notice.kind}Calm`)}</p>
      ) : null}
      {reasons.length > 0 ? (
        <ul className={classes.reasons}>
          {reasons.map((reason) => (
            <li key={reason}>{reasonText(reason)}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function NoticeCard({ notice, onDismiss }: { notice: Notice; onDismiss: () => void }) {
  const { t } = useTranslation('exam');
  const { hue, Icon } = LOOKS[notice.kind];
  const from = isSender(notice.from) ? t(`notice.sender.${notice.from}`) : (notice.from ?? '');
  return (
    <div className={classes.notice} data-hue={hue} role="alert">
      <Icon size={24} stroke={1.7} aria-hidden />
      <div>
        <NoticeText notice={notice} />
        <p className={classes.meta}>
          {notice.kind === 'message' ? t('notice.message', { from }) : null}
          {notice.kind === 'message' ? ' · ' : null}
          <TimeAt at={notice.at} show="clock" />
        </p>
      </div>
      <CloseButton aria-label={t('notice.dismiss')} onClick={onDismiss} c="inherit" />
    </div>
  );
}

/** What asks for something while the exam goes on; it stands among the notifications when it is over. */
const WHILE_WORKING: ReadonlySet<Notice['kind']> = new Set([
  'security_warning',
  'monitoring_increased',
  'time_changed',
  'watch_changed',
]);

/**
 * Everything the room told this candidate and they have not closed yet, newest first; one by one where room is scarce. After the
 * end, only what still says something.
 */
export function Notices({ isOneByOne = false, isAfterEnd = false }: { isOneByOne?: boolean; isAfterEnd?: boolean }) {
  const { t } = useTranslation('exam');
  const { session } = useSeated();
  const { notices: all } = useSeat();
  const notices = isAfterEnd ? all.filter(({ kind }) => !WHILE_WORKING.has(kind)) : all;
  if (notices.length === 0) return null;
  const shown = notices.toReversed().slice(0, isOneByOne ? 1 : undefined);
  const others = notices.length - shown.length;
  return (
    <section className={classes.notices} aria-label={t('notice.label')}>
      {shown.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} onDismiss={() => session.dismiss(notice.id)} />
      ))}
      {others > 0 ? <p className={classes.others}>{t('notice.others', { count: others })}</p> : null}
    </section>
  );
}
