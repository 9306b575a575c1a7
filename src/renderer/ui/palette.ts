import type { MantineColorsTuple } from '@mantine/core';

/**
 * Every colour of the program, computed once in OKLCH so that one step looks as far as the next in each hue, and
 * checked: text on soft >= 6.3:1, white on solid >= 4.9:1, marks >= 3:1 on their surface. Petrol is ours; red, orange,
 * amber and blue belong to severity, green to "all is well", violet to "a person looks closer", slate to the rest.
 */
export const HUES = ['petrol', 'red', 'orange', 'amber', 'green', 'blue', 'violet', 'slate'] as const;
export type Hue = (typeof HUES)[number];

/** What a hue is for on one background: opaque all of them, so that contrast does not depend on what lies below. */
export interface Tones {
  /** Quiet background. */
  readonly soft: string;
  readonly softHover: string;
  /** Border of a soft area. */
  readonly line: string;
  /** Text and icons on soft or on a surface. */
  readonly text: string;
  /** Loud background for white text. */
  readonly solid: string;
  readonly solidHover: string;
  /** Dots, bars, strokes: 3:1 against its surface. */
  readonly mark: string;
}

export const SCALES: Record<Hue, MantineColorsTuple> = {
  petrol: ['#ecfafd', '#d6f3fa', '#b6e6f2', '#8dd4e6', '#5fbdd3', '#32a5bd', '#018ea6', '#00798d', '#006576', '#014b58'],
  red: ['#fff4f3', '#fee6e5', '#ffcfcc', '#ffafac', '#ff8482', '#f8535a', '#dd3845', '#c12535', '#a51428', '#80041a'],
  orange: ['#fef5f0', '#fee8dc', '#fed1bb', '#ffb38d', '#fa8d50', '#e66e20', '#c85900', '#ab4b02', '#8f3e02', '#6c2d00'],
  amber: ['#fff5e9', '#fee9ce', '#fad6a5', '#f1bd75', '#dfa03c', '#c78707', '#a97206', '#906104', '#795000', '#5b3b00'],
  green: ['#eefbf1', '#d9f5e2', '#bbeaca', '#96daad', '#6cc48d', '#46ac71', '#2a955b', '#16804b', '#026b3c', '#01502b'],
  blue: ['#f1f8fe', '#e0efff', '#c3e0ff', '#9cccff', '#68b3ff', '#419aed', '#2582d4', '#126eba', '#005b9f', '#004479'],
  violet: ['#f7f5ff', '#eeeafe', '#ded6fe', '#cbbcfe', '#b59aff', '#9e7eec', '#8767d3', '#7455b9', '#61449e', '#49317a'],
  slate: ['#f5f7f8', '#e9eef0', '#d5dee2', '#bdc9d0', '#a2b1b8', '#8898a0', '#72828a', '#606e76', '#4f5c62', '#3a444a'],
};

export const LIGHT_TONES: Record<Hue, Tones> = {
  petrol: {
    soft: '#e0f5fa',
    softHover: '#d1eef5',
    line: '#afdae4',
    text: '#025a69',
    solid: '#006576',
    solidHover: '#035462',
    mark: '#068fa7',
  },
  red: {
    soft: '#ffebe9',
    softHover: '#ffdfdd',
    line: '#febebb',
    text: '#970620',
    solid: '#a51428',
    solidHover: '#8f001c',
    mark: '#de3a46',
  },
  orange: {
    soft: '#feece3',
    softHover: '#ffe1d2',
    line: '#fcc3a6',
    text: '#813701',
    solid: '#8f3e02',
    solidHover: '#793200',
    mark: '#ca5b04',
  },
  amber: {
    soft: '#feeed8',
    softHover: '#fae4c7',
    line: '#ebcba0',
    text: '#6d4700',
    solid: '#795000',
    solidHover: '#654202',
    mark: '#ab7302',
  },
  green: {
    soft: '#e2f6e8',
    softHover: '#d4f0dd',
    line: '#b4ddc0',
    text: '#006035',
    solid: '#026b3c',
    solidHover: '#025a31',
    mark: '#2c965d',
  },
  blue: {
    soft: '#e6f2fe',
    softHover: '#d7eaff',
    line: '#b0d5fc',
    text: '#00518f',
    solid: '#005b9f',
    solidHover: '#014c86',
    mark: '#2784d5',
  },
  violet: {
    soft: '#f1edff',
    softHover: '#e9e4fe',
    line: '#d4c8fc',
    text: '#573b91',
    solid: '#61449e',
    solidHover: '#52358b',
    mark: '#8968d4',
  },
  slate: {
    soft: '#edf1f3',
    softHover: '#e4e9eb',
    line: '#cbd2d6',
    text: '#465258',
    solid: '#4f5c62',
    solidHover: '#404c53',
    mark: '#798991',
  },
};

