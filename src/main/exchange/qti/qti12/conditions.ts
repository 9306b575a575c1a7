import { elementsOf, firstOf, textInside, type XmlElement } from '../../xml/read-xml.ts';
import { allNamed, isFalse, isTrue } from '../qti-names.ts';
import type { Responses, ScoreRule } from '../score/score-rule.ts';
import { Unreadable } from '../unreadable.ts';

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

/** How an answer to a response is compared. */
export type Comparing = 'id' | 'text' | 'number';

/** Where a hundred is the most: writers round their per cent to two decimals. */
const ROUNDED = 100.5;

const numberIn = (text: string | undefined): number | undefined => {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
};

/**
 * Reads `resprocessing`. A condition that matched ends the reading only where it says `continue="No"`: writers that add
 * points one by one leave the word out and mean all of them. Source: QTI 1.2, as Canvas and others write it.
 */
export function readConditions(item: XmlElement, comparing: ReadonlyMap<string, Comparing>): Processing12 {
  const conditions = allNamed(item, 'respcondition');
  const declared = allNamed(item, 'decvar').map(({ attributes }) => attributes);
  const setters = conditions.flatMap((condition) => elementsOf(condition, 'setvar'));
  const names = new Set(setters.map(({ attributes }) => attributes.varname ?? attributes.variablename ?? 'SCORE'));
  const own = declared.find(({ varname }) => names.has(varname ?? 'SCORE')) ?? (declared.length === 1 ? declared[0] : undefined);
  const most = numberIn(own?.maxvalue) ?? numberIn(textInside(allNamed(item, 'qmd_absolutescore_max')[0]));
  const least = numberIn(own?.minvalue);
  const start = own && names.has(own.varname ?? 'SCORE') ? (numberIn(own.defaultval) ?? 0) : 0;

  // Seven times 14.29 per cent is the whole, not more than it.
  const ceiling = most === 100 ? ROUNDED : most;

  const run = (responses: Responses) => {
    let total = start;
    const shown: string[] = [];
    let hasScored = false;
    for (const condition of conditions) {
      const test = firstOf(condition, 'conditionvar');
      if (test && !elementsOf(test).every((one, index) => holds(one, index, responses, comparing, hasScored))) continue;
      for (const setter of elementsOf(condition, 'setvar')) {
        total = changed(total, setter, most);
        hasScored = true;
      }
      shown.push(...elementsOf(condition, 'displayfeedback').map(({ attributes }) => attributes.linkrefid ?? ''));
      if (isFalse(condition.attributes.continue)) break;
    }
    return { total: Math.min(ceiling ?? Number.POSITIVE_INFINITY, Math.max(least ?? Number.NEGATIVE_INFINITY, total)), shown };
  };
  const values = (responseId: string): string[] =>
    allNamed(item, 'varequal', 'vargt', 'vargte', 'varlt', 'varlte')
      .filter(({ attributes }) => attributes.respident === responseId)
      .map((one) => textInside(one).trim());
  return {
    most,
    hasScores: setters.length > 0,
    score: (responses) => {
      if (names.size > 1) throw new Unreadable('its points are counted in several variables, which is not supported');
      return run(responses).total;
    },
    feedback: (responses) => run(responses).shown,
    textsKnown: values,
    numbersKnown: (id) => values(id).map(Number).filter(Number.isFinite),
  };
}

function changed(total: number, setter: XmlElement, most: number | undefined): number {
  const written = textInside(setter).trim();
  // Blackboard writes the name of the maximum for its number.
  const value = /^SCORE\.max$/i.test(written) ? (most ?? 1) : numberIn(written);
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
    default:
      throw new Unreadable(`its points are changed by "${setter.attributes.action}", which is not supported`);
  }
}

function holds(
  test: XmlElement,
  place: number,
  responses: Responses,
  comparing: ReadonlyMap<string, Comparing>,
  hasScored: boolean,
): boolean {
  const inner = () => elementsOf(test);
  const all = (one: XmlElement, index: number) => holds(one, index, responses, comparing, hasScored);
  switch (test.name) {
    case 'and':
      return inner().every(all);
    case 'or':
      return inner().some(all);
    case 'not':
      return !inner().every(all);
    case 'other':
      return !hasScored;
    case 'unanswered': {
      const given = responses.get(test.attributes.respident ?? '') ?? null;
      return given === null || given.length === 0;
    }
    case 'varequal':
    case 'vargt':
    case 'vargte':
    case 'varlt':
    case 'varlte':
      return compares(test, place, responses, comparing);
    default:
      throw new Unreadable(`its scoring uses ${test.name}, which is not understood`);
  }
}

function compares(test: XmlElement, place: number, responses: Responses, comparing: ReadonlyMap<string, Comparing>): boolean {
  const { respident = '', index, case: heedsCase } = test.attributes;
  const given = responses.get(respident) ?? null;
  if (given === null) return false;
  const wanted = textInside(test).trim();
  const kind = comparing.get(respident);
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
