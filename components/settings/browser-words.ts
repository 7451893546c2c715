const BROWSERS = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:(?:Headless)?Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;

const SYSTEMS = [
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
] as const;

/** A User-Agent as people tell their browsers apart: "Firefox on Linux". What it says of itself proves nothing. */
export function browserWords(agent: string | null): string {
  const of = (known: typeof BROWSERS | typeof SYSTEMS) => known.find(([sign]) => sign.test(agent ?? ''))?.[1];
  const browser = of(BROWSERS);
  const system = of(SYSTEMS);
  if (!browser) return system ? `Something on ${system}` : 'Unknown';
  return system ? `${browser} on ${system}` : browser;
}
