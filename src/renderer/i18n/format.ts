/** Numbers with units, in the user's language. */

const digits = (language: string, value: number, most: number): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: most }).format(value);

export function formatCount(language: string, value: number): string {
  return digits(language, value, 0);
}

export function formatMegapixels(language: string, width: number, height: number): string {
  const megapixels = (width * height) / 1e6;
  return `${digits(language, megapixels, megapixels < 10 ? 2 : 1)} MP`;
}

export function formatBytes(language: string, bytes: number): string {
  if (bytes >= 1e9) return `${digits(language, bytes / 1e9, 1)} GB`;
  if (bytes >= 1e6) return `${digits(language, bytes / 1e6, bytes < 1e7 ? 1 : 0)} MB`;
  return `${digits(language, Math.max(1, Math.round(bytes / 1e3)), 0)} kB`;
}

export function formatPercent(language: string, share: number): string {
  return `${digits(language, share * 100, 0)} %`;
}

/** With its sign, as amounts of adjustments are written. */
export function formatSigned(language: string, value: number, most = 0): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: most, signDisplay: 'exceptZero' }).format(value);
}

/** `0.4 s`, `12 s`, `3 min 5 s`. */
export function formatSeconds(language: string, seconds: number): string {
  if (seconds < 10) return `${digits(language, seconds, 1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const rest = whole % 60;
  return rest === 0 ? `${Math.floor(whole / 60)} min` : `${Math.floor(whole / 60)} min ${rest} s`;
}
