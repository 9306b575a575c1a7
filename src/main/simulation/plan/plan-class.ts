import type { Network, Scenario } from '../scenarios/scenario.ts';
import { spanMs, windowMs } from '../scenarios/span.ts';
import { createSeededRandom, type SeededRandom } from '../seeded-random.ts';
import { cast } from './cast.ts';
import type { CandidatePlan, ClassPlan } from './class-plan.ts';
import { planDeeds } from './plan-deeds.ts';
import { planWeather } from './plan-faults.ts';
import { planProctor } from './plan-proctor.ts';

export interface PlanInput {
  readonly scenario: Scenario;
  readonly candidates: readonly string[];
  readonly seed: string;
  readonly minutes: number;
  /** 1: as a person works; 10: ten times as fast. */
  readonly speed: number;
}

const DEFAULT_LOBBY = '5%';
const DEFAULT_HAND_IN: NonNullable<NonNullable<Scenario['phases']>['handIn']> = [{ share: 1, between: ['80%', '97%'] }];

/** People come singly at first and in a stream towards the hour. */
const arrival = (lobbyMs: number, random: SeededRandom): number => lobbyMs * Math.sqrt(random.next());

/** Who comes late: never all, because somebody must be there when the sitting begins. */
function castLate({ phases }: Scenario, candidates: readonly string[], random: SeededRandom) {
  const late = phases?.late;
  if (!late) return new Map<string, { share: number }>();
  const roles = cast([late], candidates, random);
  if (roles.size === candidates.length) roles.delete(candidates[0] ?? '');
  return roles;
}

const networkOf = ({ name, link }: Network) => ({ network: { name, ...(link ? { link } : {}) } });

/** Plans a whole day (OP1): the same input gives the same plan, on every machine. */
export function planClass({ scenario, candidates, seed, minutes, speed }: PlanInput): ClassPlan {
  const workingMs = minutes * 60_000;
  const lobbyMs = spanMs(scenario.phases?.lobby?.over ?? DEFAULT_LOBBY, workingMs);
  const stream = (name: string) => createSeededRandom(`${seed}/${name}`);
  const behaviours = cast(scenario.behaviours ?? [], candidates, stream('cast'));
  const networks = cast(scenario.networks ?? [], candidates, stream('networks'));
  const handIns = cast(scenario.phases?.handIn ?? DEFAULT_HAND_IN, candidates, stream('hand-in'));
  const lateOnes = castLate(scenario, candidates, stream('late'));

  const plans = candidates.map((candidateNumber): CandidatePlan => {
    const own = (name: string) => stream(`${candidateNumber}/${name}`);
    const behaviour = behaviours.get(candidateNumber);
    const network = networks.get(candidateNumber);
    const handIn = handIns.get(candidateNumber);
    const isLate = lateOnes.has(candidateNumber);
    const times = own('times');
    const lateMs = Math.min(workingMs * 0.9, times.between(...windowMs(scenario.phases?.late?.between ?? '0%', workingMs)));
    const fromMs = isLate ? lateMs : 0;
    const handsInAt = times.between(...windowMs(handIn?.between ?? '100%', workingMs));
    const worksUntilMs = Math.max(fromMs, Math.min(workingMs, handsInAt));
    const deeds = planDeeds(behaviour, { workingMs, fromMs, untilMs: worksUntilMs, speed }, own('deeds'));
    return {
      candidateNumber,
      ...(behaviour ? { behaviour: behaviour.name } : {}),
      misbehaves: behaviour ? (behaviour.misbehaves ?? true) : false,
      ...(network ? networkOf(network) : {}),
      arrivesAtMs: isLate ? lateMs : arrival(lobbyMs, times),
      isLate,
      worksUntilMs,
      deeds: handIn ? [...deeds, { atMs: worksUntilMs, do: 'submit' }] : deeds,
      weather: planWeather(network?.faults ?? [], workingMs, own('network')),
    };
  });
  const script = planProctor(scenario.proctor ?? [], plans, workingMs, seed);
  return {
    lobbyMs,
    workingMs,
    endsAtMs: script.deeds.find((deed) => deed.do === 'exam_end')?.atMs ?? workingMs + script.pausedMs,
    candidates: plans,
    everybody: planWeather(scenario.everybody ?? [], workingMs, stream('everybody')),
    proctor: script.deeds,
  };
}
