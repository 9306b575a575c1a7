import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import {
  DARK_GROUND,
  DARK_TONES,
  type Ground,
  HUES,
  type Hue,
  LIGHT_GROUND,
  LIGHT_TONES,
  SCALES,
  type Tones,
} from './palette.ts';

const SANS = "'Inter Variable', 'Noto Sans Thai Variable', system-ui, 'Segoe UI', Roboto, 'Leelawadee UI', sans-serif";
const MONO = "ui-monospace, 'SFMono-Regular', 'JetBrains Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace";

/** Mantine paints its dark surfaces from this scale: text 0, borders 4, surfaces 6 and 7, ground 8. */
const dark: MantineColorsTuple = [
  DARK_GROUND.text,
  '#c9d3d7',
  DARK_GROUND.dimmed,
  DARK_GROUND.faint,
  DARK_GROUND.lineStrong,
  DARK_GROUND.line,
  DARK_GROUND.raised,
  DARK_GROUND.surface,
  DARK_GROUND.ground,
  '#05090b',
];

const isHue = (name: string | undefined): name is Hue => (HUES as readonly string[]).includes(name ?? '');
const OTHER_NAMES: Record<string, Hue> = {
  gray: 'slate',
  yellow: 'amber',
  teal: 'green',
  lime: 'green',
  cyan: 'petrol',
  indigo: 'blue',
  grape: 'violet',
  pink: 'red',
};

