import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DictionaryEntry, MOST_HEADWORD } from '../../../../shared/model/tool-content.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LoadingState } from '../../../ui/loading-state.tsx';
import type { ToolBench } from '../../seat/tool-bench.ts';
import classes from './tools.module.css';

type Found = Awaited<ReturnType<ToolBench['search']>>;

/** Between two letters of somebody who types; every pause asks the room. */
const PAUSE_MS = 180;

interface DictionaryViewProps {
  readonly search: (text: string) => Promise<Found>;
  readonly lookUp: (headword: string) => Promise<DictionaryEntry>;
  /** What stands in the field at first. */
  readonly startText?: string;
}

/** What the room has for a text, always of the newest one. */
function useFound(text: string, search: DictionaryViewProps['search']) {
  const [found, setFound] = useState<Found>();
  const [error, setError] = useState<unknown>();
  const [tries, setTries] = useState(0);
  const asked = text.trim();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another question
  useEffect(() => {
    setError(undefined);
    if (asked === '') {
      setFound(undefined);
      return;
    }
    let isOld = false;
    const timer = window.setTimeout(() => {
      search(asked).then(
        (answer) => !isOld && setFound(answer),
        (caught: unknown) => !isOld && setError(caught),
      );
    }, PAUSE_MS);
    return () => {
      isOld = true;
      window.clearTimeout(timer);
    };
  }, [asked, search, tries]);
  return { found, error, retry: () => setTries((before) => before + 1) };
}

function Entry({ entry: { headword, meanings } }: { entry: DictionaryEntry }) {
  const { t } = useTranslation('exam');
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each word that is opened is read out
  useEffect(() => heading.current?.focus({ preventScroll: true }), [headword]);
  return (
    <article className={classes.entry} aria-label={t('tools.entry', { word: headword })}>
      <h4 className={classes.headword} ref={heading} tabIndex={-1}>
        {headword}
      </h4>
      <ol className={classes.meanings}>
        {meanings.map(({ part, meaning }, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: meanings have a place and nothing else
          <li key={position}>
            {part ? <span className={classes.part}>{part}</span> : null} {meaning}
          </li>
        ))}
      </ol>
    </article>
  );
}

/** A dictionary: words as one types, and what a chosen one means. Arrow keys go through the words, Enter opens one. */
export function DictionaryView({ search, lookUp, startText = '' }: DictionaryViewProps) {
  const { t } = useTranslation('exam');
  const [text, setText] = useState(startText);
  const [opening, setOpening] = useState<{ word: string; entry?: DictionaryEntry; error?: unknown }>();
  const { found, error, retry } = useFound(text, search);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const newest = useRef(0);

  const open = (word: string): void => {
    newest.current += 1;
    const mine = newest.current;
    setOpening({ word });
    lookUp(word).then(
      (entry) => mine === newest.current && setOpening({ word, entry }),
      (caught: unknown) => mine === newest.current && setOpening({ word, error: caught }),
    );
  };
  const words = text.trim() === '' ? [] : (found?.words ?? []);
  const focusWord = (position: number): void => {
    const buttons = list.current?.querySelectorAll('button');
    if (position < 0) field.current?.focus();
    else buttons?.[Math.min(position, buttons.length - 1)]?.focus();
  };
  const onKey = (event: KeyboardEvent, position: number): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    focusWord(position + step);
  };
  const isNothing = text.trim() !== '' && found !== undefined && words.length === 0;
  return (
    <div className={classes.view}>
      <TextInput
        ref={field}
        type="search"
        label={t('tools.search')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && words[0]) open(words[0].headword);
          else onKey(event, -1);
        }}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={MOST_HEADWORD}
      />
      <p className={classes.note} role="status">
        {text.trim() === ''
          ? t('tools.searchHint')
          : found === undefined || isNothing
            ? ''
            : t(found.isMore ? 'tools.foundMore' : 'tools.found', { count: words.length })}
      </p>
      {error === undefined ? null : <ErrorState compact error={error} onRetry={retry} />}
      {text.trim() !== '' && found === undefined && error === undefined ? <LoadingState rows={3} compact /> : null}
      {isNothing && error === undefined ? <EmptyState compact title={t('tools.noMatch', { text: text.trim() })} /> : null}
      {words.length > 0 ? (
        <ul ref={list} className={classes.words} aria-label={t('tools.words')}>
          {words.map(({ headword, part }, position) => (
            <li key={headword}>
              <button
                type="button"
                className={classes.word}
                aria-current={opening?.word === headword || undefined}
                onClick={() => open(headword)}
                onKeyDown={(event) => onKey(event, position)}
              >
                {headword} {part ? <span className={classes.part}>{part}</span> : null}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {opening?.entry ? <Entry entry={opening.entry} /> : null}
      {opening?.error === undefined ? null : <ErrorState compact error={opening.error} onRetry={() => open(opening.word)} />}
      {opening && !opening.entry && opening.error === undefined ? <LoadingState rows={2} compact /> : null}
    </div>
  );
}
