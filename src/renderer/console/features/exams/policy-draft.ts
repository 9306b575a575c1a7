import type { EventWeight, Policy, PolicyInput } from '../../../../shared/model/policy.ts';

/** A policy as the form holds it. */
export type Draft = PolicyInput;

export const toDraft = ({ recovery: _, ...policy }: Policy): Draft => policy;

const sameWeight = (a: EventWeight, b: EventWeight): boolean =>
  a.weight === b.weight && a.confidence === b.confidence && a.kind === b.kind;

/** The draft with another weight of one type; a weight that says what is said anyway is left out. */
export function withWeight(draft: Draft, type: string, weight: EventWeight, usual: EventWeight | undefined): Draft {
  const { [type]: _, ...others } = draft.weights;
  return { ...draft, weights: usual && sameWeight(weight, usual) ? others : { ...others, [type]: weight } };
}

/** One number that differs between two policies. */
export interface Difference {
  readonly field: string;
  readonly from: string;
  readonly to: string;
}

const weightText = ({ weight, confidence, kind }: EventWeight): string => `${weight} × ${confidence} ${kind}`;

/** All that differs, apart from the name, in a fixed order; `usual` is what an unnamed type weighs. */
export function differences(from: Draft, to: Draft, usual: Readonly<Record<string, EventWeight>>): Difference[] {
  const flat = ({ name: _, thresholds, weights: own, ...others }: Draft): Map<string, string> => {
    const weights = { ...usual, ...own };
    return new Map([
      ...Object.entries(thresholds).map(([step, value]): [string, string] => [step, String(value)]),
      ...Object.entries(others).map(([field, value]): [string, string] => [field, String(value)]),
      ...Object.entries(weights).map(([type, weight]): [string, string] => [`weight.${type}`, weightText(weight)]),
    ]);
  };
  const [was, is] = [flat(from), flat(to)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((field) => ({ field, from: was.get(field) ?? '–', to: is.get(field) ?? '–' }))
    .filter((difference) => difference.from !== difference.to);
}
