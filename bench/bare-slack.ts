/**
 * In a process of its own: the least that an app on Bolt can be. It says "Saved." to every command; before it says so to
 * `answer`, it writes a row and has it flushed to the disk.
 */

import { App } from '@slack/bolt';
import Sqlite from 'better-sqlite3';

const { SLACK_BOT_TOKEN: token = '', SLACK_API_URL: slackApiUrl = '', DATABASE = '' } = process.env;
const { SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken } = process.env;

const db = new Sqlite(DATABASE);
for (const setting of ['journal_mode = WAL', 'synchronous = FULL']) db.pragma(setting);
db.exec('create table if not exists answers (id integer primary key, member text not null, answer text not null)');
const save = db.prepare<[string, string]>('insert into answers (member, answer) values (?, ?)');

const app = new App({
  token,
  ...(appToken === undefined ? {} : { appToken, socketMode: true }),
  ...(signingSecret === undefined ? {} : { signingSecret }),
  clientOptions: { slackApiUrl },
});
app.command('/mlops-quiz', async ({ command, ack }) => {
  if (command.text.startsWith('answer')) save.run(command.user_id, command.text);
  await ack('Saved.');
});
const server = await app.start(0);
const address = server && 'address' in server ? server.address() : undefined;
process.send?.(typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/slack/events` : 'connected');
