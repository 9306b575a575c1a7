import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCheck, IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CandidateQuestion } from '../../../../shared/model/question.ts';
import { RichHtml } from '../../../ui/rich-html.tsx';
import { useAnnounce } from '../../parts/announcer.tsx';
import { asChoices, plainText, spokenName } from './answer-shapes.ts';
import classes from './ordering.module.css';
import { movedBy, movedTo, orderShown } from './orders.ts';
import { useAnswer } from './use-answer.ts';

type Way = 'up' | 'down';

interface OrderingAnswerProps {
  readonly question: Extract<CandidateQuestion, { type: 'ordering' }>;
  readonly labelledBy: string;
}

/** Keeps the focus on the button that moved an item: the browser loses it when the item changes its place on the page. */
function useFocusAfterMove(order: readonly string[]) {
  const list = useRef<HTMLOListElement>(null);
  const wanted = useRef<string | undefined>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the order changed, and only then
  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    list.current?.querySelector<HTMLElement>(`[data-way="${wanted.current}"]`)?.focus();
    wanted.current = undefined;
  }, [order.join()]);
  const keep = (item: string, way: Way): void => {
    wanted.current = `${CSS.escape(item)}-${way}`;
  };
  return { list, keep };
}

/**
 * Drags one item along with the pointer. What is dragged over is not saved: only where it is let go. The list holds the
 * pointer, for the item itself changes its place on the page and would lose it.
 */
function useDragging(order: readonly string[], drop: (order: readonly string[]) => void) {
  const [drag, setDrag] = useState<{ readonly item: string; readonly order: readonly string[] }>();
  const shown = drag?.order ?? order;
  return {
    order: shown,
    dragged: drag?.item,
    grip: (item: string) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.closest('ol')?.setPointerCapture(event.pointerId);
        setDrag({ item, order });
      },
    }),
    list: {
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (!drag) return;
        const lines = [...event.currentTarget.children];
        const over = lines.findIndex((line) => event.clientY < line.getBoundingClientRect().bottom);
        setDrag({ item: drag.item, order: movedTo(drag.order, drag.item, over < 0 ? lines.length - 1 : over) });
      },
      onPointerUp: () => {
        if (drag && drag.order.join() !== order.join()) drop(drag.order);
        setDrag(undefined);
      },
      onPointerCancel: () => setDrag(undefined),
    },
  };
}

/**
 * A list to bring into order: with two buttons an item, with Alt and the arrow keys, or with the pointer. The order at first
 * is chance, so it is an answer only when something was moved or the candidate says that it is meant.
 */
export function OrderingAnswer({ question, labelledBy }: OrderingAnswerProps) {
  const { t } = useTranslation('exam');
  const { value, choose } = useAnswer(question.id);
  const announce = useAnnounce();
  const items = new Map<string, string>(question.items.map(({ id, html }) => [id, html]));
  const { order: current, isChosen } = orderShown(question.items, asChoices(value));
  const dragging = useDragging(current, (next) => choose([...next]));
  const { list, keep } = useFocusAfterMove(current);
  const nameOf = (id: string): string => spokenName(items.get(id) ?? '') ?? plainText(items.get(id) ?? '');

  const move = (id: string, way: Way): void => {
    const next = movedBy(current, id, way === 'up' ? -1 : 1);
    keep(id, way);
    if (next === current) return announce(t('task.order.end', { item: nameOf(id), place: current.indexOf(id) + 1 }));
    choose([...next]);
    announce(t('task.order.moved', { item: nameOf(id), place: next.indexOf(id) + 1, count: next.length }));
  };
  const onKey = (event: KeyboardEvent, id: string): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(id, event.key === 'ArrowUp' ? 'up' : 'down');
  };
  const button = (id: string, way: Way, isAtEnd: boolean) => (
    <button
      type="button"
      className={classes.step}
      data-way={`${id}-${way}`}
      aria-label={t(way === 'up' ? 'task.order.up' : 'task.order.down', { item: nameOf(id) })}
      aria-disabled={isAtEnd || undefined}
      onClick={() => move(id, way)}
    >
      {way === 'up' ? <IconArrowUp size={18} aria-hidden /> : <IconArrowDown size={18} aria-hidden />}
    </button>
  );

  return (
    <div role="group" aria-labelledby={labelledBy}>
      <p className={classes.hint}>{t('task.order.hint')}</p>
      <ol ref={list} className={classes.list} {...dragging.list}>
        {dragging.order.map((id, place) => (
          <li
            key={id}
            className={classes.item}
            data-dragged={dragging.dragged === id || undefined}
            onKeyDown={(event) => onKey(event, id)}
          >
            <span className={classes.grip} {...dragging.grip(id)} aria-hidden="true">
              <IconGripVertical size={18} />
            </span>
            <span className={classes.place} aria-hidden="true">
              {place + 1}
            </span>
            <span className={classes.text}>
              <RichHtml html={items.get(id) ?? ''} inline />
            </span>
            {button(id, 'up', place === 0)}
            {button(id, 'down', place === dragging.order.length - 1)}
          </li>
        ))}
      </ol>
      {isChosen ? (
        <p className={classes.state}>
          <IconCheck size={16} stroke={3} aria-hidden /> {t('task.order.isAnswer')}
        </p>
      ) : (
        <div className={classes.confirm}>
          <span>{t('task.order.noAnswer')}</span>
          <Button
            variant="default"
            onClick={() => {
              choose([...current]);
              announce(t('task.order.isAnswer'));
            }}
          >
            {t('task.order.use')}
          </Button>
        </div>
      )}
    </div>
  );
}
