/**
 * The answer of each numeric question, computed from the numbers of its prompt alone and rounded only where the prompt
 * asks for a whole number. Percentages stay in percent before a rounding up, which a fraction's last bit would spoil.
 * Deliberately apart from the bank: a slip there must not be copied here.
 */
export const numericFormulas: Readonly<Record<string, () => number>> = {
  'basics-night-chain-05': () => 30 * (1 - 0.98 ** 5),

  'cost-spot-saving': () => {
    const onDemand = 40 * 12;
    const spot = (40 + 8 * 0.5) * 4.5;
    return (1 - spot / onDemand) * 100;
  },

  'cost-commitment-breakeven': () => (1.86 * 24) / 3,

  'deployment-duration-06': () => {
    const batches = Math.ceil(24 / 6);
    return (batches * (60 + 90)) / 60;
  },

  'drift-three-bins-06': () => {
    const bins = [
      { training: 0.5, live: 0.35 },
      { training: 0.3, live: 0.35 },
      { training: 0.2, live: 0.3 },
    ];
    return bins.reduce((sum, { training, live }) => sum + (live - training) * Math.log(live / training), 0);
  },

  'edge-uplink-bill': () => {
    const pictures = 500 * ((30 * 24 * 3600) / 2);
    const gigabytes = (pictures * 80) / 1_000_000;
    return gigabytes * 0.05 * (1 - 0.03);
  },

  'retraining-interval-06': () => {
    const costPerWeek = (interval: number) => (2400 + (1200 * interval ** 2) / 2) / interval;
    const intervals = Array.from({ length: 52 }, (_, index) => index + 1);
    return intervals.reduce((best, interval) => (costPerWeek(interval) < costPerWeek(best) ? interval : best));
  },

  'rollouts-errors-06': () => {
    const requestsNeeded = (3 * 100) / 0.5;
    const canaryRequestsPerSecond = (40 * 5) / 100;
    return requestsNeeded / canaryRequestsPerSecond / 60;
  },

  'security-small-groups': () => {
    const rows = [212, 4, 97, 5, 61, 3, 16, 2];
    const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
    return (sum(rows.filter((count) => count < 5)) / sum(rows)) * 100;
  },

  'testing-ab-days-06': () => {
    const perGroup = (16 * 10 * (100 - 10)) / 1 ** 2;
    return Math.ceil(perGroup / (8000 * 0.1));
  },

  'compute-shards': () => {
    const bytesPerParameter = 2 + 2 + 4 + 2 * 4;
    return Math.round((13 * bytesPerParameter) / 8);
  },

  'experiments-seed-spread': () => {
    const seeds = [0.812, 0.818, 0.815, 0.809, 0.821];
    const mean = seeds.reduce((sum, auc) => sum + auc, 0) / seeds.length;
    const variance = seeds.reduce((sum, auc) => sum + (auc - mean) ** 2, 0) / (seeds.length - 1);
    return (0.823 - mean) / Math.sqrt(variance);
  },

  'explainability-log-odds': () => 100 / (1 + Math.exp(-(-2.2 + 1.4 + 0.7 - 0.5))),

  'operations-pods': () => {
    const busyWorkers = (1500 * 36) / 1000;
    return Math.ceil(busyWorkers / (8 * 0.6));
  },

  'serverless-break-even': () => {
    const perMillion = 0.3 * 2 * 0.0000166667 * 1e6 + 0.2;
    return 120 / perMillion;
  },

  'versioning-copies-06': () => (1000 + (11 * 1000 * 5) / 100) / 5,

  'availability-error-budget': () => {
    const budget = (30 * 24 * 60) / 1000;
    return budget - 12 - 60 * 0.2 - 5 * 0.5;
  },

  'availability-three-zones': () => {
    const carrying = Math.ceil(1200 / 90);
    return Math.ceil(carrying / 2) * 3;
  },

  'cloud-idle-copy': () => {
    const seconds = (600 * 8) / 2.5;
    return (seconds / 3600) * 32;
  },

  'data-agreement-06': () => {
    const [bothSpam, onlyA, onlyB, neither] = [60, 20, 20, 100];
    const all = bothSpam + onlyA + onlyB + neither;
    const agreed = (bothSpam + neither) / all;
    const spamByLuck = ((bothSpam + onlyA) / all) * ((bothSpam + onlyB) / all);
    const otherByLuck = ((onlyB + neither) / all) * ((onlyA + neither) / all);
    const byLuck = spamByLuck + otherByLuck;
    return (agreed - byLuck) / (1 - byLuck);
  },

  'features-smoothing-06': () => ((12 + 30 * 0.1) / (20 + 30)) * 100,

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

  'monitoring-budget-05': () => {
    const budget = (30 * 400_000 * 5) / 1000;
    return budget / (28_000 / 10);
  },
};
