import { useMemo, useState } from 'react';
import type { CandidateQuestion } from '../../../../shared/model/question.ts';
import { QuestionCard } from './question-card.tsx';
import { numberItems } from './use-player.ts';

/** Questions of no sitting, one below the other, as candidates see them; what is flagged is forgotten with the page. */
export function LooseQuestions({ questions }: { readonly questions: readonly CandidateQuestion[] }) {
  const [flagged, setFlagged] = useState<ReadonlySet<string>>(new Set());
  const items = useMemo(() => numberItems(questions), [questions]);
  const total = items.filter(({ number }) => number !== undefined).length;
  const toggle = (id: string): void =>
    setFlagged((before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]));
  return items.map((item) => (
    <QuestionCard
      key={item.question.id}
      item={item}
      total={total}
      isFlagged={flagged.has(item.question.id)}
      onToggleFlag={() => toggle(item.question.id)}
    />
  ));
}
