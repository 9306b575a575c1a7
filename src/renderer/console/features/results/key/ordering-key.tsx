import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Question } from '../../../../../shared/model/question.ts';
import { RichHtml } from '../../../../ui/rich-html.tsx';
import classes from './key.module.css';
import { ScoringField } from './scoring-field.tsx';

type Ordering = Extract<Question, { type: 'ordering' }>;

/** What was just moved: the keyboard stays on it wherever it has gone. */
interface Moved {
  readonly id: string;
  readonly by: 1 | -1;
}

/** The right order: arrows, or Alt with an arrow key on either of them. */
export function OrderingKey({ question, onChange }: { question: Ordering; onChange: (question: Ordering) => void }) {
  const { t } = useTranslation('console');
  const list = useRef<HTMLOListElement>(null);
  const [last, setLast] = useState<Moved>();
  const { items } = question;
  const move = (place: number, by: 1 | -1): void => {
    const item = items[place];
    const to = place + by;
    if (!item || to < 0 || to >= items.length) return;
    setLast({ id: item.id, by });
    onChange({ ...question, items: items.toSpliced(place, 1).toSpliced(to, 0, item) });
  };
  useLayoutEffect(() => {
    if (!last) return;
    const place = items.findIndex(({ id }) => id === last.id);
    const [up, down] = list.current?.children[place]?.querySelectorAll('button') ?? [];
    // At an end one of the two goes nowhere and cannot hold the keyboard.
    (place === 0 ? down : place === items.length - 1 ? up : last.by < 0 ? up : down)?.focus();
  }, [last, items]);
  const onKey = (event: KeyboardEvent, place: number): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(place, event.key === 'ArrowUp' ? -1 : 1);
  };
  const at = items.findIndex(({ id }) => id === last?.id);
  return (
    <>
      <fieldset className={classes.lines}>
        <legend>{t('examWork.key.order')}</legend>
        <p className={classes.hint}>{t('examWork.key.orderHint')}</p>
        <ol ref={list} className={classes.order}>
          {items.map((item, place) => (
            <li key={item.id} onKeyDown={(event) => onKey(event, place)}>
              <span className={classes.place}>{place + 1}</span>
              <span className={classes.grow}>
                <RichHtml html={item.html} inline />
              </span>
              <ActionIcon
                variant="subtle"
                color="slate"
                disabled={place === 0}
                aria-label={t('examWork.key.up', { item: item.text })}
                onClick={() => move(place, -1)}
              >
                <IconArrowUp size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="slate"
                disabled={place === items.length - 1}
                aria-label={t('examWork.key.down', { item: item.text })}
                onClick={() => move(place, 1)}
              >
                <IconArrowDown size={16} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ol>
        <span className="iv-hidden" role="status">
          {at < 0 ? '' : t('examWork.key.moved', { item: items[at]?.text, number: at + 1, count: items.length })}
        </span>
      </fieldset>
      <ScoringField
        value={question.scoring}
        ways={['places', 'neighbours', 'all']}
        onChange={(scoring) => onChange({ ...question, scoring })}
      />
    </>
  );
}
