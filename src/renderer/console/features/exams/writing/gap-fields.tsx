import { Group, NativeSelect, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { QuestionDraft } from '../../../../../shared/model/question-draft.ts';
import { MOST } from '../../../../../shared/model/question-limits.ts';
import { AcceptedNumbersField, AcceptedTextsField, ChoicesField } from './answer-fields.tsx';
import { below, type FlawAt, Parts } from './fields.tsx';
import { newPartId } from './new-draft.ts';
import classes from './writing.module.css';

type Cloze = Extract<QuestionDraft, { type: 'cloze' }>;
type DraftGap = Cloze['gaps'][number];
const KINDS = ['text', 'number', 'choice', 'several'] as const;

function asKind({ id, share }: DraftGap, kind: DraftGap['kind']): DraftGap {
  switch (kind) {
    case 'text':
      return { id, share, kind, accepted: [{ text: '', weight: 1 }], caseSensitive: false };
    case 'number':
      return { id, share, kind, accepted: [{ match: { kind: 'within', value: 0, tolerance: 0 }, weight: 1 }] };
    case 'choice':
    case 'several':
      return {
        id,
        share,
        kind,
        choices: [
          { id: 'c1', text: '', weight: 1 },
          { id: 'c2', text: '', weight: 0 },
        ],
      };
  }
}

function GapKey({ gap, onChange, flawAt }: { gap: DraftGap; onChange: (gap: DraftGap) => void; flawAt: FlawAt }) {
  switch (gap.kind) {
    case 'text':
      return (
        <AcceptedTextsField
          accepted={gap.accepted}
          onChange={(accepted) => onChange({ ...gap, accepted })}
          caseSensitive={gap.caseSensitive}
          onCase={(caseSensitive) => onChange({ ...gap, caseSensitive })}
          flawAt={below(flawAt, 'accepted')}
        />
      );
    case 'number':
      return (
        <AcceptedNumbersField
          accepted={gap.accepted}
          onChange={(accepted) => onChange({ ...gap, accepted })}
          flawAt={below(flawAt, 'accepted')}
        />
      );
    case 'choice':
    case 'several':
      return (
        <ChoicesField
          choices={gap.choices}
          onChange={(choices) => onChange({ ...gap, choices })}
          flawAt={below(flawAt, 'choices')}
          newId={(choices) => newPartId(choices, 'c')}
        />
      );
  }
}

/** The gaps of a cloze, each a small question of its own; they stand in the text as `[[g1]]`. */
export function GapFields(props: { draft: Cloze; onChange: (draft: Cloze) => void; flawAt: FlawAt }) {
  const { draft, onChange, flawAt } = props;
  const { t } = useTranslation('console');
  const { gaps, stem } = draft;
  const put = (next: DraftGap[]): void => {
    // A new gap is marked in the text at once: it can be moved there.
    const added = next.filter(({ id }) => !stem.text.includes(`[[${id}]]`));
    const text = added.reduce((whole, { id }) => `${whole} [[${id}]]`.trimStart(), stem.text);
    onChange({ ...draft, gaps: next, stem: { ...stem, text: next.length > gaps.length ? text : stem.text } });
  };
  return (
    <Parts
      label={t('writing.gaps')}
      parts={gaps}
      onChange={put}
      make={(): DraftGap => ({ ...asKind({ id: newPartId(gaps, 'g'), share: 1 } as DraftGap, 'text') })}
      addLabel={t('writing.addGap')}
      error={flawAt('gaps')}
      keyOf={({ id }) => id}
    >
      {(gap, change, place) => (
        <>
          <Group gap="xs" align="flex-end">
            <code>[[{gap.id}]]</code>
            <NativeSelect
              label={t('writing.gapKind', { number: place + 1 })}
              value={gap.kind}
              data={KINDS.map((kind) => ({ value: kind, label: t(`writing.gapKinds.${kind}`) }))}
              onChange={(event) => change(asKind(gap, event.currentTarget.value as DraftGap['kind']))}
            />
            <NumberInput
              label={t('writing.share')}
              min={0.01}
              max={Math.max(MOST.share, gap.share)}
              value={gap.share}
              onChange={(next) => change({ ...gap, share: Math.max(0.01, Number(next) || 1) })}
            />
          </Group>
          {flawAt('gaps', place, 'id') ? (
            <p role="alert" className={classes.error}>
              {flawAt('gaps', place, 'id')}
            </p>
          ) : null}
          <GapKey gap={gap} onChange={change} flawAt={below(flawAt, 'gaps', place)} />
        </>
      )}
    </Parts>
  );
}