export const DARK_TONES: Record<Hue, Tones> = {
  petrol: {
    soft: '#052931',
    softHover: '#09343d',
    line: '#214f59',
    text: '#97d6e6',
    solid: '#00798d',
    solidHover: '#006576',
    mark: '#5bbad0',
  },
  red: {
    soft: '#3b1818',
    softHover: '#491f1f',
    line: '#742d2e',
    text: '#feb5b1',
    solid: '#c12535',
    solidHover: '#a51428',
    mark: '#ff7e7d',
  },
  orange: {
    soft: '#391b0a',
    softHover: '#47220d',
    line: '#6c381a',
    text: '#ffb894',
    solid: '#ab4b02',
    solidHover: '#8f3e02',
    mark: '#f7894d',
  },
  amber: {
    soft: '#331f00',
    softHover: '#402800',
    line: '#5f4110',
    text: '#f0c281',
    solid: '#906104',
    solidHover: '#795000',
    mark: '#dc9d39',
  },
  green: {
    soft: '#0b2b19',
    softHover: '#113620',
    line: '#285238',
    text: '#9edbb3',
    solid: '#16804b',
    solidHover: '#026b3c',
    mark: '#69c18a',
  },
  blue: {
    soft: '#0c253d',
    softHover: '#102f4d',
    line: '#254a6e',
    text: '#a2cffe',
    solid: '#126eba',
    solidHover: '#005b9f',
    mark: '#63b0fc',
  },
  violet: {
    soft: '#261e3c',
    softHover: '#30264b',
    line: '#4b3e6e',
    text: '#cec0ff',
    solid: '#7455b9',
    solidHover: '#61449e',
    mark: '#b297fb',
  },
  slate: {
    soft: '#202527',
    softHover: '#292f32',
    line: '#42494d',
    text: '#c2ccd2',
    solid: '#606e76',
    solidHover: '#4f5c62',
    mark: '#9fadb5',
  },
};

/** Surfaces, lines and text: from the page's ground up to what floats above it. */
export interface Ground {
  readonly ground: string;
  readonly surface: string;
  readonly raised: string;
  readonly sunken: string;
  readonly hover: string;
  readonly line: string;
  readonly lineStrong: string;
  /** Borders of controls: 3:1. */
  readonly control: string;
  readonly faint: string;
  readonly dimmed: string;
  readonly text: string;
}

export const LIGHT_GROUND: Ground = {
  ground: '#f4f7f8',
  surface: '#ffffff',
  raised: '#ffffff',
  sunken: '#edf2f4',
  hover: '#f1f5f7',
  line: '#dfe6e9',
  lineStrong: '#c3cdd1',
  control: '#7a898f',
  faint: '#5a696f',
  dimmed: '#46555c',
  text: '#0f1d22',
};

export const DARK_GROUND: Ground = {
  ground: '#090f12',
  surface: '#0f171b',
  raised: '#161f24',
  sunken: '#0b1215',
  hover: '#182228',
  line: '#212b30',
  lineStrong: '#35424a',
  control: '#68777d',
  faint: '#8d9ba1',
  dimmed: '#a8b5ba',
  text: '#e6ecef',
};
