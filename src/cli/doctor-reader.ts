import type { LlmConfig } from '../config.ts';
import { openReader } from '../reader/openai.ts';
import { ReaderFailure, type ReaderTrouble, type ToRead } from '../reader/second-reader.ts';
import type { Finding } from './finding.ts';

const about = 'second reader';

/** Small, and made up: nothing of the bank or of a member goes out to look whether somebody answers. */
const sample: ToRead = {
  question: {
    prompt: 'What colour is a clear sky at noon?',
    keyPoints: [{ id: 'blue', label: 'blue', text: 'It is blue.', any: ['blue'], weight: 1, hint: 'Look up.' }],
  },
  text: 'The sky is blue then.',
};

const troubles: Readonly<Record<ReaderTrouble, string>> = {
  timeout: 'takes longer than 8 seconds; use a smaller model or a faster server',
  'rate-limited': 'wants to be asked less often; look at the limits of its account',
  refused: 'refuses; look at LLM_API_KEY and LLM_MODEL, and whether LLM_BASE_URL ends where /chat/completions follows',
  unavailable: 'cannot be reached or has trouble of its own; look at LLM_BASE_URL',
  unreadable: 'does not give the JSON it is asked for; use a model and a server that know response_format json_schema',
  stopped: 'was not asked',
};

/** Asks the second reader for one small reading. Without it everything works, so a silent one is no fault. */
export async function readerFinding(config: LlmConfig): Promise<Finding> {
  const name = `${config.model} at ${config.baseUrl}`;
  const started = performance.now();
  try {
    const findings = await openReader(config).read(sample);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    return findings.some(({ id, status }) => id === 'blue' && status === 'covered')
      ? { level: 'ok', about, said: `${name} answers, in ${seconds} s` }
      : { level: 'warn', about, said: `${name} answers, but does not find that "The sky is blue then." says blue` };
  } catch (error) {
    if (!(error instanceof ReaderFailure)) throw error;
    const status = error.status === undefined ? '' : ` (${error.status})`;
    return { level: 'warn', about, said: `${name} ${troubles[error.trouble]}${status}` };
  }
}
