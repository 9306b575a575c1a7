import { ActionIcon, Button, Checkbox, Switch } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconPencil, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamDetail } from '../../../../shared/model/exam.ts';
import type { Question } from '../../../../shared/model/question.ts';
import { toQuestionDraft } from '../../../../shared/model/question-as-draft.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { RichHtml, RichWords } from '../../../ui/rich-html.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Feedback, QuestionKey } from './question-key.tsx';
import classes from './questions.module.css';
import { moved, newDraft } from './writing/new-draft.ts';
import { PaperPreview } from './writing/paper-preview.tsx';
import { PaperTools } from './writing/paper-tools.tsx';
import { type Editing, QuestionEditor } from './writing/question-editor.tsx';
import { UndoButtons } from './writing/undo-buttons.tsx';
import type { PaperChanges } from './writing/use-paper-changes.ts';
import writing from './writing/writing.module.css';

const PAGE = 50;

/** The paper, written here or read from a file. Keys are hidden until asked for: a projector may be on. */
export function Questions({ exam, changes }: { exam: ExamDetail; changes: PaperChanges }) {
  const { t } = useTranslation(['console', 'common']);
  const { questions } = exam;
  const [withKeys, setWithKeys] = useState(false);
  const [count, setCount] = useState(PAGE);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [editing, setEditing] = useState<Editing>();
  const [isPreviewed, setPreviewed] = useState(false);
  const [dragged, setDragged] = useState<number>();

  const chosenIds = questions.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const choose = (id: string, isChosen: boolean): void =>
    setChosen((before) => new Set(isChosen ? [...before, id] : [...before].filter((each) => each !== id)));
  const move = (from: number, to: number): void => {
    if (to >= 0 && to < questions.length && to !== from)
      changes.order(
        moved(
          questions.map(({ id }) => id),
          from,
          to,
        ),
      );
  };
  const onKey = (event: KeyboardEvent, place: number): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(place, place + (event.key === 'ArrowUp' ? -1 : 1));
  };
  const duplicate = (question: Question): void => setEditing({ draft: toQuestionDraft(question), after: question.id });

  return (
    <>
      <PaperTools
        chosen={chosenIds.length}
        history={<UndoButtons changes={changes} isCovered={editing !== undefined || isPreviewed} />}
        onAdd={(type) => setEditing({ draft: newDraft(type) })}
        onPreview={() => setPreviewed(true)}
        onPoints={(change) => changes.points(chosenIds, change)}
        onRemove={() => {
          changes.remove(chosenIds);
          setChosen(new Set());
        }}
      />
      {exam.sitting.startedAt === undefined ? null : (
        <p role="note" className={writing.note}>
          {t(exam.sittingRevision === undefined ? 'writing.forNext' : 'writing.isNext')}
        </p>
      )}
      {questions.length === 0 ? (
        <EmptyState title={t('questions.none')} />
      ) : (
        <div className={classes.tools}>
          <Switch
            label={t('questions.showKeys')}
            checked={withKeys}
            onChange={(event) => setWithKeys(event.currentTarget.checked)}
          />
        </div>
      )}
      <ol className={classes.list}>
        {questions.slice(0, count).map((question, place) => (
          <li
            key={question.id}
            className={`${classes.question} ${dragged === place ? writing.dragged : ''}`}
            onKeyDown={(event) => onKey(event, place)}
            onDragOver={(event) => dragged !== undefined && event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== undefined) move(dragged, place);
              setDragged(undefined);
            }}
          >
            <article aria-label={t('questions.number', { number: place + 1 })}>
              {/* biome-ignore lint/a11y/noStaticElementInteractions: the handle of the same shortcut */}
              <header
                className={classes.head}
                draggable
                onDragStart={() => setDragged(place)}
                onDragEnd={() => setDragged(undefined)}
              >
                <Checkbox
                  size="xs"
                  aria-label={t('writing.choose', { number: place + 1 })}
                  checked={chosen.has(question.id)}
                  onChange={(event) => choose(question.id, event.currentTarget.checked)}
                />
                <span className={classes.number}>{place + 1}</span>
                <Chip hue="petrol">{t(`common:questionType.${question.type}`)}</Chip>
                {question.points > 0 ? (
                  <span className={classes.points}>{t('policy.points', { count: question.points })}</span>
                ) : null}
                <span className={classes.name}>
                  <RichWords text={question.name} />
                  {question.line ? <> · {t('questions.line', { line: question.line })}</> : null}
                </span>
                <span className={writing.steps}>
                  <ActionIcon
                    variant="subtle"
                    color="slate"
                    disabled={place === 0}
                    aria-label={t('writing.up', { number: place + 1 })}
                    onClick={() => move(place, place - 1)}
                  >
                    <IconArrowUp size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="slate"
                    disabled={place === questions.length - 1}
                    aria-label={t('writing.down', { number: place + 1 })}
                    onClick={() => move(place, place + 1)}
                  >
                    <IconArrowDown size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    aria-label={t('writing.edit', { number: place + 1 })}
                    onClick={() => setEditing({ draft: toQuestionDraft(question), questionId: question.id })}
                  >
                    <IconPencil size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    aria-label={t('writing.duplicate', { number: place + 1 })}
                    onClick={() => duplicate(question)}
                  >
                    <IconCopy size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="red"
                    aria-label={t('writing.remove', { number: place + 1 })}
                    onClick={() => changes.remove([question.id])}
                  >
                    <IconTrash size={16} aria-hidden />
                  </ActionIcon>
                </span>
              </header>
              <div className={classes.stem}>
                <RichHtml html={question.stemHtml} />
              </div>
              <QuestionKey question={question} withKey={withKeys} />
              {withKeys ? <Feedback text={question.generalFeedback} label={t('questions.generalFeedback')} /> : null}
            </article>
          </li>
        ))}
      </ol>
      {questions.length > count ? (
        <Button fullWidth variant="default" mt="md" onClick={() => setCount((before) => before + PAGE)}>
          {t('table.more', { count: questions.length - count })}
        </Button>
      ) : null}
      {editing ? (
        <QuestionEditor
          exam={exam}
          editing={editing}
          onClose={() => setEditing(undefined)}
          onSaved={(from, to) => {
            changes.made(from, to);
            setEditing(undefined);
          }}
        />
      ) : null}
      {isPreviewed ? <PaperPreview examId={exam.id} revision={exam.revision} onClose={() => setPreviewed(false)} /> : null}
    </>
  );
}
