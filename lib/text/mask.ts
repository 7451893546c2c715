import { isInvisible } from './fold';
import { type Spelled, spelled, Units } from './units';

/** What of a prompt is kept when `RETORT_PROMPTS` is `excerpt`, in UTF-16 units. */
export const EXCERPT_LENGTH = 600;

/** Text longer than this is masked in pieces, so that no expression ever sees more. */
const PIECE = 16_384;
/** Overlap that keeps whole any value of a sensible length that lies across a piece's end. */
const SEAM = 512;
/** How far beyond an excerpt's end its last value may go. */
const BEYOND = 100;

/**
 * The text without NUL, control, joining and direction characters and without lone surrogates: safe to store
 * in PostgreSQL and to show. Line breaks and tabs stay.
 */
export function clean(text: string): string {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code >= 0x20 && code < 0x7f) || (code > 0x206f && code < 0xd800)) continue;
    if (isInvisible(code) || (code >= 0xd800 && code <= 0xdfff)) {
      return text.replace(INVISIBLE, '').replace(LONE_SURROGATE, '\ufffd');
    }
  }
  return text;
}

const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Control and format characters, hidden tags outside the first plane among them. */
const INVISIBLE = /(?![\t\n\r])[\p{Cc}\p{Cf}]/gu;

/** The first `length` units of a text, one fewer where that would split a surrogate pair. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
}

/** The masked beginning of a text: at most `length` units, ending in `…` when something was left out. */
export function excerpt(text: string, length = EXCERPT_LENGTH): string {
  return excerptOf(spelled(text), length);
}

/** The same of a text whose units are known. */
export function excerptOf({ text, at }: Spelled, length = EXCERPT_LENGTH): string {
  // A value that the cut would leave half of is seen whole, because masking looks further than the excerpt goes.
  const begun = cut(text, length + BEYOND);
  const found = traits(at, begun.length);
  // Most texts have nothing to mask, and are read this once.
  if (found === 0) return text.length <= length ? text : `${cut(text, length - 1)}…`;
  const masked = found & UNCLEAN ? mask(begun) : maskFound(begun, found);
  return masked.length <= length && text.length <= length + BEYOND ? masked : `${cut(masked, length - 1)}…`;
}

/**
 * The text with personal data and secrets replaced by a mark such as `⟨email⟩`: e-mail and IP addresses, telephone and
 * card numbers (by the Luhn sum), IBANs, keys and tokens, credentials and queries in URLs, long numbers, handles.
 * Also cleaned as {@link clean}. Time is linear in the length.
 */
export function mask(text: string): string {
  const safe = clean(text);
  if (safe.length <= PIECE) return maskPiece(safe);
  let out = '';
  for (let start = 0; start < safe.length; ) {
    const end = start + PIECE >= safe.length ? safe.length : seam(safe, start + PIECE);
    out += maskPiece(safe.slice(start, end));
    start = end;
  }
  return out;
}

/** The last white space in the seam before `end`; without one, `end` itself unless it splits a pair. */
function seam(text: string, end: number): number {
  for (let i = end; i > end - SEAM; i--) {
    const code = text.charCodeAt(i);
    if (code === 0x0a || code === 0x20 || code === 0x09) return i;
  }
  const next = text.charCodeAt(end);
  return next >= 0xdc00 && next <= 0xdfff ? end - 1 : end;
}

const HAS_AT = 1;
const HAS_NUMBER = 2;
const HAS_URL = 4;
const HAS_IPV6 = 8;
const HAS_SECRET = 16;

/** Something for {@link clean} to take out or replace, perhaps. */
const UNCLEAN = 32;

// What a unit is to `traits`; the letters first, so that one comparison tells them.
const HEX_LETTER = 0;
const LETTER = 1;
const DIGIT = 2;
const DASH = 3;
const OTHER = 4;
const BLEMISH = 5;

const SORTS = Uint8Array.from({ length: 0x10000 }, (_, code) => {
  if ((code >= 0x61 && code <= 0x66) || (code >= 0x41 && code <= 0x46)) return HEX_LETTER;
  if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f) return LETTER;
  if (code >= 0x30 && code <= 0x39) return DIGIT;
  if (code === 0x2d) return DASH;
  return isInvisible(code) || (code >= 0xd800 && code <= 0xdfff) ? BLEMISH : OTHER;
});

/** What {@link traits} reads of a longer text. */
const piece = new Units(PIECE);

