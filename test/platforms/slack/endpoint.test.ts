import { createHmac } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isSigned } from '../../../src/platforms/slack/signature.ts';
import { postFirst } from './first-round.ts';
import { openStage, type Stage, wholeProgram } from './stage.ts';

async function opened(): Promise<Stage> {
  const stage = await openStage(wholeProgram, { transport: 'http' });
  onTestFinished(() => stage.close());
  return stage;
}

describe('The door for Slack over HTTP', () => {
  it.each([
    ['a wrong signature', { signature: 'wrong' }],
    ['no signature', { signature: 'missing' }],
    ['an old timestamp', { ageSeconds: 301 }],
    ['a future timestamp', { ageSeconds: -301 }],
    ['a timestamp of tomorrow', { ageSeconds: -86_400 }],
  ] as const)('refuses %s with 401', async (_, again) => {
    const stage = await opened();
    const { delivery } = await stage.bob.command('/mlops-quiz tip');
    const answered = stage.slack.requests('response_url').length;
    expect(await stage.slack.deliverAgain({ ...delivery, body: { ...delivery.body, trigger_id: 'new' } }, again)).toBe(
      401,
    );
    expect(stage.slack.requests('response_url')).toHaveLength(answered);
    expect(stage.bob.sees().messages).toHaveLength(1);
  });

  it('takes a replay of an answer for no second one', async () => {
    const stage = await opened();
    const { bob, app, slack } = stage;
    const { post } = await postFirst(stage);
    const click = await bob.click(post, 'A');
    await click.answer();
    const changed = await bob.click(post, 'B');
    await changed.answer();
    expect(await slack.deliverAgain(click.delivery)).toBe(200);
    expect(await slack.deliverAgain(click.delivery, { retry: { attempt: 2, reason: 'http_error' } })).toBe(200);
    const saved = await app.db.selectFrom('submissions').select('answer').execute();
    expect(saved).toEqual([{ answer: expect.stringContaining('"b"') }]);
  });

  const signing = (stage: Stage, body: string, type = 'application/x-www-form-urlencoded') => {
    const timestamp = String(Math.floor(stage.app.now() / 1000));
    const digest = createHmac('sha256', stage.slack.app.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    return {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${digest}`,
      },
      body,
    };
  };

  it.each([
    ['an answer to the check of the certificate', 'ssl_check=1&token=x', 200],
    ['a refusal of a payload that is no JSON', 'payload=%7B', 400],
    ['a refusal of a payload that is a list', 'payload=[]', 400],
    ['a failure for what no listener knows', 'payload=%7B%22type%22%3A%22unheard_of%22%7D', 500],
  ])('has %s', async (_, body, status) => {
    const stage = await opened();
    expect((await fetch(`${stage.url}/slack/events`, signing(stage, body))).status).toBe(status);
  });

  it('answers the challenge in the words it was asked', async () => {
    const stage = await opened();
    const body = JSON.stringify({ type: 'url_verification', challenge: 'are you there?' });
    const response = await fetch(`${stage.url}/slack/events`, signing(stage, body, 'application/json'));
    expect(await response.json()).toEqual({ challenge: 'are you there?' });
  });
});

describe('A signature', () => {
  // The example of authentication/verifying-requests-from-slack.
  const secret = '8f742231b10e8888abcd99yyyzzz85a5';
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  const signature = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';
  const timestamp = '1531420618';
  const at = Number(timestamp) * 1000;

  it("is right in Slack's own example", () => {
    expect(isSigned(secret, { timestamp, signature, body }, at)).toBe(true);
  });

  it.each([
    ['another secret', 'other', timestamp, signature, at],
    ['another time in the header', secret, '1531420619', signature, at],
    ['a shorter signature', secret, timestamp, signature.slice(0, -1), at],
    ['five minutes later', secret, timestamp, signature, at + 300_001],
    ['five minutes earlier', secret, timestamp, signature, at - 300_001],
    ['a timestamp that is no number', secret, 'NaN', signature, at],
  ])('is wrong with %s', (_, key, time, signed, now) => {
    expect(isSigned(key, { timestamp: time, signature: signed, body }, now)).toBe(false);
  });
});
