import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/**
 * The one design language of the console. Sizes are chosen for tables and forms that are read all day.
 *
 * | scale   | xs | sm | md | lg | xl | use |
 * | ------- | -- | -- | -- | -- | -- | --- |
 * | spacing | 8  | 12 | 16 | 24 | 40 | xs inside a control, sm between controls, md inside a card, lg between cards, xl around empty states |
 * | type    | 12 | 13 | 14 | 16 | 20 | xs notes, sm controls and tables, md text, lg card titles, xl page titles |
 *
 * Colours: `petrol` acts, `gray` is everything at rest, `red` destroys or failed, `amber` warns, `green` worked. Shade 7
 * carries white text at 4.5:1 or better in each of them.
 */

const petrol: MantineColorsTuple = [
  '#edf7f8',
  '#d8ecee',
  '#b2dade',
  '#85c3ca',
  '#55a8b2',
  '#338d98',
  '#1e7580',
  '#13616b',
  '#0f4d55',
  '#0b3a40',
]
const gray: MantineColorsTuple = [
  '#f7f8f9',
  '#eff1f3',
  '#e3e6ea',
  '#d2d7dd',
  '#b3bac3',
  '#8a939f',
  '#626c79',
  '#4a5460',
  '#2e3640',
  '#1a2028',
]
const dark: MantineColorsTuple = [
  '#e3e7eb',
  '#c2c9d1',
  '#9aa4b0',
  '#75808d',
  '#3d4650',
  '#2d353e',
  '#21272f',
  '#181d23',
  '#11151a',
  '#0b0e12',
]
const red: MantineColorsTuple = [
  '#fdf2f1',
  '#fbe2df',
  '#f6c2bd',
  '#ef9a92',
  '#e66f65',
  '#d94b41',
  '#c4372e',
  '#a92c25',
  '#88231e',
  '#671a17',
]
const amber: MantineColorsTuple = [
  '#fdf7e7',
  '#faecc6',
  '#f4d88d',
  '#ebbe50',
  '#dca32a',
  '#be8717',
  '#9d6c10',
  '#81570d',
  '#66440b',
  '#4c3309',
]
const green: MantineColorsTuple = [
  '#eef8f1',
  '#d7eedf',
  '#aedcbd',
  '#7dc496',
  '#4ea970',
  '#308d55',
  '#237444',
  '#1c5f38',
  '#174b2d',
  '#113922',
]

const fontFamily =
  "'Inter Variable', 'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans CJK JP', 'Noto Sans JP', system-ui, sans-serif"

export const theme = createTheme({
  colors: { petrol, gray, dark, red, amber, green },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  black: '#1a2028',
  fontFamily,
  fontFamilyMonospace: "ui-monospace, 'SFMono-Regular', 'Cascadia Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.35' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2.5rem' },
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  headings: {
    fontFamily,
    fontWeight: '600',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.35' },
      h2: { fontSize: '1rem', lineHeight: '1.5' },
      h3: { fontSize: '0.875rem', lineHeight: '1.5' },
      h4: { fontSize: '0.8125rem', lineHeight: '1.5' },
      h5: { fontSize: '0.8125rem', lineHeight: '1.5' },
      h6: { fontSize: '0.8125rem', lineHeight: '1.5' },
    },
  },
  components: {
    Portal: { defaultProps: { target: '#overlays' } },
    Modal: { defaultProps: { centered: true, radius: 'md', overlayProps: { backgroundOpacity: 0.4 } } },
    Drawer: { defaultProps: { position: 'right', overlayProps: { backgroundOpacity: 0.4 } } },
    Paper: { defaultProps: { radius: 'md', withBorder: true } },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 500 } },
    Anchor: { defaultProps: { underline: 'hover' } },
  },
})

const TINTED = ['petrol', 'gray', 'red', 'amber', 'green'] as const

/** Text on a tint, placeholders and errors, in shades that keep 4.5:1 on the ground they stand on. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
    '--mantine-color-error': 'var(--mantine-color-red-7)',
    '--mantine-color-success': 'var(--mantine-color-green-7)',
    '--mantine-color-default-border': 'var(--mantine-color-gray-4)',
    '--mantine-color-disabled-color': 'var(--mantine-color-gray-6)',
    ...tints((color) => [
      `var(--mantine-color-${color}-1)`,
      `var(--mantine-color-${color}-2)`,
      `var(--mantine-color-${color}-8)`,
    ]),
  },
  dark: {
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-error': 'var(--mantine-color-red-3)',
    '--mantine-color-success': 'var(--mantine-color-green-3)',
    '--mantine-color-disabled-color': 'var(--mantine-color-dark-2)',
    ...tints((color) => [
      `color-mix(in srgb, var(--mantine-color-${color}-5) 20%, transparent)`,
      `color-mix(in srgb, var(--mantine-color-${color}-5) 30%, transparent)`,
      `var(--mantine-color-${color}-2)`,
    ]),
  },
})

const tints = (shades: (color: string) => readonly [string, string, string]): Record<string, string> =>
  Object.fromEntries(
    TINTED.flatMap((color) => {
      const [ground, hover, text] = shades(color)
      const name = `--mantine-color-${color}-light`
      return [
        [name, ground],
        [`${name}-hover`, hover],
        [`${name}-color`, text],
      ]
    }),
  )
