import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Watch, type WatchedPlace, type WatchSentence, watchListOf } from '../../../shared/model/watch-list.ts';
import { useEventName } from '../../i18n/index.ts';
import classes from './watch-list.module.css';

/** One thing that is watched, as a sentence; a type this page has no sentence for by its name. */
export function useWatchSentence(): (watched: string) => string {
  const { t, i18n } = useTranslation('exam');
  const eventName = useEventName();
  return (watched) => (i18n.exists(`exam:watch.of.${watched}`) ? t(`watch.of.${watched as WatchSentence}`) : eventName(watched));
}

interface WatchListProps {
  readonly watch: Watch;
  readonly place: WatchedPlace;
  /** Switched on during the exam: marked as changed. */
  readonly added?: readonly string[] | undefined;
  /** Switched off during the exam. */
  readonly removed?: readonly string[] | undefined;
  readonly Heading: 'h2' | 'h3';
}

/** What is watched in this exam and what is not, by the policy in force and where the candidate works (LD8). */
export function WatchList({ watch, place, added = [], removed = [], Heading }: WatchListProps) {
  const { t } = useTranslation('exam');
  const say = useWatchSentence();
  const { watched, not } = watchListOf(watch, place);
  const mark = (isChanged: boolean) => (isChanged ? <strong className={classes.changed}> {t('watch.changed')}</strong> : null);
  return (
    <>
      <Heading className={classes.heading}>{t('watch.title')}</Heading>
      <ul className={classes.list}>
        {watched.map((name) => (
          <li key={name}>
            <IconEye size={18} stroke={1.7} aria-hidden />
            <span>
              {say(name)}
              {mark(added.includes(name))}
            </span>
          </li>
        ))}
      </ul>
      <Heading className={classes.heading}>{t('watch.notTitle')}</Heading>
      <ul className={classes.list} data-not>
        {not.map((name) => (
          <li key={name}>
            <IconEyeOff size={18} stroke={1.7} aria-hidden />
            <span>
              {say(name)}
              {mark(removed.includes(name))}
            </span>
          </li>
        ))}
        <li>
          <IconEyeOff size={18} stroke={1.7} aria-hidden />
          <span>{t('consent.not')}</span>
        </li>
      </ul>
    </>
  );
}
