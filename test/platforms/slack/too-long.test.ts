import { describe, expect, it } from 'vitest';
import { limits } from '../../../src/platforms/slack/limits.ts';
import { messageBody } from '../../../src/platforms/slack/message.ts';

describe('A message that is too long for Slack', () => {
  it.each(['\\ ', '"', '\n> ', 'word ', '&', '😀'])('is cut to its size, even where it is made of %j', (text) => {
    const body = messageBody({ audience: 'channel', blocks: [{ type: 'text', text: text.repeat(12_000) }] });
    expect(JSON.stringify(body.blocks).length).toBeLessThanOrEqual(limits.messageSize);
    expect(body.blocks.length).toBeGreaterThan(0);
  });
});
