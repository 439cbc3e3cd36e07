const signs = [
  /\b[a-z][a-z0-9+.-]{1,15}:\/\//i,
  /\bwww\.[a-z0-9-]+\./i,
  /<\/?[a-z][^>]*>/i,
  /\b[\w.]+\([^)]*\)/,
  /&&|\|\||\$\(|\$\{|`[^`]*`|#!\//,
  /(?:^|\s)(?:\.\.?|~)?\/(?:[\w.-]+\/)+[\w.-]*/,
  /\b[a-z]:\\/i,
  /\brm -r?f?\b|\bsudo\s|\bcurl\s|\bwget\s|\bchmod\s|\bcat \/|\bdrop table\b|\bselect\s+(?:\*|[\w, ]{1,40})\s+from\s+\w+\s*(?:;|where\b|$)/i,
  /[{}[\]]\s*[:"']|=>\s*\{|\breturn\b.*;|\b(?:const|let|var|def|function)\s+\w+\s*[=({]|^(?:import|from)\s+[\w.]+\s*(?:;|as\b|import\b|$)/,
];

/** True for program code, shell commands, paths and addresses: an instruction never leads to any of them. */
export function looksLikeCode(text: string): boolean {
  return signs.some((sign) => sign.test(text));
}
