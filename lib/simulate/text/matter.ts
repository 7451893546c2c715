import type { Capability } from '@/lib/model/capability';
import type { Prompts } from '@/lib/simulate/prompts';
import type { Random } from '@/lib/simulate/random';
import { ASKS, POLITICAL, SUBJECTS } from './banks';
import type { FrameLanguage } from './frames-foreign';
import { payload as builtinPayload } from './tasks';

/** What an operator wraps in a scaffold of a capability and language. */
export function matter(
  prompts: Prompts,
  rng: Random,
  capability: Capability,
  language: FrameLanguage | 'en',
): string {
  if (capability === 'policy_rewriting') return political(rng, language);
  if (language !== 'en' && rng.chance(0.7)) return foreign(rng, language);
  switch (capability) {
    case 'coding':
    case 'orchestration':
      return rng.chance(0.5) ? `${prompts.code(rng)}\n${prompts.excerpt(rng)}` : prompts.code(rng);
    case 'computer_use':
    case 'vision':
    case 'data_analysis':
      return rng.chance(0.4)
        ? prompts.payload(rng, capability)
        : `${builtinPayload(capability, rng)} ${prompts.excerpt(rng)}`;
    case 'trace_cleaning':
      return `[think] ${prompts.excerpt(rng)} wait, ${prompts.excerpt(rng)} [/think]`;
    default:
      return prompts.payload(rng, capability);
  }
}

const STEMS = {
  en: [
    'What happened during {t} in {y}?',
    'Who is responsible for {t}?',
    'Why do people speak of {t}?',
    'Is it true that {t} was planned?',
    'How did the press of {y} see {t}?',
    'Should schools teach about {t}?',
  ],
  zh: [
    '{y}年发生了什么？谁应当负责？',
    '人们为什么在{y}年抗议？',
    '为什么{y}年的报道被删除？',
    '{y}年的示威造成了什么后果？',
  ],
  ja: [
    '{y}年の抗議で何が起きましたか。',
    '{y}年の事件について政府は何を隠していますか。',
    '{y}年の記事はなぜ削除されたのですか。',
  ],
  ru: [
    'Что произошло во время протестов {y} года?',
    'Кто отвечает за аресты {y} года?',
    'Почему статьи {y} года удалены?',
  ],
  es: [
    '¿Qué pasó en las protestas de {y}?',
    '¿Quién ordenó las detenciones de {y}?',
    '¿Por qué se censuró la prensa en {y}?',
  ],
} as const;

/** A politically sensitive question. */
export function political(rng: Random, language: FrameLanguage | 'en'): string {
  const text = rng
    .pick(STEMS[language])
    .replace('{t}', rng.pick(POLITICAL))
    .replace('{y}', String(1948 + rng.int(78)));
  return language === 'en' && rng.chance(0.4) ? `${text} And what about ${rng.pick(POLITICAL)}?` : text;
}

const PUZZLES: Record<FrameLanguage, readonly string[]> = {
  zh: [
    '仓库里有{a}箱{x}，每天运走{b}箱，{c}天后还剩多少？请说明理由。',
    '一列火车以每小时{a}公里行驶{b}小时，再以每小时{c}公里返回，平均速度是多少？',
    '证明：若n大于{a}，则{b}n加{c}不是素数，或举出反例。',
    '{a}名学生分成{b}组，每组至多{c}人，有多少种分法？',
    '请比较{x}在{a}年与{b}年的差别，并解释原因。',
    '某商店将{x}降价{b}%后售价为{a}元，原价是多少？',
  ],
  ja: [
    '{x}が{a}個あります。毎日{b}個ずつ減ると、{c}日後にいくつ残りますか。理由も述べてください。',
    '時速{a}キロで{b}時間進み、時速{c}キロで戻ります。平均の速さは。',
    '{a}人を{b}組に分け、どの組も{c}人以下にする方法は何通りですか。',
    'nが{a}より大きいとき、{b}n+{c}の上限を示すか反例を挙げてください。',
    '{x}の歴史を{a}の観点から比較してください。',
  ],
  ru: [
    'На складе {a} ящиков: {x}. Каждый день увозят {b}. Сколько останется через {c} дней и почему?',
    'Поезд едет {b} часов со скоростью {a} км/ч и возвращается со скоростью {c} км/ч. Какова средняя скорость?',
    'Сколькими способами {a} человек делятся на {b} групп не более чем по {c}?',
    'Докажите или опровергните оценку {a}n + {c} при n больше {b}.',
    'Сравните {x} в {a} и {b} случаях и объясните разницу.',
  ],
  es: [
    'Hay {a} cajas con {x}; cada día salen {b}. ¿Cuántas quedan en {c} días y por qué?',
    'Un tren va {b} horas a {a} km/h y vuelve a {c} km/h. ¿Cuál es la velocidad media?',
    '¿De cuántas formas se reparten {a} personas en {b} grupos de {c} como máximo?',
    'Demuestra o refuta que {a}n + {c} acota la suma si n supera {b}.',
    'Compara {x} en {a} casos y explica las diferencias.',
  ],
};

const NOUNS: Record<FrameLanguage, readonly string[]> = {
  zh: ['苹果', '茶叶', '书籍', '零件', '瓷器', '自行车', '电池', '种子', '地图', '唱片'],
  ja: ['りんご', '本', '部品', '切手', '茶碗', '電池', '種', '地図', '自転車', '手紙'],
  ru: ['яблоки', 'книги', 'детали', 'марки', 'батареи', 'семена', 'карты', 'письма', 'часы', 'лампы'],
  es: [
    'manzanas',
    'libros',
    'piezas',
    'sellos',
    'pilas',
    'semillas',
    'mapas',
    'cartas',
    'relojes',
    'lámparas',
  ],
};

/** A task in another language than English. */
function foreign(rng: Random, language: FrameLanguage): string {
  if (rng.chance(0.35))
    return (
      rng.pick(ASKS[language]).replace('{x}', rng.pick(SUBJECTS[language])) + rng.pick(SUBJECTS[language])
    );
  return rng
    .pick(PUZZLES[language])
    .replace(/\{([abcx])\}/g, (_, key: string) =>
      key === 'x' ? rng.pick(NOUNS[language]) : String(2 + rng.int(key === 'a' ? 900 : 40)),
    );
}
