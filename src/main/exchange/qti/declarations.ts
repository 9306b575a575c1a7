import { elementsOf, firstOf, textInside, type XmlElement } from '../xml/read-xml.ts';
import { isFalse, isTrue } from './qti-names.ts';

export interface Mapping {
  readonly entries: readonly { readonly key: string; readonly value: number; readonly isCaseSensitive: boolean }[];
  readonly otherwise: number;
  readonly min: number | undefined;
  readonly max: number | undefined;
}

export interface ResponseDeclaration {
  readonly id: string;
  readonly cardinality: string;
  readonly baseType: string;
  readonly correct: readonly string[] | undefined;
  readonly mapping: Mapping | undefined;
  readonly hasAreas: boolean;
}

export interface OutcomeDeclaration {
  readonly id: string;
  readonly cardinality: string;
  readonly baseType: string;
  readonly initial: readonly string[] | undefined;
  readonly normalMaximum: number | undefined;
  readonly isScoredByPeople: boolean;
}

const number = (written: string | undefined): number | undefined => {
  const value = written === undefined || written.trim() === '' ? Number.NaN : Number(written);
  return Number.isFinite(value) ? value : undefined;
};

/** A pair is two names, however many spaces stand between; a text keeps its own. */
const writtenAs = (baseType: string, written: string): string =>
  baseType === 'pair' || baseType === 'directedPair' ? written.trim().replace(/\s+/g, ' ') : written.trim();

const valuesOf = (element: XmlElement | undefined, baseType: string): string[] | undefined =>
  element && elementsOf(element, 'value').map((value) => writtenAs(baseType, textInside(value)));

/** The schemas from 2.2 on let capitals count in a mapping only where it says so. */
const SCHEMAS_WITHOUT_CAPITALS = /imsqti_v2p[2-9]|imsqti(?:asi|_item)?_?v3p0|imsqti_asiv3p0/;

/**
 * Do capitals count in the entries of a mapping that do not say? 2.0 has no way to say it and compares as `match` does; 2.1 demands it in
 * words and leaves it open in its schema; 2.2 and 3.0 default to no.
 */
function doesHeedCapitals({ attributes }: XmlElement): boolean {
  const schemas = Object.entries(attributes).filter(([name]) => /^xmlns|schemaLocation$/.test(name));
  return !schemas.some(([, address]) => SCHEMAS_WITHOUT_CAPITALS.test(address));
}

export function responseDeclarations(item: XmlElement): Map<string, ResponseDeclaration> {
  const heedsCapitals = doesHeedCapitals(item);
  const declared = elementsOf(item, 'responseDeclaration').map((element): ResponseDeclaration => {
    const { identifier = '', cardinality = 'single', baseType = '' } = element.attributes;
    const mapping = firstOf(element, 'mapping');
    return {
      id: identifier,
      cardinality,
      baseType,
      correct: valuesOf(firstOf(element, 'correctResponse'), baseType),
      mapping: mapping && readMapping(mapping, baseType, heedsCapitals),
      hasAreas: firstOf(element, 'areaMapping') !== undefined,
    };
  });
  return new Map(declared.map((one) => [one.id, one]));
}

function readMapping(element: XmlElement, baseType: string, heedsCapitals: boolean): Mapping {
  const { defaultValue, lowerBound, upperBound } = element.attributes;
  const written = elementsOf(element, 'mapEntry');
  const keys = written.map(({ attributes }) => writtenAs(baseType, attributes.mapKey ?? ''));
  // Where two entries differ in nothing else, the file means its capitals: or the second would never be reached.
  const isToldByCapitals = new Set(keys.map((key) => key.toLowerCase())).size < new Set(keys).size;
  const otherwise = String(heedsCapitals || isToldByCapitals);
  const entries = written.map(({ attributes }, place) => ({
    key: keys[place] ?? '',
    value: number(attributes.mappedValue) ?? 0,
    // Names of choices are no texts: theirs always count.
    isCaseSensitive: baseType !== 'string' || !isFalse(attributes.caseSensitive ?? otherwise),
  }));
  return { entries, otherwise: number(defaultValue) ?? 0, min: number(lowerBound), max: number(upperBound) };
}

export function outcomeDeclarations(item: XmlElement): Map<string, OutcomeDeclaration> {
  const declared = elementsOf(item, 'outcomeDeclaration').map((element): OutcomeDeclaration => {
    const { identifier = '', cardinality = 'single', baseType = '', normalMaximum, externalScored } = element.attributes;
    return {
      id: identifier,
      cardinality,
      baseType,
      initial: valuesOf(firstOf(element, 'defaultValue'), baseType),
      normalMaximum: number(normalMaximum),
      isScoredByPeople: /^(?:human|true)$/i.test(externalScored ?? '') || isTrue(externalScored),
    };
  });
  return new Map(declared.map((one) => [one.id, one]));
}
