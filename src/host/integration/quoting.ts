/** A word for a POSIX shell. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * A word of the `Exec` key of a desktop entry: quoted for the command line, percent signs doubled, and escaped once
 * more as a value of the file (Desktop Entry Specification 1.5, "The Exec key").
 */
export function execWord(text: string): string {
  const quoted = `"${text.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;
  return quoted.replaceAll('\\', '\\\\');
}

/** A localised or plain string value of a desktop entry. */
export function entryText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replace(/^ /, '\\s');
}

/** A word of a Windows command line, as the C runtime takes it apart. */
export function windowsWord(text: string): string {
  return `"${text.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}
