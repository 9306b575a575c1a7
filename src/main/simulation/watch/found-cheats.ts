import type { Alert } from '../../../shared/model/alert.ts';

/** How long after the deeds a watch saw them; ms, from the deed to the alert on a console. */
export interface SeenCheats {
  readonly total: number;
  readonly found: number;
  readonly medianMs: number | undefined;
  readonly slowestMs: number | undefined;
}

/** Somebody's name in an alert who had done nothing. */
export interface Accused {
  readonly candidate: string;
  readonly type: string;
  readonly severity: Alert['severity'];
  readonly reasons: readonly string[];
}

/** What a console saw of a class: every cheat and when, and everybody else who was named. */
export interface CheatsSeen {
  /** Those who misbehave, each by the first thing they did and the first alert that names them for it. */
  readonly cheats: SeenCheats;
  /** Every single thing they did. */
  readonly deeds: SeenCheats;
  /** The deeds, by the behaviour they are part of. */
  readonly byKind: Readonly<Record<string, SeenCheats>>;
  /** Deeds no alert told of: whose and what. */
  readonly missed: readonly { readonly candidate: string; readonly type: string }[];
  /** Everybody above low severity who does not misbehave; at most so many as `MOST_NAMED`. */
  readonly accused: readonly Accused[];
  /** Alerts of the class and of the room, by severity. */
  readonly alerts: Readonly<Record<string, number>>;
}

interface Deed {
  readonly candidate: string;
  readonly kind: string;
  readonly type: string;
  readonly at: number;
  seenMs?: number;
}

export interface CheatBook {
  /** A candidate who misbehaves does this now; ms of the clock that also times the alerts. */
  did(deed: { readonly candidate: string; readonly kind: string; readonly type: string; readonly at: number }): void;
  /** An alert, or a newer state of one, is on the console. */
  saw(alert: Alert, at: number): void;
  /** Has every deed been seen? */
  isComplete(): boolean;
  sum(): CheatsSeen;
}

/** So many of those who were missed or accused are named. */
const MOST_NAMED = 100;

const middle = (sorted: readonly number[]): number | undefined => {
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
};
const rounded = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : Math.round(ms * 10) / 10);

function sumOf(deeds: readonly Deed[]): SeenCheats {
  const times = deeds.flatMap(({ seenMs }) => (seenMs === undefined ? [] : [seenMs])).sort((a, b) => a - b);
  return { total: deeds.length, found: times.length, medianMs: rounded(middle(times)), slowestMs: rounded(times.at(-1)) };
}

const eventTypeOf = ({ data }: Alert): string | undefined => (typeof data.eventType === 'string' ? data.eventType : undefined);

function membersOf({ data }: Alert): readonly string[] {
  if (!Array.isArray(data.members)) return [];
  return data.members.flatMap((member: { attemptId?: unknown }) =>
    typeof member?.attemptId === 'string' ? [member.attemptId] : [],
  );
}

/**
 * Holds what candidates did against the alerts a console receives. An alert finds a deed when it names the attempt and the kind
 * of report, gives a reason, and has counted one more than when it was seen last; an incident of the room finds those of its members.
 */
export function createCheatBook(parts: {
  /** Whose attempt it is; undefined when it is of no candidate of this class. */
  readonly candidateOf: (attemptId: string) => string | undefined;
  readonly misbehaves: ReadonlySet<string>;
}): CheatBook {
  const deeds: Deed[] = [];
  const open = new Map<string, Deed[]>();
  const counts = new Map<string, number>();
  const accused = new Map<string, Accused>();
  const alerts: Record<string, number> = {};
  const keyOf = (candidate: string, type: string): string => `${candidate} ${type}`;

  function find(candidate: string, type: string, most: number, at: number): void {
    const waiting = open.get(keyOf(candidate, type))?.splice(0, most) ?? [];
    for (const deed of waiting) deed.seenMs = at - deed.at;
  }

  function findIn(alert: Alert, candidate: string | undefined, news: number, at: number): void {
    const type = eventTypeOf(alert);
    // Without a reason staff can do nothing with it: that is not found.
    if (type === undefined || alert.reasons.length === 0) return;
    if (candidate !== undefined) find(candidate, type, Math.max(0, news), at);
    for (const member of membersOf(alert)) find(parts.candidateOf(member) ?? '', type, Number.POSITIVE_INFINITY, at);
  }

  function accuse(alert: Alert, candidate: string): void {
    if (accused.size >= MOST_NAMED && !accused.has(alert.id)) return;
    const { type, severity, reasons } = alert;
    accused.set(alert.id, { candidate, type: eventTypeOf(alert) ?? type, severity, reasons });
  }

  return {
    did(deed) {
      const one: Deed = { ...deed };
      deeds.push(one);
      const key = keyOf(deed.candidate, deed.type);
      open.set(key, [...(open.get(key) ?? []), one]);
    },
    saw(alert, at) {
      const before = counts.get(alert.id);
      if (before === undefined) alerts[alert.severity] = (alerts[alert.severity] ?? 0) + 1;
      counts.set(alert.id, Math.max(before ?? 0, alert.count));
      const candidate = alert.attemptId === undefined ? undefined : parts.candidateOf(alert.attemptId);
      findIn(alert, candidate, alert.count - (before ?? 0), at);
      if (candidate !== undefined && !parts.misbehaves.has(candidate) && alert.severity !== 'low') accuse(alert, candidate);
    },
    isComplete: () => [...open.values()].every((waiting) => waiting.length === 0),
    sum() {
      const firsts = [...Map.groupBy(deeds, ({ candidate }) => candidate).values()].map((own): Deed => {
        const [first] = own as [Deed, ...Deed[]];
        const seenAt = own.flatMap(({ at, seenMs }) => (seenMs === undefined ? [] : [at + seenMs]));
        return seenAt.length === 0 ? { ...first } : { ...first, seenMs: Math.min(...seenAt) - first.at };
      });
      const byKind = [...Map.groupBy(deeds, ({ kind }) => kind)].sort(([a], [b]) => a.localeCompare(b));
      return {
        cheats: sumOf(firsts),
        deeds: sumOf(deeds),
        byKind: Object.fromEntries(byKind.map(([kind, own]) => [kind, sumOf(own)])),
        missed: deeds
          .filter(({ seenMs }) => seenMs === undefined)
          .slice(0, MOST_NAMED)
          .map(({ candidate, type }) => ({ candidate, type })),
        accused: [...accused.values()],
        alerts: { ...alerts },
      };
    },
  };
}
