import { QuestionCard } from '../exam/features/player/question-card.tsx';
import { numberItems } from '../exam/features/player/use-player.ts';
import { PAPER } from './sample-questions.ts';
import { StandInSeat } from './stand-in-seat.tsx';
import { State, Story } from './story.tsx';

const ANSWERS = { q1: 'c2', q2: ['c1', 'c2'], q3: false, q4: 'yes', q5: 'not a number', q6: { s1: 'c2' }, q7: 'ก'.repeat(2_000) };

/** The paper as a candidate sees it: every type, with and without an answer, with formulas right, wrong and refused. */
export function QuestionStories() {
  const items = numberItems(PAPER);
  return (
    <Story name="QuestionCard" wide>
      {items.map((item) => (
        <State key={item.question.id} of={item.question.type}>
          <StandInSeat answers={ANSWERS}>
            <QuestionCard item={item} total={999} isFlagged={item.question.id === 'q3'} onToggleFlag={() => {}} />
          </StandInSeat>
        </State>
      ))}
    </Story>
  );
}
