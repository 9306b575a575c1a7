import { Group, NativeSelect, NumberInput, Radio, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../../../shared/assert.ts';
import type { QuestionDraft } from '../../../../../shared/model/question-draft.ts';
import { AcceptedNumbersField, AcceptedTextsField, ChoicesField } from './answer-fields.tsx';
import { below, type FlawAt, Parts, SourceField } from './fields.tsx';
import { GapFields } from './gap-fields.tsx';
import { newPartId } from './new-draft.ts';
import classes from './writing.module.css';

interface KeyProps {
  readonly draft: QuestionDraft;
  readonly onChange: (draft: QuestionDraft) => void;
  readonly flawAt: FlawAt;
}

type Item = { id: string; text: string };

function ItemsField(props: {
  label: string;
  addLabel: string;
  letter: string;
  items: readonly Item[];
  onChange: (items: Item[]) => void;
  flawAt: FlawAt;
}) {
  const { label, addLabel, letter, items, onChange, flawAt } = props;
  return (
    <Parts
      label={label}
      parts={items}
      onChange={onChange}
      make={() => ({ id: newPartId(items, letter), text: '' })}
      addLabel={addLabel}
      error={flawAt()}
      keyOf={({ id }) => id}
    >
      {(item, change, place) => (
        <TextInput
          aria-label={`${label} ${place + 1}`}
          value={item.text}
          error={flawAt(place, 'text')}
          onChange={(event) => change({ ...item, text: event.currentTarget.value })}
        />
      )}
    </Parts>
  );
}

function MatchingFields({ draft, onChange, flawAt }: KeyProps & { draft: Extract<QuestionDraft, { type: 'matching' }> }) {
  const { t } = useTranslation('console');
  const { stems, choices, pairs } = draft;
  return (
    <>
      <ItemsField
        label={t('writing.partners')}
        addLabel={t('writing.addPartner')}
        letter="c"
        items={choices}
        onChange={(next) => onChange({ ...draft, choices: next })}
        flawAt={below(flawAt, 'choices')}
      />
      <Parts
        label={t('writing.stems')}
        parts={stems}
        onChange={(next) => onChange({ ...draft, stems: next })}
        make={() => ({ id: newPartId(stems, 's'), text: '' })}
        addLabel={t('writing.addStem')}
        error={flawAt('stems')}
        keyOf={({ id }) => id}
      >
        {(stem, change, place) => (
          <Group gap="xs" align="flex-start">
            <TextInput
              className={classes.grow}
              aria-label={t('writing.stemOf', { number: place + 1 })}
              value={stem.text}
              error={flawAt('stems', place, 'text')}
              onChange={(event) => change({ ...stem, text: event.currentTarget.value })}
            />
            <NativeSelect
              aria-label={t('writing.partnerOf', { number: place + 1 })}
              value={pairs[stem.id] ?? ''}
              error={flawAt('stems', place, 'pair')}
              data={[{ value: '', label: '–' }, ...choices.map(({ id, text }) => ({ value: id, label: text || id }))]}
              onChange={(event) => {
                const { [stem.id]: _, ...others } = pairs;
                const partner = event.currentTarget.value;
                onChange({ ...draft, pairs: partner === '' ? others : { ...others, [stem.id]: partner } });
              }}
            />
          </Group>
        )}
      </Parts>
    </>
  );
}

function EssayFields({ draft, onChange, flawAt }: KeyProps & { draft: Extract<QuestionDraft, { type: 'essay' }> }) {
  const { t } = useTranslation('console');
  const words = (name: 'min' | 'max', label: string) => (
    <NumberInput
      label={label}
      min={0}
      max={100_000}
      allowDecimal={false}
      value={draft.words?.[name] ?? ''}
      error={flawAt('words', name)}
      onChange={(next) => {
        const { [name]: _, ...others } = draft.words ?? {};
        onChange({ ...draft, words: next === '' || Number(next) < 1 ? others : { ...others, [name]: Number(next) } });
      }}
    />
  );
  return (
    <>
      <Textarea
        label={t('writing.template')}
        value={draft.template ?? ''}
        autosize
        maxRows={10}
        onChange={(event) => onChange({ ...draft, template: event.currentTarget.value })}
      />
      <Group gap="xs">
        {words('min', t('writing.leastWords'))}
        {words('max', t('writing.mostWords'))}
      </Group>
      <SourceField
        label={t('writing.graderInfo')}
        value={draft.graderInfo ?? { text: '', format: 'plain' }}
        onChange={(graderInfo) => onChange({ ...draft, graderInfo: graderInfo.text === '' ? undefined : graderInfo })}
      />
    </>
  );
}

/** Does each part count for itself, or all of it or nothing? */
function ScoringField(props: { scoring: 'sum' | 'all' | undefined; onChange: (scoring: 'sum' | 'all') => void }) {
  const { t } = useTranslation('console');
  return (
    <NativeSelect
      label={t('writing.scoring')}
      value={props.scoring ?? 'sum'}
      data={(['sum', 'all'] as const).map((value) => ({ value, label: t(`writing.scoringOf.${value}`) }))}
      onChange={(event) => props.onChange(event.currentTarget.value as 'sum' | 'all')}
    />
  );
}

/** The key of a question: what can be answered, and what is right. */
export function KeyFields({ draft, onChange, flawAt }: KeyProps) {
  const { t } = useTranslation('console');
  switch (draft.type) {
    case 'single_choice':
      return (
        <ChoicesField
          choices={draft.choices}
          onChange={(choices) => onChange({ ...draft, choices })}
          flawAt={below(flawAt, 'choices')}
          newId={(choices) => newPartId(choices, 'c')}
        />
      );
    case 'multiple_choice':
      return (
        <>
          <ChoicesField
            choices={draft.choices}
            onChange={(choices) => onChange({ ...draft, choices })}
            flawAt={below(flawAt, 'choices')}
            newId={(choices) => newPartId(choices, 'c')}
          />
          <ScoringField scoring={draft.scoring} onChange={(scoring) => onChange({ ...draft, scoring })} />
        </>
      );
    case 'true_false':
      return (
        <Radio.Group
          label={t('writing.isTrue')}
          value={draft.answer ? 'true' : 'false'}
          onChange={(value) => onChange({ ...draft, answer: value === 'true' })}
        >
          <Group mt="xs">
            <Radio value="true" label={t('questions.true')} />
            <Radio value="false" label={t('questions.false')} />
          </Group>
        </Radio.Group>
      );
    case 'short_answer':
      return (
        <AcceptedTextsField
          accepted={draft.accepted}
          onChange={(accepted) => onChange({ ...draft, accepted })}
          caseSensitive={draft.caseSensitive}
          onCase={(caseSensitive) => onChange({ ...draft, caseSensitive })}
          flawAt={below(flawAt, 'accepted')}
        />
      );
    case 'numerical':
      return (
        <AcceptedNumbersField
          accepted={draft.accepted}
          onChange={(accepted) => onChange({ ...draft, accepted })}
          flawAt={below(flawAt, 'accepted')}
        />
      );
    case 'matching':
      return (
        <>
          <MatchingFields draft={draft} onChange={onChange} flawAt={flawAt} />
          <ScoringField scoring={draft.scoring} onChange={(scoring) => onChange({ ...draft, scoring })} />
        </>
      );
    case 'ordering':
      return (
        <>
          <ItemsField
            label={t('writing.items')}
            addLabel={t('writing.addItem')}
            letter="i"
            items={draft.items}
            onChange={(items) => onChange({ ...draft, items })}
            flawAt={below(flawAt, 'items')}
          />
          <NativeSelect
            label={t('writing.scoring')}
            value={draft.scoring}
            data={(['places', 'neighbours', 'all'] as const).map((value) => ({ value, label: t(`writing.scoringOf.${value}`) }))}
            onChange={(event) => onChange({ ...draft, scoring: event.currentTarget.value as typeof draft.scoring })}
          />
        </>
      );
    case 'cloze':
      return (
        <>
          <GapFields draft={draft} onChange={onChange} flawAt={flawAt} />
          <ScoringField scoring={draft.scoring} onChange={(scoring) => onChange({ ...draft, scoring })} />
        </>
      );
    case 'essay':
      return <EssayFields draft={draft} onChange={onChange} flawAt={flawAt} />;
    case 'description':
      return null;
    default:
      return assertNever(draft, 'question type');
  }
}
