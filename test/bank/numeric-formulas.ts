/**
 * The answer of each numeric question, computed from the numbers of its prompt alone and rounded only where the prompt
 * asks for a whole number. Percentages stay in percent before a rounding up, which a fraction's last bit would spoil.
 * Deliberately apart from the bank: a slip there must not be copied here.
 */
export const numericFormulas: Readonly<Record<string, () => number>> = {
  'basics-night-chain-05': () => 30 * (1 - 0.98 ** 5),

  'basics-value-11': () => 3500 * 0.4 * 0.25 * 300 - 3500 * 6,

  'cost-spot-saving': () => {
    const onDemand = 40 * 12;
    const spot = (40 + 8 * 0.5) * 4.5;
    return (1 - spot / onDemand) * 100;
  },

  'cost-commitment-breakeven': () => (1.86 * 24) / 3,

  'cost-own-gpu': () => {
    const millionTokensAnHour = (1800 * 3600) / 1_000_000;
    return (2.5 / (millionTokensAnHour * 0.8)) * 100;
  },

  'deployment-duration-06': () => {
    const batches = Math.ceil(24 / 6);
    return (batches * (60 + 90)) / 60;
  },

  'deployment-gpu-packing-09': () => Math.floor((24 - 2) / (0.5 + 2.4 + 0.15 * 4)),

  'drift-three-bins-06': () => {
    const bins = [
      { training: 0.5, live: 0.35 },
      { training: 0.3, live: 0.35 },
      { training: 0.2, live: 0.3 },
    ];
    return bins.reduce((sum, { training, live }) => sum + (live - training) * Math.log(live / training), 0);
  },

  'drift-base-rate-13': () => {
    const odds = (probability: number) => probability / (1 - probability);
    const corrected = (odds(0.4) * odds(0.05)) / odds(0.2);
    return (corrected / (1 + corrected)) * 100;
  },

  'drift-small-window-14': () => {
    const chanceMean = (hours: number) => (10 - 1) * (1 / 100_000 + 1 / (150 * hours));
    const hours = Array.from({ length: 48 }, (_, index) => index + 1);
    return hours.find((each) => chanceMean(each) <= 0.01) ?? Number.NaN;
  },

  'edge-uplink-bill': () => {
    const pictures = 500 * ((30 * 24 * 3600) / 2);
    const gigabytes = (pictures * 80) / 1_000_000;
    return gigabytes * 0.05 * (1 - 0.03);
  },

  'edge-battery-days': () => {
    const sleep = 0.004 * 24 * 3600;
    const pictures = ((24 * 60) / 5) * 1.5;
    return 72_000 / (sleep + pictures);
  },

  'retraining-interval-06': () => {
    const costPerWeek = (interval: number) => (2400 + (1200 * interval ** 2) / 2) / interval;
    const intervals = Array.from({ length: 52 }, (_, index) => index + 1);
    return intervals.reduce((best, interval) => (costPerWeek(interval) < costPerWeek(best) ? interval : best));
  },

  'retraining-freshness-10': () => {
    const [labelDelay, untilLive, untilReplaced] = [21, 2, 7];
    return labelDelay + untilLive + untilReplaced;
  },

  'ci-cd-waiting-time-09': () => {
    const imageBuilt = Math.max(1, 4) + 5;
    const sampleTrained = Math.max(imageBuilt, 6) + 9;
    const integrated = imageBuilt + 3;
    return Math.max(sampleTrained, integrated) + 1;
  },

  'rollouts-errors-06': () => {
    const requestsNeeded = (3 * 100) / 0.5;
    const canaryRequestsPerSecond = (40 * 5) / 100;
    return requestsNeeded / canaryRequestsPerSecond / 60;
  },

  'rollouts-exposure-09': () => {
    const steps = [
      { percent: 1, minutes: 10 },
      { percent: 5, minutes: 10 },
      { percent: 25, minutes: 4 },
    ];
    const requests = steps.reduce((sum, { percent, minutes }) => sum + (500 * 60 * minutes * percent) / 100, 0);
    return (requests * 8) / 100;
  },

  'security-small-groups': () => {
    const rows = [212, 4, 97, 5, 61, 3, 16, 2];
    const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
    return (sum(rows.filter((count) => count < 5)) / sum(rows)) * 100;
  },

  'security-epsilon-budget': () => Math.floor((400 - 12 * 10 - 50) / 35),

  'testing-ab-days-06': () => {
    const perGroup = (16 * 10 * (100 - 10)) / 1 ** 2;
    return Math.ceil(perGroup / (8000 * 0.1));
  },

  'testing-soak-09': () => (3000 - 1500) / ((1860 - 1500) / 6),

  'testing-defects-14': () => Math.ceil((1.96 ** 2 * 0.95 * 0.05) / 0.03 ** 2) / 0.02,

  'compute-shards': () => {
    const bytesPerParameter = 2 + 2 + 4 + 2 * 4;
    return Math.round((13 * bytesPerParameter) / 8);
  },

  'compute-days-of-training': () => {
    const operations = 6 * 7e9 * 140e9;
    const perSecond = 64 * 1e15 * 0.4;
    return operations / perSecond / 86_400;
  },

  'experiments-seed-spread': () => {
    const seeds = [0.812, 0.818, 0.815, 0.809, 0.821];
    const mean = seeds.reduce((sum, auc) => sum + auc, 0) / seeds.length;
    const variance = seeds.reduce((sum, auc) => sum + (auc - mean) ** 2, 0) / (seeds.length - 1);
    return (0.823 - mean) / Math.sqrt(variance);
  },

  'experiments-halving': () => {
    const rounds = [
      { survivors: 81, epochs: 1, before: 0 },
      { survivors: 27, epochs: 3, before: 1 },
      { survivors: 9, epochs: 9, before: 3 },
      { survivors: 3, epochs: 27, before: 9 },
    ];
    return rounds.reduce((sum, { survivors, epochs, before }) => sum + survivors * (epochs - before), 0);
  },

  'explainability-log-odds': () => 100 / (1 + Math.exp(-(-2.2 + 1.4 + 0.7 - 0.5))),

  'explainability-shapley-by-hand': () => {
    const viewFirst = 220 - 200;
    const viewLast = 350 - 290;
    return (viewFirst + viewLast) / 2;
  },

  'operations-pods': () => {
    const busyWorkers = (1500 * 36) / 1000;
    return Math.ceil(busyWorkers / (8 * 0.6));
  },

  'operations-hand-run': () => {
    const byHand = 5 + 20 / 10;
    return 150 / (byHand - 1);
  },

  'serverless-break-even': () => {
    const perMillion = 0.3 * 2 * 0.0000166667 * 1e6 + 0.2;
    return 120 / perMillion;
  },

  'serverless-drain': () => {
    const secondsPerCall = 0.8 + 10 * 0.12;
    const finishedPerSecond = (20 * 10) / secondsPerCall;
    return 90_000 / (finishedPerSecond - 40) / 60;
  },

  'versioning-copies-06': () => (1000 + (11 * 1000 * 5) / 100) / 5,

  'versioning-retention-15': () => (28 * 10 + (104 - 10)) * 3,

  'packaging-four-bits-09': () => (7 * (4 + 16 / 64)) / 8,

  'availability-error-budget': () => {
    const budget = (30 * 24 * 60) / 1000;
    return budget - 12 - 60 * 0.2 - 5 * 0.5;
  },

  'availability-three-zones': () => {
    const carrying = Math.ceil(1200 / 90);
    return Math.ceil(carrying / 2) * 3;
  },

  'availability-in-a-row': () => {
    const modelServer = 1 - (1 - 0.99) ** 2;
    return 0.9995 * 0.999 * modelServer * 100;
  },

  'cloud-idle-copy': () => {
    const seconds = (600 * 8) / 2.5;
    return (seconds / 3600) * 32;
  },

  'cloud-subnet-room': () => Math.floor((64 - 5) / 2),

  'data-agreement-06': () => {
    const [bothSpam, onlyA, onlyB, neither] = [60, 20, 20, 100];
    const all = bothSpam + onlyA + onlyB + neither;
    const agreed = (bothSpam + neither) / all;
    const spamByLuck = ((bothSpam + onlyA) / all) * ((bothSpam + onlyB) / all);
    const otherByLuck = ((onlyB + neither) / all) * ((onlyA + neither) / all);
    const byLuck = spamByLuck + otherByLuck;
    return (agreed - byLuck) / (1 - byLuck);
  },

  'data-label-audit-12': () => Math.ceil((1.96 ** 2 * 0.08 * (1 - 0.08)) / 0.02 ** 2),

  'features-smoothing-06': () => ((12 + 30 * 0.1) / (20 + 30)) * 100,

  'features-buckets-13': () => (1 - (1 - 1 / 2 ** 18) ** (50_000 - 1)) * 100,

  'llm-cache-memory': () => {
    const keysAndValues = 2;
    const bytesPerToken = keysAndValues * 32 * 8 * 128 * 2;
    const freeBytes = (40 - 4 - 8 * 2) * 1_000_000_000;
    return Math.floor(freeBytes / (bytesPerToken * 4096));
  },

  'llm-token-bill': () => {
    const perRequestMillionths = (1500 - 1000) * 3 + 1000 * 0.3 + 300 * 15;
    return (200_000 * perRequestMillionths) / 1_000_000;
  },

  'llm-blocked-messages': () => {
    const injections = 500_000 / 1000;
    const caught = injections * 0.95;
    const falseAlarms = (500_000 - injections) * 0.02;
    return (caught / (caught + falseAlarms)) * 100;
  },

  'llm-reading-weights': () => {
    const gigabytes = (70 * 4) / 8;
    return (3350 * 0.6) / gigabytes;
  },

  'monitoring-budget-05': () => {
    const budget = (30 * 400_000 * 5) / 1000;
    return budget / (28_000 / 10);
  },

  'monitoring-false-alarms-10': () => (200 * 24 * 7) / 1000,
};
