import { elementsOf, firstOf, textInside, type XmlElement } from '../../xml/read-xml.ts';
import { allNamed, isFalse, isTrue } from '../qti-names.ts';
import type { Responses, ScoreRule } from '../score/score-rule.ts';
import { Unreadable } from '../unreadable.ts';
import {
  aboutOwnChoice,
  aliasesIn,
  type Comparing,
  creditsByFeedback,
  isByBlackboard,
  NO_CREDITS,
  type Question12,
  respondentOf,
  testsOf,
} from './dialects.ts';

/** The response processing of an item of version 1. */
export interface Processing12 {
  readonly score: ScoreRule;
  /** The names of the feedback shown to these responses. */
  readonly feedback: (responses: Responses) => readonly string[];
  readonly textsKnown: (responseId: string) => string[];
  readonly numbersKnown: (responseId: string) => number[];
  /** What the file says the points go up to; nothing if it does not. */
  readonly most: number | undefined;
  readonly hasScores: boolean;
}

/** Where a hundred is the most: writers round their per cent to two decimals. */
const ROUNDED = 100.5;

const numberIn = (text: string | undefined): number | undefined => {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
};

/** A maximum of nothing, or below it, is none: Blackboard writes 0 or -1 where nobody said the points. */
const aboveNothing = (text: string | undefined): number | undefined => {
  const value = numberIn(text);
  return value !== undefined && value > 0 ? value : undefined;
};

/**
 * Reads `resprocessing`. A condition that matched ends the reading only where it says `continue="No"`: writers that add
 * points one by one leave the word out and mean all of them. Source: QTI 1.2, as Canvas and others write it.
 */
export function readConditions(item: XmlElement, comparing: ReadonlyMap<string, Comparing>): Processing12 {
  const blocks = allNamed(item, 'resprocessing').map((block) => allNamed(block, 'respcondition'));
  const conditions = blocks.flat();
  const declared = allNamed(item, 'decvar').map(({ attributes }) => attributes);
  const setters = conditions.flatMap((condition) => elementsOf(condition, 'setvar'));
  const names = new Set(setters.map(variableOf));
  const scored = SCORES.find((name) => names.has(name)) ?? (names.size === 1 ? [...names][0] : undefined);
  const own = declared.find(({ varname = 'SCORE' }) => varname === scored) ?? (declared.length === 1 ? declared[0] : undefined);
  const most = aboveNothing(own?.maxvalue) ?? aboveNothing(textInside(allNamed(item, 'qmd_absolutescore_max')[0]));
  const least = numberIn(own?.minvalue);
  const start = new Map(declared.map(({ varname = 'SCORE', defaultval }) => [varname, numberIn(defaultval) ?? 0]));
  const question: Question12 = { comparing, aliases: aliasesIn(item, comparing), isBlackboard: isByBlackboard(item) };
  const credits = question.isBlackboard ? creditsByFeedback(conditions, setters, most) : NO_CREDITS;

  // Seven times 14.29 per cent is the whole, not more than it.
  const ceiling = most === 100 ? ROUNDED : most;

  const run = (responses: Responses) => {
    const state: State = { totals: new Map(start), shown: [], hasScored: false };
    for (const block of blocks) {
      for (const condition of block) {
        const isMet = runCondition(condition, state, responses, { question, most, credit: credits.get(condition) });
        if (isMet && isFalse(condition.attributes.continue)) break;
      }
    }
    const total = state.totals.get(scored ?? 'SCORE') ?? 0;
    return {
      total: Math.min(ceiling ?? Number.POSITIVE_INFINITY, Math.max(least ?? Number.NEGATIVE_INFINITY, total)),
      shown: state.shown,
    };
  };
  const values = (responseId: string): string[] =>
    conditions
      .flatMap((condition) => allNamed(condition, 'varequal', 'vargt', 'vargte', 'varlt', 'varlte'))
      .filter(({ attributes }) => respondentOf(attributes, question) === responseId)
      .map((one) => textInside(one).trim());
  return {
    most,
    hasScores: setters.length > 0 || credits.size > 0,
    score: (responses) => {
      if (names.size > 1 && scored === undefined)
        throw new Unreadable('its points are counted in several variables, and none of them is called the score');
      return run(responses).total;
    },
    feedback: (responses) => run(responses).shown,
    textsKnown: values,
    numbersKnown: (id) => values(id).map(Number).filter(Number.isFinite),
  };
}

/** Where the processing of one answer has come to. */
interface State {
  readonly totals: Map<string, number>;
  readonly shown: string[];
  hasScored: boolean;
}

/** Carries one condition out; true if it was met. */
function runCondition(
  condition: XmlElement,
  state: State,
  responses: Responses,
  { question, most, credit }: { question: Question12; most: number | undefined; credit: number | undefined },
): boolean {
  const test = firstOf(condition, 'conditionvar');
  const chosen = aboutOwnChoice(test, question);
  const isMet =
    chosen === undefined
      ? !test || holdTogether(testsOf(test, question), responses, question, state.hasScored)
      : hasPicked(responses, chosen);
  if (!isMet) return false;
  state.shown.push(...elementsOf(condition, 'displayfeedback').map(({ attributes }) => attributes.linkrefid ?? ''));
  if (chosen !== undefined) return true;
  for (const setter of elementsOf(condition, 'setvar')) state.totals.set(variableOf(setter), changed(state.totals, setter, most));
  // Two spellings of one answer are one answer.
  if (credit !== undefined) state.totals.set('SCORE', Math.min(most ?? 1, (state.totals.get('SCORE') ?? 0) + credit));
  if (credit !== undefined || elementsOf(condition, 'setvar').length > 0) state.hasScored = true;
  return true;
}

