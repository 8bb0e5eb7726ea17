import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageWords } from '../../../src/words/playground.ts';
import { openStage, type Stage } from './stage.ts';

const folder = new URL('../../../src/platforms/playground/page/', import.meta.url);
const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
const source = (name: string) => readFileSync(new URL(name, folder), 'utf8');

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

describe('The page', () => {
  it('is at the root, and every file it names is there', async () => {
    const response = await stage.routes.request('/');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await response.text();
    const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    const imported = scripts.flatMap((name) =>
      [...source(name).matchAll(/from '\.\/([^']+)'/g)].map(([, path]) => `/playground/page/${path}`),
    );
    expect(named.length).toBeGreaterThan(3);
    for (const path of new Set([...named, ...imported])) {
      expect([path, (await stage.routes.request(path)).status]).toEqual([path, 200]);
    }
  });

  it('holds no script or style in its markup, which its own policy forbids', async () => {
    const html = await (await stage.routes.request('/')).text();
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=/);
    for (const name of scripts)
      expect([name, source(name)]).not.toEqual([
        name,
        expect.stringMatching(/innerHTML|insertAdjacentHTML|setAttribute\('style'/),
      ]);
  });

  it('serves its own files only', async () => {
    for (const path of ['/playground/page/text.d.ts', '/playground/page/../index.ts', '/playground/page/index.html']) {
      expect((await stage.routes.request(path)).status).toBe(404);
    }
  });

  it('uses every label of the catalogue, and none that is not there', () => {
    const used = new Set(
      scripts.flatMap((name) => [...source(name).matchAll(/\bwords\.(\w+)/g)].map(([, word]) => word)),
    );
    expect([...used].sort()).toEqual(Object.keys(pageWords).sort());
  });

  it('is told time, members, channels, first steps and commands', async () => {
    await stage.playground.seed(stage.app, 'Europe/Berlin');
    const state = await (await stage.routes.request('/playground/state?as=carol&channel=second')).json();
    expect(state).toMatchObject({
      now: '2026-11-24T08:00:00.000Z',
      zone: 'Europe/Berlin',
      travels: true,
      moved: false,
      channels: ['mlops-interviews', 'second'],
      members: [{ id: 'alice', admin: true }, { id: 'bob' }, { id: 'carol' }],
      next: { reveal: null, post: null },
      firstRun: {
        welcome:
          'Welcome. You are **carol**; alice (admin) and bob are yours to play too. Nothing leaves this computer.',
        steps: ['Answer #1 below.', 'Switch to bob and answer differently.', 'Press'],
      },
    });
    const hints = await (await stage.routes.request('/playground/commands')).json();
    expect(hints).toEqual({
      commands: [{ name: 'today', usage: 'today', summary: 'The open question', access: 'member' }],
    });
  });
});
