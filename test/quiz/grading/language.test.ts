import { describe, expect, it } from 'vitest';
import { loadBank } from '../../../src/bank/load.ts';
import { isForeign } from '../../../src/quiz/grading/language.ts';
import { isOpen } from '../../../src/quiz/question.ts';

describe('Whether an answer is in another language than English', () => {
  it.each([
    ['German', 'Ich würde zuerst prüfen, ob die Labels vollständig sind, und dann mit PSI vergleichen.'],
    ['German, short', 'das Modell ist kaputt, ich würde es einfach neu trainieren 🤷'],
    ['French', "Je vérifierais d'abord les étiquettes, puis la distribution des données avant de réentraîner."],
    ['Spanish', 'Primero miro si los datos de entrada han cambiado y comparo la distribución con el entrenamiento.'],
    ['Portuguese', 'Eu verifico se os dados mudaram e comparo com os dados de treino, depois treino o modelo de novo.'],
    ['Italian', 'Prima controllo le etichette, poi confronto la distribuzione dei dati con quella del training.'],
    ['Dutch', 'Ik kijk eerst of de labels compleet zijn en vergelijk dan de verdeling van de invoer.'],
    [
      'Polish',
      'Najpierw sprawdzam, czy etykiety są kompletne, potem jak się zmieniły dane, bo to nie jest błąd w kodzie.',
    ],
    ['Russian', 'Сначала я бы проверил метки, потом распределения признаков.'],
    ['Chinese', '我会先检查标签是否完整，然后用 PSI 比较输入分布。'],
    ['Japanese', 'ラベルを確認し、入力分布を比較してから再学習します。'],
    ['Arabic', 'أتحقق أولا من اكتمال التسميات ثم أقارن توزيع البيانات'],
    ['Hindi', 'मैं पहले लेबल जाँचता हूँ, फिर इनपुट की तुलना करता हूँ।'],
  ])('knows %s', (_, text) => {
    expect(isForeign(text)).toBe(true);
  });

  it.each([
    ['keywords', 'labels late; null rates; PSI; canary; retrain recent data'],
    [
      'a quoted sentence',
      'The dashboard said “das Modell ist nicht erreichbar”, so I looked at the load balancer and then at the logs.',
    ],
    ['names', 'I would ask Müller, García and Łukasz, who own the pipeline, for the schema.'],
    ['Greek letters', 'If μ or σ moves by more than 3σ, alert; α = 0.05.'],
    ['emoji', '🤷 👍👍👍'],
    ['code', 'SELECT de, la FROM t; for i in range(10): el = es[i]'],
    ['nothing', ''],
  ])('does not take %s for one', (_, text) => {
    expect(isForeign(text)).toBe(false);
  });

  it('takes no text of the bank for one', async () => {
    const open = (await loadBank('data')).questions.filter(isOpen);
    const texts = open.flatMap(({ modelAnswer, weakExamples }) => [modelAnswer, ...weakExamples]);
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.filter(isForeign)).toEqual([]);
  });
});
