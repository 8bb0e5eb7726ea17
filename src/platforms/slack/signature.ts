import { createHmac, timingSafeEqual } from 'node:crypto';

/** Slack says five minutes for old ones; a clock that runs ahead of ours by more is a forger's or broken. */
const toleranceMs = 5 * 60_000;

/**
 * Whether Slack signed a request just now (authentication/verifying-requests-from-slack). Bolt's own check takes
 * timestamps of tomorrow.
 * @param timestamp header `x-slack-request-timestamp`, epoch seconds
 * @param signature header `x-slack-signature`
 * @param body as it came, byte for byte
 * @param now epoch milliseconds
 */
export function isSigned(
  secret: string,
  { timestamp, signature, body }: { timestamp: string; signature: string; body: string },
  now: number,
): boolean {
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1000) > toleranceMs) return false;
  const expected = Buffer.from(`v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