/** Colours of buttons, badges and alerts from our tones; a colour that is none of our hues keeps Mantine's rule. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const asked = input.color ?? input.theme.primaryColor;
  const hue = OTHER_NAMES[asked] ?? asked;
  if (!isHue(hue)) return defaultVariantColorsResolver(input);
  const tone = (name: keyof Tones) => `var(--iv-${hue}-${name})`;
  const border = (color: string) => `1px solid ${color}`;
  switch (input.variant) {
    case 'filled':
      return { background: tone('solid'), hover: tone('solidHover'), color: '#ffffff', border: border('transparent') };
    case 'light':
      return { background: tone('soft'), hover: tone('softHover'), color: tone('text'), border: border('transparent') };
    case 'outline':
      return { background: 'transparent', hover: tone('soft'), color: tone('text'), border: border(tone('line')) };
    case 'subtle':
      return { background: 'transparent', hover: tone('soft'), color: tone('text'), border: border('transparent') };
    case 'transparent':
      return { background: 'transparent', hover: 'transparent', color: tone('text'), border: border('transparent') };
    case 'dot':
      return { background: 'transparent', hover: 'transparent', color: 'var(--iv-text)', border: border('var(--iv-line)') };
    default:
      return defaultVariantColorsResolver(input);
  }
};

function toneVariables(tones: Record<Hue, Tones>): Record<string, string> {
  const variables: Record<string, string> = {};
  const mantineNames = (name: string, hue: Hue) => {
    const tone = tones[hue];
    Object.assign(variables, {
      [`--mantine-color-${name}-text`]: tone.text,
      [`--mantine-color-${name}-filled`]: tone.solid,
      [`--mantine-color-${name}-filled-hover`]: tone.solidHover,
      [`--mantine-color-${name}-light`]: tone.soft,
      [`--mantine-color-${name}-light-hover`]: tone.softHover,
      [`--mantine-color-${name}-light-color`]: tone.text,
      [`--mantine-color-${name}-outline`]: tone.text,
      [`--mantine-color-${name}-outline-hover`]: tone.soft,
    });
  };
  for (const hue of HUES) {
    for (const [name, value] of Object.entries(tones[hue])) variables[`--iv-${hue}-${name}`] = value;
    mantineNames(hue, hue);
  }
  for (const [name, hue] of Object.entries(OTHER_NAMES)) mantineNames(name, hue);
  return variables;
}

const groundVariables = (ground: Ground): Record<string, string> => ({
  '--iv-ground': ground.ground,
  '--iv-surface': ground.surface,
  '--iv-raised': ground.raised,
  '--iv-sunken': ground.sunken,
  '--iv-hover': ground.hover,
  '--iv-line': ground.line,
  '--iv-line-strong': ground.lineStrong,
  '--iv-control': ground.control,
  '--iv-faint': ground.faint,
  '--iv-dimmed': ground.dimmed,
  '--iv-text': ground.text,
  '--mantine-color-text': ground.text,
  '--mantine-color-bright': ground.text,
  '--mantine-color-body': ground.surface,
  '--mantine-color-dimmed': ground.dimmed,
  '--mantine-color-placeholder': ground.faint,
  '--mantine-color-default': ground.raised,
  '--mantine-color-default-hover': ground.hover,
  '--mantine-color-default-color': ground.text,
  '--mantine-color-default-border': ground.lineStrong,
  '--mantine-color-disabled': ground.sunken,
  '--mantine-color-disabled-color': ground.faint,
  '--mantine-color-disabled-border': ground.line,
});

/** Everything Mantine and our own style sheets read, once per colour scheme. All opaque: contrast is what was computed. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: { '--mantine-color-scheme': 'light dark' },
  light: {
    ...groundVariables(LIGHT_GROUND),
    ...toneVariables(LIGHT_TONES),
    '--mantine-color-scheme': 'light',
    '--mantine-color-anchor': LIGHT_TONES.petrol.text,
    '--mantine-color-error': LIGHT_TONES.red.text,
    '--mantine-color-success': LIGHT_TONES.green.text,
    '--mantine-primary-color-contrast': '#ffffff',
    '--iv-focus': LIGHT_TONES.petrol.mark,
    '--iv-shadow': '0 1px 2px rgb(15 29 34 / 5%)',
    '--iv-shadow-raised': '0 1px 2px rgb(15 29 34 / 6%), 0 12px 32px -8px rgb(15 29 34 / 18%)',
  },
  dark: {
    ...groundVariables(DARK_GROUND),
    ...toneVariables(DARK_TONES),
    '--mantine-color-scheme': 'dark',
    '--mantine-color-anchor': DARK_TONES.petrol.text,
    '--mantine-color-error': DARK_TONES.red.text,
    '--mantine-color-success': DARK_TONES.green.text,
    '--mantine-primary-color-contrast': '#ffffff',
    '--iv-focus': DARK_TONES.petrol.mark,
    '--iv-shadow': '0 1px 2px rgb(0 0 0 / 30%)',
    '--iv-shadow-raised': '0 0 0 1px rgb(255 255 255 / 4%), 0 16px 40px -8px rgb(0 0 0 / 60%)',
  },
});

/** Invigil's look. Sizes are rem, so the browser's text size counts. */
export const theme = createTheme({
  colors: {
    ...SCALES,
    dark,
    gray: SCALES.slate,
    yellow: SCALES.amber,
    teal: SCALES.green,
    lime: SCALES.green,
    cyan: SCALES.petrol,
    indigo: SCALES.blue,
    grape: SCALES.violet,
    pink: SCALES.red,
  },
  primaryColor: 'petrol',
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  black: LIGHT_GROUND.text,
  white: '#ffffff',
  variantColorResolver,
  fontFamily: SANS,
  fontFamilyMonospace: MONO,
  respectReducedMotion: true,
  cursorType: 'pointer',
  defaultRadius: 'md',
  radius: { xs: '0.1875rem', sm: '0.3125rem', md: '0.4375rem', lg: '0.75rem', xl: '1.25rem' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2.25rem' },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.55', lg: '1.55', xl: '1.4' },
  fontWeights: { regular: '400', medium: '550', bold: '650' },
  headings: {
    fontFamily: SANS,
    fontWeight: '620',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.125rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.45' },
      h4: { fontSize: '0.875rem', lineHeight: '1.5' },
      h5: { fontSize: '0.8125rem', lineHeight: '1.5' },
      h6: { fontSize: '0.75rem', lineHeight: '1.5' },
    },
  },
  shadows: {
    xs: 'var(--iv-shadow)',
    sm: 'var(--iv-shadow)',
    md: 'var(--iv-shadow-raised)',
    lg: 'var(--iv-shadow-raised)',
    xl: 'var(--iv-shadow-raised)',
  },
  components: {
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 560 } },
    Button: { defaultProps: { size: 'sm', fw: 560 } },
    TextInput: { defaultProps: { size: 'sm' } },
    PasswordInput: { defaultProps: { size: 'sm' } },
    NumberInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    // Thai has marks above and below its letters: a title of two lines needs room for them.
    Modal: {
      styles: { title: { lineHeight: 1.4 } },
      defaultProps: { centered: true, radius: 'lg', padding: 'lg', overlayProps: { backgroundOpacity: 0.5, blur: 2 } },
    },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true, fz: 'xs' } },
    // inside the page's landmarks, so that screen readers find it where its button is
    Menu: { defaultProps: { shadow: 'md', radius: 'md', withinPortal: false, withInitialFocusPlaceholder: false } },
    // nearly every field is required: those that are not say so
    InputWrapper: { defaultProps: { withAsterisk: false } },
    Paper: { defaultProps: { radius: 'lg' } },
  },
});
