const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text inside an element or a double-quoted attribute of HTML or XML. */
export function markupText(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
}
