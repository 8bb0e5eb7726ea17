/** Every subcommand, in help's order. */

import { importCommand } from './admin/import.ts';
import { allowCommand, denyCommand, notifyCommand } from './admin/people.ts';
import { queueCommand } from './admin/queue.ts';
import { acceptCommand, closeCommand, postCommand, voidCommand } from './admin/rounds.ts';
import { pauseCommand, removeCommand, resumeCommand, skipCommand } from './admin/schedule.ts';
import { setupCommand } from './admin/setup.ts';
import { statusCommand } from './admin/status.ts';
import { suggestionsCommand } from './admin/suggestions.ts';
import { answerCommand } from './answer.ts';
import { comingCommands } from './coming.ts';
import type { AnyCommand } from './define.ts';
import { helpCommand } from './help.ts';
import { hintCommand } from './hint.ts';
import { leaderboardCommand } from './leaderboard.ts';
import { awayCommand } from './me/away.ts';
import { deleteCommand, exportCommand } from './me/data.ts';
import { settingsCommand } from './me/settings.ts';
import { statsCommand } from './me/stats.ts';
import { practiceCommand } from './practice.ts';
import { reportCommand } from './report.ts';
import { suggestCommand } from './suggest.ts';
import { tipCommand } from './tip.ts';
import { todayCommand } from './today.ts';
import { topicsCommand } from './topics.ts';

export const commands: readonly AnyCommand[] = [
  helpCommand(() => commands),
  todayCommand,
  answerCommand,
  hintCommand,
  leaderboardCommand,
  practiceCommand,
  topicsCommand,
  tipCommand,
  reportCommand,
  suggestCommand,
  statsCommand,
  settingsCommand,
  awayCommand,
  exportCommand,
  deleteCommand,
  setupCommand,
  statusCommand,
  pauseCommand,
  resumeCommand,
  skipCommand,
  removeCommand,
  queueCommand,
  postCommand,
  closeCommand,
  acceptCommand,
  voidCommand,
  suggestionsCommand,
  importCommand,
  notifyCommand,
  allowCommand,
  denyCommand,
  ...comingCommands,
];
