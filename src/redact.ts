import { hidden, type Secret } from './secret.ts';

/** Shorter values (a local server's key `x`) would blot out ordinary words everywhere. */
const shortestMasked = 6;

/** Secrets the configuration cannot know: workspace tokens from OAuth, and the tokens inside Discord's and Slack's reply URLs. */
const patterns: readonly [RegExp, string][] = [
  [/\b(?:xox[a-z](?:\.xox[a-z])?|xapp)-[\w-]+/g, hidden],
  [/\b(Bearer|Bot) [\w.~+/-]{16,}=*/g, `$1 ${hidden}`],
  [/(\/(?:webhooks|interactions)\/\d+\/)[\w.-]+/g, `$1${hidden}`],
  [/(hooks\.slack\.com\/)[\w/%.-]+/g, `$1${hidden}`],
  [/(\bpostgres(?:ql)?:\/\/[^\s:@/]*:)[^\s@/]+(?=@)/g, `$1${hidden}`],
];

/** @returns a function that replaces every occurrence of a secret's value, and anything that looks like a token, in a text */
export function masker(secrets: readonly Secret[]): (text: string) => string {
  // Longest first, or a secret that contains another would leave its other half readable.
  const values = [...new Set(secrets.map((secret) => secret.reveal()))]
    .filter((value) => value.length >= shortestMasked)
    .sort((a, b) => b.length - a.length);
  return (text) => {
    const known = values.reduce((masked, value) => masked.replaceAll(value, hidden), text);
    return patterns.reduce((masked, [pattern, shown]) => masked.replace(pattern, shown), known);
  };
}

const secretKey =
  /(token|secret|password|passphrase|authorization|cookie|signature|apikey|secretkey|privatekey|responseurl|triggerid|connectionstring|databaseurl)$/;

/** What a member wrote, and what is right: neither leaves the process by way of a log. */
const sealedKey =
  /^(answers?|answertext|submissions?|drafts?|freetext|correct|keypoints|modelanswer|answerkey|weakexamples)$/;

/** @returns whether the value under this key (any spelling: `apiKey`, `api_key`, `API-KEY`) must not be logged */
function isHiddenKey(key: string): boolean {
  const plain = key.toLowerCase().replaceAll(/[^a-z]/g, '');
  return secretKey.test(plain) || sealedKey.test(plain);
}

function redact(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value);
  if (Array.isArray(value)) return value.map((item) => redact(item, mask));
  return typeof value === 'object' && value !== null ? redactRecord({ ...value }, mask) : value;
}

/** A copy of a JSON object without what must not be seen: hidden keys lose their value, texts pass through `mask`. */
export function redactRecord(record: Record<string, unknown>, mask: (text: string) => string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, item]) => [mask(key), isHiddenKey(key) ? hidden : redact(item, mask)]),
  );
}
