import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ReaderTrouble } from '../reader/second-reader.ts';

/** What the program counts about itself. Every label comes from a closed list: none may hold what a person typed. */
export interface Metrics {
  /** @param name the command's name in the catalogue, `unknown` for a word that is none */
  commandHandled(name: string, outcome: 'done' | 'refused' | 'failed', seconds: number): void;
  /** One attempt to bring a round's message to a platform. */
  postSent(platform: string, outcome: 'sent' | 'failed'): void;
  answerSaved(platform: string): void;
  /**
   * A free-text answer that was to be read by the second reader.
   * @param seconds how long its server took, where it was asked
   */
  readingDone(outcome: 'read' | 'cached' | 'over-quota' | ReaderTrouble, seconds?: number): void;
  /** @param seconds one run of the schedule took, from its first look at the store to its last write */
  tickDone(seconds: number): void;
  /** The text format Prometheus reads, with its media type. */
  text(): Promise<{ body: string; contentType: string }>;
}

/**
 * Own registry for each program, never prom-client's global one: two programs in one process (tests) must not share counts.
 * @param openRounds asked at each scrape; when it fails, the gauge is NaN and the rest is still served
 */
export function createMetrics(openRounds: () => Promise<number>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const commands = new Histogram({
    name: 'mlops_quiz_command_seconds',
    help: 'Commands and controls handled, by name and outcome.',
    labelNames: ['name', 'outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const posts = new Counter({
    name: 'mlops_quiz_posts_total',
    help: 'Attempts to bring a message of a round to a platform.',
    labelNames: ['platform', 'outcome'],
    registers,
  });
  const answers = new Counter({
    name: 'mlops_quiz_answers_saved_total',
    help: 'Answers saved, changes included.',
    labelNames: ['platform'],
    registers,
  });
  const readings = new Counter({
    name: 'mlops_quiz_readings_total',
    help: 'Answers for the second reader, by what became of them.',
    labelNames: ['outcome'],
    registers,
  });
  const readingSeconds = new Histogram({
    name: 'mlops_quiz_reading_seconds',
    help: 'Time the second reader took for an answer, retries included, by outcome.',
    labelNames: ['outcome'],
    buckets: [0.25, 0.5, 1, 2, 4, 8, 16],
    registers,
  });
  const ticks = new Histogram({
    name: 'mlops_quiz_tick_seconds',
    help: 'Time one run of the schedule took.',
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60],
    registers,
  });
  new Gauge({
    name: 'mlops_quiz_open_rounds',
    help: 'Rounds open now.',
    registers,
    async collect() {
      this.set(await openRounds().catch(() => Number.NaN));
    },
  });

  return {
    commandHandled: (name, outcome, seconds) => commands.observe({ name, outcome }, seconds),
    postSent: (platform, outcome) => posts.inc({ platform, outcome }),
    answerSaved: (platform) => answers.inc({ platform }),
    readingDone(outcome, seconds) {
      readings.inc({ outcome });
      if (seconds !== undefined) readingSeconds.observe({ outcome }, seconds);
    },
    tickDone: (seconds) => ticks.observe(seconds),
    text: async () => ({ body: await registry.metrics(), contentType: registry.contentType }),
  };
}
