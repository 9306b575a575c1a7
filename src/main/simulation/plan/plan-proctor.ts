import type { ProctorStep } from '../scenarios/proctor-step.ts';
import { createSeededRandom, type SeededRandom } from '../seeded-random.ts';
import type { CandidatePlan, ProctorDeed } from './class-plan.ts';
import { drawMs } from './plan-faults.ts';

interface Chosen {
  readonly who?: string | undefined;
  readonly share?: number | undefined;
}

/** Who a step is about: its share of the group, rounded up. */
function choose(candidates: readonly CandidatePlan[], { who = 'anybody', share = 1 }: Chosen, random: SeededRandom): string[] {
  const group = candidates.filter(({ behaviour, misbehaves }) => {
    if (who === 'anybody') return true;
    return who === 'behaving' ? !misbehaves : behaviour === who;
  });
  const count = Math.ceil(group.length * share - 1e-9);
  const chosen = new Set(random.shuffle(group.map(({ candidateNumber }) => candidateNumber)).slice(0, count));
  // In the order of the class, as a proctor goes through the rows.
  return group.map(({ candidateNumber }) => candidateNumber).filter((number) => chosen.has(number));
}

/** What one step becomes, by working time. */
function planStep(
  step: ProctorStep,
  candidates: readonly CandidatePlan[],
  workingMs: number,
  random: SeededRandom,
): ProctorDeed[] {
  const atMs = drawMs(step.at, workingMs, random);
  switch (step.do) {
    case 'warn':
    case 'increase_monitoring':
    case 'extend_time':
    case 'message': {
      const chosen = choose(candidates, step, random);
      const minutes = 'minutes' in step ? { minutes: step.minutes } : {};
      const message = 'message' in step && step.message !== undefined ? { message: step.message } : {};
      return [{ atMs, do: step.do, candidates: chosen, ...minutes, ...message }];
    }
    case 'suspend': {
      const chosen = choose(candidates, step, random);
      const suspend: ProctorDeed = { atMs, do: 'suspend', candidates: chosen };
      if (step.for === undefined) return [suspend];
      return [suspend, { atMs: atMs + drawMs(step.for, workingMs, random), do: 'resume', candidates: chosen }];
    }
    case 'pause':
      return [
        { atMs, do: 'exam_pause' },
        { atMs: atMs + drawMs(step.for, workingMs, random), do: 'exam_resume' },
      ];
    case 'resume_suspended':
      return [{ atMs, do: 'resume_suspended' }];
    case 'end':
      return [{ atMs, do: 'exam_end' }];
  }
}

/** What would only be refused is left out: a pause within a pause, and anything after the end. */
function untangle(deeds: ProctorDeed[]): ProctorDeed[] {
  let isPaused = false;
  let isOver = false;
  return deeds.filter((deed) => {
    if (isOver) return false;
    isOver = deed.do === 'exam_end';
    if (deed.do === 'exam_pause' || deed.do === 'exam_resume') {
      if (isPaused === (deed.do === 'exam_pause')) return false;
      isPaused = !isPaused;
    }
    return true;
  });
}

/** Times of the script count working time: whatever comes after a pause of everybody moves on with it. */
function addPauses(deeds: readonly ProctorDeed[]): { deeds: ProctorDeed[]; pausedMs: number } {
  let pausedMs = 0;
  let pausedAt: number | undefined;
  const moved = deeds.map((deed): ProctorDeed => {
    const atMs = deed.atMs + pausedMs;
    if (deed.do === 'exam_pause') pausedAt = deed.atMs;
    if (deed.do === 'exam_resume' && pausedAt !== undefined) pausedMs += deed.atMs - pausedAt;
    return { ...deed, atMs };
  });
  return { deeds: moved, pausedMs };
}

/** The script of the staff, in order of time, and how long everybody pauses in it. */
export function planProctor(
  steps: readonly ProctorStep[],
  candidates: readonly CandidatePlan[],
  workingMs: number,
  seed: string,
): { deeds: ProctorDeed[]; pausedMs: number } {
  const random = createSeededRandom(`${seed}/proctor`);
  const deeds = steps.flatMap((step) => planStep(step, candidates, workingMs, random)).sort((a, b) => a.atMs - b.atMs);
  return addPauses(untangle(deeds));
}
