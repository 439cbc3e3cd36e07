/** Small conveniences that may be forgotten, kept in the browser's own storage where it allows that. */
const prefix = 'patina.';

/** The list kept under a name; empty where there is none or it cannot be read. */
export function recallList(name: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(prefix + name) ?? '[]');
    return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
  } catch {
    // Storage is switched off or holds something else: nothing is remembered, nothing is lost.
    return [];
  }
}

export function rememberList(name: string, list: readonly string[]): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(list));
  } catch {
    // Storage is full or switched off; the list lives as long as the window.
  }
}
