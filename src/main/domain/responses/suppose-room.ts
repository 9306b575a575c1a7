import type { AttemptId } from '../../../shared/model/ids.ts';
import type { Policy } from '../../../shared/model/policy.ts';
import { evidenceKey, weightOf } from '../risk/event-weights.ts';
import { type Burst, NO_BURST, seeInBurst, severalOf, spanOf } from '../walls/ether/burst.ts';
import { NOTHING_SUPPOSED, type Supposed, supposeExcused, supposeResumed, supposeViolation, supposeWaited } from './what-if.ts';

/** One recorded violation, as correlation sees it. Times in epoch ms. */
export interface HappenedInRoom {
  readonly attempt: AttemptId;
  readonly type: string;
  readonly at: number;
  readonly happenedAt: number;
}

/** A sitting under a policy, event by event: scores, responses, and incidents of the room (EV2, EV6). */
export class SupposedRoom {
  readonly #policy: Policy;
  /** How many candidates had joined before a time. */
  readonly #joinedBefore: (at: number) => number;
  readonly #attempts = new Map<AttemptId, Supposed>();
  readonly #bursts = new Map<string, Burst>();

  constructor(policy: Policy, joinedBefore: (at: number) => number) {
    this.#policy = policy;
    this.#joinedBefore = joinedBefore;
  }

  of(attempt: AttemptId): Supposed {
    return this.#attempts.get(attempt) ?? NOTHING_SUPPOSED;
  }

  /** To be shown in the order in which the room received them. */
  happen(event: HappenedInRoom): void {
    if (!this.#isOfRoom(event)) this.#attempts.set(event.attempt, supposeViolation(this.of(event.attempt), event, this.#policy));
  }

  /** Somebody let the attempt go on. */
  resume(attempt: AttemptId, at: number): void {
    this.#attempts.set(attempt, supposeResumed(supposeWaited(this.of(attempt), at, this.#policy), at, this.#policy));
  }

  /** Nothing happens any more until then. */
  end(at: number): void {
    for (const [id, attempt] of this.#attempts) this.#attempts.set(id, supposeWaited(attempt, at, this.#policy));
  }

  /** Part of an incident of the room: nothing of it counts, nor of what it makes an incident of. */
  #isOfRoom({ attempt, type, at, happenedAt }: HappenedInRoom): boolean {
    if (weightOf(type, this.#policy).kind !== 'soft') return false;
    const key = evidenceKey(type, this.#policy);
    const entry = { attempt, session: '', number: 0, at, happenedAt };
    const several = (): number => severalOf(this.#joinedBefore(at));
    const { burst, found } = seeInBurst(this.#bursts.get(key) ?? NO_BURST, entry, spanOf(type), several);
    this.#bursts.set(key, burst);
    if (!found) return false;
    for (const [id, entries] of Map.groupBy(found.earlier, (one) => one.attempt as AttemptId)) {
      const excused = { type, times: entries.map((one) => one.at), at };
      this.#attempts.set(id, supposeExcused(this.of(id), excused, this.#policy));
    }
    return true;
  }
}