/** One cheap pass over units that says which expressions can match at all; runs of letters are passed over first. */
function traits(units: Uint16Array, length: number): number {
  let found = 0;
  let digits = 0;
  let dots = 0;
  let colons = 0;
  let run = 0;
  let runDigits = 0;
  for (let i = 0; i < length; i++) {
    const code = units[i] as number;
    let sort = SORTS[code] as number;
    if (sort <= LETTER) {
      const start = i;
      let beyond = sort;
      while (i + 1 < length) {
        sort = SORTS[units[i + 1] as number] as number;
        if (sort > LETTER) break;
        beyond |= sort;
        i++;
      }
      run += i + 1 - start;
      digits = 0;
      if (beyond > 0) colons = 0;
      continue;
    }
    if (sort === DIGIT) {
      run++;
      runDigits++;
      if (++digits >= 7) found |= HAS_NUMBER;
      continue;
    }
    if (sort === DASH) {
      run++;
      if (isKeyBlock(units, i, length)) found |= HAS_SECRET;
      continue;
    }
    if (sort === BLEMISH) found |= UNCLEAN;
    if (run >= 12 && (runDigits > 0 || run >= 24)) found |= HAS_SECRET;
    run = 0;
    runDigits = 0;
    switch (code) {
      // Groups of digits count together across the marks of telephone and card numbers.
      case 0x20:
      case 0x28:
      case 0x29:
      case 0x2f:
        colons = 0;
        dots = 0;
        break;
      case 0x2e:
        if (digits > 0 && ++dots >= 3) found |= HAS_NUMBER;
        break;
      case 0x3a:
        if (++colons >= 2) found |= HAS_IPV6;
        if (i + 1 < length && units[i + 1] === 0x2f) found |= HAS_URL;
        if (isNamed(units, i)) found |= HAS_SECRET;
        digits = 0;
        break;
      case 0x3d:
        if (isNamed(units, i)) found |= HAS_SECRET;
        digits = 0;
        break;
      case 0x40:
      case 0xff20:
        found |= HAS_AT;
        digits = 0;
        break;
      default:
        colons = 0;
        digits = 0;
        dots = 0;
    }
  }
  return run >= 12 && (runDigits > 0 || run >= 24) ? found | HAS_SECRET : found;
}

/** The last letters of password, secret, key, token, pwd and passwd. */
const SECRET_ENDS = new Set(['ord', 'ret', 'key', 'ken', 'pwd', 'swd']);

/** Whether the mark at `at` may follow the name of a secret. */
function isNamed(units: Uint16Array, at: number): boolean {
  let i = at - 1;
  while (i > at - 5 && i >= 0 && (units[i] as number) <= 0x27) i--;
  if (i < 2) return false;
  const end = String.fromCharCode(units[i - 2] as number, units[i - 1] as number, units[i] as number);
  return SECRET_ENDS.has(end.toLowerCase());
}

const KEY_BLOCK = '-----BEGIN';

function isKeyBlock(units: Uint16Array, at: number, length: number): boolean {
  if (at + KEY_BLOCK.length > length) return false;
  for (let i = 0; i < KEY_BLOCK.length; i++) if (units[at + i] !== KEY_BLOCK.charCodeAt(i)) return false;
  return true;
}

function maskPiece(text: string): string {
  piece.load(text, 0, text.length);
  return maskFound(text, traits(piece.at, text.length));
}

/** Runs the expressions that can match, by what {@link traits} found. */
function maskFound(text: string, found: number): string {
  let out = text;
  if (found & HAS_SECRET) out = maskSecrets(out);
  if (found & HAS_URL) out = maskUrls(out);
  if (found & HAS_AT) out = maskEmails(out);
  if (found & HAS_IPV6) out = out.replace(IPV6, (match) => (isIpv6(match) ? '⟨ip⟩' : match));
  if (found & HAS_NUMBER) out = maskNumbers(out);
  if (found & HAS_AT) out = out.replace(HANDLE, '⟨handle⟩');
  return out;
}

// Every quantifier below is bounded or runs over one class that its successor cannot match, so no text makes them backtrack far.
const SECRETS = [
  /-----BEGIN [A-Z ]{3,40}-----[A-Za-z0-9+/=\s]{0,8000}(?:-----END [A-Z ]{3,40}-----)?/g,
  /\beyJ[\w-]{8,2000}\.[\w-]{4,4000}(?:\.[\w-]{0,2000})?/g,
  /\b(?:sk|pk|rk|gsk|hf|xai|gh[opsu]|github_pat|glpat|xox[abeprs]|npm|pypi|dop_v1|shpat|whsec)[-_][\w-]{12,400}/g,
  /\b(?:AKIA|ASIA|AIza|ya29\.|SG\.)[\w.-]{12,400}/g,
  /\b(?:bearer|basic)\s+[\w.~+/-]{16,2000}={0,2}/gi,
  /\b(?:api[_-]?key|secret|token|passwd|password|pwd|authorization)["']?\s{0,3}[:=]\s{0,3}["']?[^\s"',;]{6,400}/gi,
];
const HEX = /\b[0-9a-fA-F]{32,400}\b/g;

