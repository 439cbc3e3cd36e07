/** Colours that the canvas needs as numbers; the same values stand in `styles/tokens.css` for everything else. */
import type { Settings } from '../../shared/contract/system.ts';

type Triple = readonly [number, number, number];

const fromHex = (hex: string): Triple => {
  const value = Number.parseInt(hex, 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
};

const accents = { dark: fromHex('3fa796'), light: fromHex('1f7a6c') } as const;

/** Colours of a mask over the picture, beside the accent. */
export const tintColours = { red: fromHex('e5484d'), blue: fromHex('3e82f7'), white: fromHex('ffffff') } as const;

/** True neutrals around the picture. */
const surrounds = {
  black: fromHex('000000'),
  dark: fromHex('1e1e1e'),
  mid: fromHex('777777'),
  light: fromHex('d9d9d9'),
  white: fromHex('ffffff'),
} as const;

export type Theme = 'dark' | 'light';

export function themeOf(setting: Settings['theme'], systemIsDark: boolean): Theme {
  if (setting !== 'system') return setting;
  return systemIsDark ? 'dark' : 'light';
}

export function accentColour(theme: Theme): Triple {
  return accents[theme];
}

export function surroundColour(setting: Settings['surround'], theme: Theme): Triple {
  return surrounds[setting === 'auto' ? theme : setting];
}