/** What the variable with the points is called, where there are others for counting: as the standard has it, as Respondus. */
const SCORES = ['SCORE', 'que_score'];

/**
 * All tests of a condition together. Several values for one response that takes one cannot all be given: Canvas lists the
 * accepted ones so, and any of them will do.
 */
function holdTogether(tests: readonly XmlElement[], responses: Responses, question: Question12, hasScored: boolean): boolean {
  const anyOf = new Map<string, boolean>();
  for (const [index, one] of tests.entries()) {
    const isHeld = holds(one, index, responses, question, hasScored);
    const id = respondentOf(one.attributes, question);
    if (one.name === 'varequal' && !Array.isArray(responses.get(id))) anyOf.set(id, isHeld || anyOf.get(id) === true);
    else if (!isHeld) return false;
  }
  return [...anyOf.values()].every((isHeld) => isHeld);
}

const variableOf = ({ attributes }: XmlElement): string => attributes.varname ?? attributes.variablename ?? 'SCORE';
const hasPicked = (responses: Responses, id: string): boolean =>
  [...responses.values()].some((given) => given === id || (Array.isArray(given) && given[0] !== ORDERED && given.includes(id)));

function changed(totals: ReadonlyMap<string, number>, setter: XmlElement, most: number | undefined): number {
  const total = totals.get(variableOf(setter)) ?? 0;
  const written = textInside(setter).trim();
  // Blackboard writes the name of the maximum for its number, Respondus that of another variable.
  const value = /^SCORE\.max$/i.test(written) ? (most ?? 1) : (numberIn(written) ?? totals.get(written));
  if (value === undefined) throw new Unreadable(`its points "${written.slice(0, 40)}" are no number`);
  switch ((setter.attributes.action ?? 'Set').toLowerCase()) {
    case 'set':
      return value;
    case 'add':
      return total + value;
    case 'subtract':
      return total - value;
    case 'multiply':
      return total * value;
    case 'divide':
      if (value === 0) throw new Unreadable('its points are divided by nothing');
      return total / value;
    default:
      throw new Unreadable(`its points are changed by "${setter.attributes.action}", which is not supported`);
  }
}

function holds(test: XmlElement, place: number, responses: Responses, question: Question12, hasScored: boolean): boolean {
  const inner = () => elementsOf(test);
  const all = (one: XmlElement, index: number) => holds(one, index, responses, question, hasScored);
  switch (test.name) {
    case 'and':
      return isAlways(inner()) || testsOf(test, question).every(all);
    case 'or':
      return inner().some(all);
    // The standard has one test in it; who writes several means none of them.
    case 'not':
      return !inner().some(all);
    case 'other':
      return !hasScored;
    case 'unanswered': {
      const given = responses.get(respondentOf(test.attributes, question)) ?? null;
      return given === null || given.length === 0;
    }
    case 'varequal':
    case 'vargt':
    case 'vargte':
    case 'varlt':
    case 'varlte':
      return compares(test, place, responses, question);
    default:
      throw new Unreadable(`its scoring uses ${test.name}, which is not understood`);
  }
}

/** Respondus says "whatever was answered" by a contradiction: nothing else has matched, and something has. */
const isAlways = ([one, other, ...more]: readonly XmlElement[]): boolean =>
  one?.name === 'other' && other?.name === 'not' && more.length === 0 && elementsOf(other, 'other').length === 1;

function compares(test: XmlElement, place: number, responses: Responses, question: Question12): boolean {
  const { index, case: heedsCase } = test.attributes;
  const respident = respondentOf(test.attributes, question);
  const given = responses.get(respident) ?? null;
  if (given === null) return false;
  const wanted = textInside(test).trim();
  const kind = question.comparing.get(respident);
  if (kind === undefined) throw new Unreadable(`its scoring asks for ${respident.slice(0, 60)}, which the item does not have`);
  if (test.name !== 'varequal' || kind === 'number') {
    const [typed, border] = [Number(given), Number(wanted)];
    if (kind !== 'number' || !Number.isFinite(border) || !Number.isFinite(typed)) return false;
    const is = {
      varequal: typed === border,
      vargt: typed > border,
      vargte: typed >= border,
      varlt: typed < border,
      varlte: typed <= border,
    };
    return is[test.name as keyof typeof is];
  }
  // In an order each value stands for the place it is listed at, unless it names one.
  if (typeof given !== 'string')
    return given[0] === ORDERED ? given[Number(index ?? place + 1)] === wanted : given.includes(wanted);
  if (kind === 'id' || isTrue(heedsCase)) return given === wanted;
  return given.toLowerCase() === wanted.toLowerCase();
}

/** First of the values of a response whose order counts. */
export const ORDERED = '\u0000in order';