function maskSecrets(text: string): string {
  let out = text;
  for (const secret of SECRETS) out = out.replace(secret, '⟨secret⟩');
  return out.replace(HEX, '⟨secret⟩');
}

const URL = /\b([a-z][a-z0-9+.-]{1,15}:\/\/)([^\s<>"'`⟨]{1,2000})/gi;

function maskUrls(text: string): string {
  return text.replace(URL, (_match, scheme: string, rest: string) => {
    const end = rest.search(/[/?#]/);
    const authority = end < 0 ? rest : rest.slice(0, end);
    const at = authority.lastIndexOf('@');
    const path = end < 0 ? '' : rest.slice(end);
    const query = path.search(/[?#]/);
    const host = at < 0 ? authority : `⟨user⟩@${authority.slice(at + 1)}`;
    return scheme + host + (query < 0 ? path : `${path.slice(0, query)}?⟨query⟩`);
  });
}

const LOCAL = '[\\p{L}\\p{N}._%+-]{1,64}';
const LABEL = '[\\p{L}\\p{N}-]{1,63}';
const EMAIL = new RegExp(`${LOCAL}\\s?[@＠]\\s?(?:${LABEL}\\.){1,8}[\\p{L}][\\p{L}\\p{N}-]{1,62}`, 'gu');

function maskEmails(text: string): string {
  return text.replace(EMAIL, '⟨email⟩');
}

const IPV6 = /(?<![\w:.])(?:[0-9a-fA-F]{0,4}:){2,7}(?:[0-9a-fA-F]{1,4}|(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])/g;

/** Tells an address from a clock time or `::` in code. */
function isIpv6(text: string): boolean {
  const groups = text.split(':').filter((group) => group !== '');
  if (text.includes('::')) return groups.length >= 2;
  return groups.length >= 7 && /[a-fA-F]|\d{4}/.test(text);
}

const IPV4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d]|\.\d)/g;
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g;
const CARD = /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g;
const PHONE =
  /(?<![\w.+-])(?:\+|00)\d{1,3}(?:[\s().-]{0,3}\d){6,13}(?!\d)|(?<![\w.-])\(?\d{2,5}\)?[\s./-]{1,2}\d{2,5}(?:[\s.-]\d{2,5}){1,3}(?![\w-])/g;
const MOBILE_CN = /(?<!\d)1[3-9]\d{9}(?!\d)/g;
const LONG_ID = /(?<![\w.])\d{9,400}[Xx]?(?!\w)/g;

function maskNumbers(text: string): string {
  return text
    .replace(IPV4, (match) => (match.split('.').every((part) => Number(part) < 256) ? '⟨ip⟩' : match))
    .replace(IBAN, (match) => (isIban(match) ? '⟨iban⟩' : match))
    .replace(CARD, (match) => (passesLuhn(match) ? '⟨card⟩' : match))
    .replace(MOBILE_CN, '⟨phone⟩')
    .replace(PHONE, (match) => (isPhone(match) ? '⟨phone⟩' : match))
    .replace(LONG_ID, '⟨number⟩');
}

/** ISO 7064 mod 97, as ISO 13616 has it. */
function isIban(text: string): boolean {
  const plain = text.replace(/ /g, '');
  if (plain.length < 15 || plain.length > 34) return false;
  let remainder = 0;
  for (const char of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(char, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** ISO/IEC 7812 check digit. */
function passesLuhn(text: string): boolean {
  const digits = text.replace(/[ -]/g, '');
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 0x30;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 && /[1-9]/.test(digits);
}

/** Leaves dates, also with an hour after them, ranges of years and plain lists of numbers alone. */
function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (/^\s*(?:\+|00)/.test(text)) return digits.length >= 8 && digits.length <= 16;
  if (/^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4})(?:\s\d{1,2})?$/.test(text))
    return false;
  return digits.length >= 9 && digits.length <= 13 && !/^\d+(?:\s\d+)+$/.test(text);
}

const HANDLE =
  /(?<![\w@./＠⟩])@(?!(?:param|return|returns|override|media|import|property|staticmethod|classmethod|dataclass|app|pytest|author|version|since|see|throws|deprecated|test|Test|Override|Autowired|Component|Entity)\b)[A-Za-z][\w.]{2,30}(?![\w(])/g;
