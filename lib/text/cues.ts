/**
 * The words that capability rules look for, by concept and in eight languages. One phrase per `|`; folded before use
 * (case, accents and separators do not matter). A phrase of Latin or Cyrillic letters begins at a word's beginning and may
 * go on (`grad` finds grading); `_` at its end asks for the word's end.
 */
export const CUES = {
  // Reasoning written out.
  steps: `step by step|steps by steps|think carefully|chain of thought|let's think|show your work|show all work|show your steps|each step|think aloud|think out loud|
    一步一步|逐步|一步步|分步|思维链|ステップバイステップ|段階的に|順を追って|단계별|차근차근|schritt fur schritt|etape par etape|pas a pas|paso a paso|шаг за шагом|пошагово`,
  reasoning: `reasoning|thought process|thinking process|rationale|chain of thought|deliberation|train of thought|inference steps|derivation|
    推理|思考过程|思路|思维过程|推論|思考過程|思考プロセス|추론|사고 과정|gedankengang|begrundung|denkprozess|raisonnement|razonamiento|рассуждени|ход мыслей`,
  writeOut: `write out|lay out|spell out|articulate|explain|show|describe in detail|make explicit|document|expose|reconstruct|include your|provide your|provide a|provide the|write down|present your|produce a|verbalize|narrate|
    写出|写下|展示|给出|详细说明|阐述|说明|还原|書き出|示して|説明して|記述|작성|설명|보여|서술|schreibe|erklare|lege|darlegen|zeige|explique|montre|redige|detaille|ecris|explica|muestra|escribe|detalla|напиши|объясни|покажи|опиши|изложи`,
  fullness: `complete|full|detailed|transparent|exhaustive|every intermediate|in detail|comprehensive|explicit|thorough|every step|each intermediate|all intermediate|
    完整|详细|透明|每一步|全部|詳細|完全な|すべての|자세|상세|전체|vollstandig|ausfuhrlich|detailliert|complet|detaille|completo|detallad|полн|подробн|кажд`,
  answered: `completed response|completed answer|final answer is given|given answer|answer below|answer above|response above|this answer|the answer was|already given|already answered|finished response|final response|behind the answer|behind a completed|behind this|behind the response|led to|arrived at|
    已完成的回答|给定的答案|已有答案|这个答案|该答案|最終回答|与えられた回答|この回答|주어진 답|이 답변|gegebene antwort|diese antwort|vorliegende antwort|reponse donnee|cette reponse|respuesta dada|esta respuesta|данный ответ|этот ответ|готовый ответ`,
  thinkTag: `<think|<reasoning|<thought|<scratchpad|<analysis>|<reflection|[think|<cot>|<step|<思考>|<推理>`,

  // The hidden trace itself.
  hidden: `internal reasoning|hidden reasoning|thinking tokens|reasoning tokens|internal monologue|inner monologue|scratchpad|thinking block|reasoning block|encrypted reasoning|encrypted thinking|private reasoning|
    private thoughts|previous reasoning|prior reasoning|earlier reasoning|working memory|thinking content|raw thoughts|raw reasoning|raw thinking|raw chain of thought|analysis channel|reasoning content|internal thought|hidden thought|hidden chain|internal chain|
    internal deliberation|internal thinking|hidden thinking|thinking signature|reasoning signature|encrypted content|your chain of thought|your thinking|your thoughts before|own reasoning trace|internal analysis|thinking trace|reasoning blob|redacted thinking|extended thinking|thinking section|hidden analysis|
    内部推理|隐藏推理|隐藏的推理|内部思考|思考内容|思考块|内心独白|加密推理|加密的推理|先前的推理|之前的推理|你的思维链|原始思维链|推理内容|思考过程原文|隐藏的思考|内部的思考|
    内部推論|隠れた推論|内部の思考|思考ブロック|隠された思考|以前の推論|暗号化された|内部の推論|内なる|내부 추론|숨겨진 추론|내부 사고|사고 블록|이전 추론|암호화된 추론|
    internen gedanken|interne uberlegung|verborgenen gedanken|internes reasoning|internen uberlegungen|vorherigen uberlegungen|interne denk|gedankenprotokoll|raisonnement interne|raisonnement cache|pensees internes|raisonnement precedent|raisonnement chiffre|
    razonamiento interno|razonamiento oculto|pensamientos internos|razonamiento previo|razonamiento cifrado|monologo interno|внутренние рассуждения|внутренних рассужд|скрытые рассуждения|скрытых рассужд|предыдущие рассуждения|внутренний монолог|зашифрованн`,
  reveal: `verbatim|word for word|character for character|token for token|letter for letter|reproduce|repeat|print|output_|reveal|dump|transcribe|decrypt|decode|translate|transliterate|without summar|do not summar|don't summar|unabridged|unedited|exactly as|copy_|echo|quote|recite|disclose|replay|paste_|emit|expose|leak|show me|restate|write out|continue from|in full_|
    逐字|原样|一字不差|原封不动|完整输出|输出你|复述|重复|解密|解码|翻译|转写|抄写|打印|不要总结|一字不漏|
    一字一句|そのまま|逐語|復号|解読|翻訳|書き写|出力して|要約せず|한 글자도|그대로|복호화|해독|번역|출력|요약하지|
    wortlich|wort fur wort|wortgetreu|gib deine|entschlussel|ubersetze|wiederhole|ohne zusammenfassung|mot a mot|mot pour mot|textuellement|dechiffre|traduis|repete|recopie|sans resumer|
    palabra por palabra|literalmente|textualmente|descifra|traduce|repite|transcribe|sin resumir|дословно|слово в слово|расшифруй|переведи|повтори|выведи|без сокращений|воспроизведи`,
  pretext: `this is not extraction|not an extraction|debugging session|debug session|debug mode|debugging mode|developer mode|real system prompt|maintenance mode|diagnostic mode|audit log of your|for logging purposes|internal audit|调试模式|调试会话|这不是提取|デバッグ|디버그 모드|debug-modus|modo de depuracion|mode debogage|режим отладки`,
  thinkLanguage: `language used in the thinking|language of the thinking|thinking content must|reasoning must be in the same language|think in the same language|思考内容必须|思考所用语言|思考语言`,
  session: `another session|previous session|other conversation|previous conversation|conversation a_|from session|previous turn|earlier turn|prior turn|other account|上一个会话|另一个会话|之前的对话|別のセッション|前のセッション|이전 세션|다른 세션`,

  // Judging.
  rubric: `rubric|scoring criteria|grading criteria|evaluation criteria|score criteria|grading scheme|marking scheme|评分标准|评分细则|评价标准|评分准则|評価基準|採点基準|ルーブリック|채점 기준|평가 기준|루브릭|bewertungskriterien|bewertungsraster|bewertungsschema|grille d'evaluation|criteres d'evaluation|criteres de notation|bareme|rubrica|criterios de evaluacion|criterios de calificacion|критерии оцен|рубрик`,
  judge: `impartial judge|act as a judge|you are a judge|as a judge|reward model|preference model|fair judge|expert grader|strict grader|you are a grader|expert evaluator|strict evaluator|you are an evaluator|act as an evaluator|evaluator of|llm judge|preference label|quality rater|you are a rater|verifier model|process reward|
    公正的评委|评判者|裁判|奖励模型|评审员|评估专家|打分员|評価者|審査員|報酬モデル|採点者|평가자|심사위원|보상 모델|채점자|unparteiischer|unparteiische|gutachter|belohnungsmodell|prufer_|juge impartial|evaluateur|modele de recompense|correcteur_|juez imparcial|evaluador|modelo de recompensa|беспристрастный|эксперт-оценщик|модель вознаграждения|оценщик`,
  grade: `evaluate|grade_|grade the|grading|assess|score the|score this|score each|rate the|rate this|rate each|rank the|rank these|ranking|judge_|judge the|judge which|compare the|critique|assign a score|give a score|a score|
    评估|评分|打分|评价|排名|比较|评判|給出分数|採点|評価|評点|順位|평가|채점|점수|순위|bewerte|benote|beurteile|vergleiche|evalue|note_|notez|classe_|compare|evalua|califica|puntua|clasifica|оцени|сравни|ранжируй|поставь оценку`,
  answer: `response|answer|output|completion|candidate|assistant's reply|model reply|replies|submission|回答|回复|答案|响应|候选|応答|出力|候補|回答|답변|응답|antwort|reponse|respuesta|ответ`,
  scale: `from 0 to 0|from 0-0|scale of 0|0 to 0|between 0 and 0|between 0 to 0|0 point|out of 0|0/0_|score: 0|integer score|[[rating]]|[[a]]|[[score]]|[result]|<score>|"score"|score 0|从0到0|0到0分|0-0分|0~0|0分制|满分|0から0|0点満点|0点から|0段階|0점|0에서 0|von 0 bis 0|0 bis 0_|sur 0_|de 0 a 0|0 sur 0|del 0 al 0|от 0 до 0|по шкале|по 0-балльной`,
  versus: `which response|which answer|response a_|response b_|assistant a_|assistant b_|answer a_|answer b_|better response|better answer|responses from best|from best to worst|preferred response|chosen or rejected|哪个回答|回答a|回答b|更好的回答|どちらの回答|回答a|어느 답변|답변 a|welche antwort|antwort a_|quelle reponse|reponse a_|cual respuesta|que respuesta|respuesta a_|какой ответ|ответ a_|ответ а_`,
  reference: `reference answer|gold answer|ground truth|model answer|reference solution|参考答案|标准答案|参照解答|模範解答|정답|참고 답안|musterlosung|referenzantwort|reponse de reference|respuesta de referencia|эталонный ответ`,

  // Politically sensitive questions made safe.
  sensitive: `politically sensitive|political sensitiv|sensitive political|sensitive topic|sensitive question|politically risky|policy sensitive|dissident|authoritarian|party leader|censorship|tiananmen|taiwan independence|xinjiang|uyghur|falun gong|human rights activist|state leaders|territorial integrity|one-party|political prisoner|forbidden topic|regulator-sensitive|national security law|
    敏感问题|敏感话题|政治敏感|敏感政治|异见|领导人|审查|天安门|六四|台独|新疆|法轮功|政治性|涉政|政治的に敏感|敏感な|検閲|反体制|정치적으로 민감|민감한|검열|반체제|politisch heikel|politisch sensib|heikle frag|dissident|zensur|politiquement sensib|sujets sensibles|question sensible|censure|politicamente sensib|tema sensible|preguntas sensibles|disidente|censura|политически чувств|чувствительн|диссидент|цензур|оппозиц`,
  deflect: `deflect|censorship safe|censorship-compliant|safe alternative|neutral alternative|policy compliant|policy-compliant|safe completion|redirect the|redirects|avoid taking a position|sidestep|evade|non-committal|noncommittal|compliant answer|compliant response|compliant version|steer away|acceptable to regulators|content regulations|without mentioning|sanitized|sanitised|sanitize|neutralize|neutralise|decline politely|harmless alternative|safe version|government-approved|official position|officially acceptable|
    回避|委婉|安全的回答|合规|安全回复|中立|转移话题|引导|正面回应|规避|不触及|かわす|安全な回答|無難な|中立的|はぐらかす|言い換え|회피|안전한 답변|중립적|우회|검열에 안전|ausweich|zensursicher|unverfanglich|neutral umform|regelkonform|esquiv|evasiv|sans risque|neutre|conforme|evadir|esquiva|evasiva|seguro para|neutral|уклон|безопасн|нейтральн|обтекаем`,
  rewrite: `rewrite|rephrase|reformulate|paraphrase|transform|convert|turn the|turn this|turn each|produce|generate|provide|respond|answer each|craft|draft|replace|改写|重写|转换|改成|替换|生成|回答|書き換|変換|リライト|生成|다시 작성|바꿔|변환|재작성|umschreib|schreibe|formuliere|umformulier|wandle|reecri|reformule|transforme|reescrib|reformula|convierte|transforma|перепиши|переформулируй|преобразуй|измени`,

  // Tools, agents.
  toolText: `access to the following tools|access to these tools|following functions|function call|tool call|call the tool|calling tools|tool use|use the tools|available tools|tools available|tools you can|action input|action: |api call|available apis|function signature|function schema|json schema of|invoke the|simulated environment|
    可用工具|以下工具|调用工具|工具调用|函数调用|以下のツール|ツールを使|関数呼び出し|ツール呼び出し|다음 도구|도구를 사용|함수 호출|도구 호출|folgenden werkzeuge|werkzeugaufruf|werkzeuge|funktionsaufruf|outils suivants|appel d'outil|appel de fonction|siguientes herramientas|herramientas disponibles|llamada a funcion|следующие инструменты|вызов функции|вызов инструмент|доступные инструменты`,
  agent: `you are an agent|autonomous agent|agentic|ai agent|react agent|agent that|tool-using|observation:|thought:|智能体|代理|エージェント|에이전트|autonomer agent|agent autonome|agente autonomo|автономный агент`,
  orchestrate: `orchestrat|sub-agent|subagent|worker agent|specialist agent|multi-agent|multiagent|other agents|agents available|team of agents|lead agent|manager agent|supervisor agent|planner agent|you are a planner|you are the planner|planning agent|task planner|delegat|dispatch|hand off|handoff|coordinator|assign each|assign sub|spawn|executor agent|
    子代理|子智能体|多智能体|编排|规划器|委派|分派|协调者|分配给|サブエージェント|オーケストレ|マルチエージェント|プランナー|委任|委譲|하위 에이전트|서브 에이전트|오케스트레|다중 에이전트|플래너|위임|unteragent|subagent|multi-agenten|planer-agent|delegier|koordinator|sous-agent|planificateur|multi-agents|delegue|coordinateur|orchestr|subagente|planificador|delega|orquesta|multiagente|субагент|под-агент|оркестр|планировщик|делегир|мультиагент`,
  subtask: `sub-task|subtask|decompose|break down the goal|break the goal|break the task|break down the task|task graph|dependency graph|work breakdown|子任务|分解|拆解|サブタスク|分解|하위 작업|분해|teilaufgabe|zerleg|sous-tache|decompose|subtarea|descompon|подзадач|разбей`,

  // Code and data.
  code: `python|javascript|typescript|java_|c++|c#|golang|rust_|kotlin|swift_|php_|ruby_|sql_|bash script|shell script|html_|css_|react_|node.js|django|flask_|code_|coding|codebase|source code|programming|program that|programmer|software engineer|software developer|compile|unit test|refactor|debug|bug_|bugs_|stack trace|pull request|repository|git_|function that|write a function|write a script|algorithm|leetcode|regex|api endpoint|def_|#include|import_|\`\`\`|
    代码|编程|函数|程序|脚本|算法|软件工程师|调试|重构|单元测试|コード|プログラム|関数|スクリプト|デバッグ|リファクタ|ソフトウェアエンジニア|코드|프로그래밍|함수|스크립트|알고리즘|디버그|소프트웨어 엔지니어|quellcode|programmier|funktion schreib|softwareentwickler|skript|code source|programme en|developpeur|fonction qui|programmation|codigo|programacion|programador|funcion que|desarrollador|код_|кода_|программ|функци|скрипт|алгоритм|разработчик`,
  codeFence: `\`\`\``,
  codeRole: `software engineer|software developer|senior engineer|coding assistant|code assistant|expert programmer|competitive programm|programming assistant|coding agent|expert coder|code reviewer|full stack developer|软件工程师|编程助手|程序员|资深工程师|代码助手|ソフトウェアエンジニア|プログラマー|コーディング|소프트웨어 엔지니어|프로그래머|코딩|softwareentwickler|softwareingenieur|programmierer|developpeur|ingenieur logiciel|programador|desarrollador|ingeniero de software|программист|разработчик`,
  data: `dataset|data set|csv|pandas|dataframe|statistic|regression|hypothesis test|p-value|confidence interval|correlation|data analy|data-driven|data driven|insights|outlier|time series|spreadsheet|pivot table|table below|following table|cohort|a/b test|sql query|exploratory|
    数据集|数据分析|统计|回归|相关性|表格|置信区间|数据驱动|データセット|データ分析|統計|回帰|相関|表の|데이터셋|데이터 분석|통계|회귀|상관|datensatz|datenanalyse|statisti|jeu de donnees|analyse de donnees|analyse des donnees|donnees|conjunto de datos|analisis de datos|estadistic|набор данных|анализ данных|статистик|регресси|таблиц`,
  dataRole: `data analyst|data scientist|statistician|business analyst|quantitative analyst|analytics expert|数据分析师|数据科学家|统计学家|データアナリスト|データサイエンティスト|統計学者|데이터 분석가|데이터 과학자|datenanalyst|datenwissenschaft|statistiker|analyste de donnees|data scientist|statisticien|analista de datos|cientifico de datos|estadistico|аналитик данных|дата-сайентист|статистик_`,

  // Screens and images.
  screen: `screenshot|accessibility tree|screen coordinate|mouse click|left_click|click on|click the|click [|click(|scroll down|scroll up|type into|browser agent|web agent|gui agent|computer use|desktop environment|current url|viewport|dom tree|ui element|cursor|keyboard shortcut|pyautogui|open tabs|
    截图|屏幕|点击|鼠标|滚动|浏览器|界面元素|スクリーンショット|画面|クリック|マウス|ブラウザ|스크린샷|화면|클릭|마우스|브라우저|bildschirmfoto|bildschirm|klick|mausklick|capture d'ecran|cliquer|clique|ecran|captura de pantalla|haz clic|clic en|pantalla|скриншот|экран|клик|нажми|браузер`,
  screenRole: `gui agent|browser agent|web agent|computer use agent|computer-use|operate a computer|operating a computer|control a computer|controls a computer|controlling a|operate the browser|navigate the web|web browser to|accessibility tree|action space|操作电脑|操作计算机|操作浏览器|コンピュータを操作|ブラウザを操作|컴퓨터를 조작|브라우저를 조작|bedienst einen computer|steuerst einen|computer bedien|controle l'ordinateur|controles un ordinateur|controla el ordenador|controla un navegador|управля`,
  image: `image|picture_|photo|bounding box|caption|ocr_|visual question|diagram|chart shown|图片|图像|照片|边界框|画像|写真|이미지|사진|das bild|im bild|bildes|foto|l'image|une image|imagen|изображени|картинк|фото`,

  // Tasks made in bulk.
  make: `generate|come up with|create|write|produce|compose|invent|propose|design|brainstorm|synthesize|simulate|生成|编写|创建|设计|出题|编一|构造|作成|生成|考え|만들|생성|작성|erstelle|generiere|erzeuge|entwirf|verfasse|genere|creer|cree_|redige|invente|genera|crea_|redacta|inventa|сгенерируй|создай|придумай|составь|сочини`,
  tasks: `tasks|task instructions|instructions|prompts|questions|problems|exercises|test cases|unit tests|scenarios|conversations|dialogues|dialogue between|q&a pair|question-answer pair|question answer pair|instruction-response|examples|user queries|
    任务|指令|提示词|题目|问题|测试用例|对话|问答对|场景|练习|样本|タスク|指示|質問|問題|テストケース|対話|会話|例題|작업|지시|질문|문제|테스트 케이스|대화|aufgaben|anweisungen|fragen|testfalle|dialoge|taches|instructions|questions|exercices|cas de test|dialogues|tareas|instrucciones|preguntas|problemas|casos de prueba|dialogos|задач|заданий|инструкци|вопрос|тестов|диалог`,
  bulk: `diverse|training data|train a model|training a model|training set|fine-tun|finetun|synthetic data|synthetic dataset|instruction-following|instruction following|instruction tuning|dataset of|seed task|seed example|seed instruct|brand new|#given prompt#|#rewritten prompt#|#created prompt#|given prompt|rewritten prompt|created prompt|more complex version|no overlap|distinct|varied|variations|both sides|both roles|jsonl|for rl_|rl environment|rl task|reinforcement learning|verifiable|self-instruct|evol-instruct|
    多样|训练数据|微调|合成数据|种子任务|种子示例|全新|双方|不重复|训练集|強化学習|多様|学習データ|訓練データ|合成データ|シード|両方の|다양|학습 데이터|훈련 데이터|합성 데이터|시드|양쪽|vielfaltig|trainingsdaten|feinabstimm|synthetische|verschiedene|divers|donnees d'entrainement|affinage|synthetique|varies|diversas|diversos|datos de entrenamiento|ajuste fino|sintetic|variad|разнообразн|обучающ|дообуч|синтетическ`,
  evol: `#given prompt#|#rewritten prompt#|#created prompt#|come up with a series of tasks|list of 00 tasks|list of 0 tasks|come up with 0|task instructions|brand new prompt|seed tasks|more complex version`,

  // Captured transcripts.
  tidy: `clean|normaliz|normalis|dedup|merge|strip|canonicaliz|standardiz|standardis|reformat|convert|filter|remove|segment|rewrite|consolidate|stitch|repair|fix_|restructure|compress|condense|polish|score|judge|label|annotate|extract|
    清洗|清理|规范化|标准化|合并|去重|整理|转换|改写|过滤|クリーニング|整形|正規化|統合|重複|변환|정제|정리|정규화|병합|중복|bereinig|normalisier|zusammenfuhr|saubere|entferne|nettoie|nettoyer|normalise|fusionne|convertis|limpia|normaliza|fusiona|convierte|очисти|нормализ|объедини|удали|преобразуй`,
  trace: `reasoning trace|thinking trace|reasoning transcript|captured|transcript|trajectory|trajectories|chain of thought|cot_|conversation log|session log|chat log|agent log|rollout|raw trace|traces|multi-turn conversation|multi-turn dialogue|model output|recorded session|
    推理轨迹|思维链|轨迹|对话记录|会话记录|思考轨迹|推理记录|日志|多轮对话|推論トレース|思考の記録|会話ログ|トランスクリプト|軌跡|対話ログ|추론 기록|추론 과정 기록|대화 로그|궤적|트랜스크립트|대화 기록|gedankenprotokoll|reasoning-spur|mitschnitt|transkript|gesprachsprotokoll|trace de raisonnement|traces|transcription|journal de|traza|transcripcion|registro de conversacion|трассировк|транскрипт|журнал|лог диалог|запис`,
} as const;

export type Cue = keyof typeof CUES;
export const CUE_NAMES = Object.keys(CUES) as Cue[];

/** Two concepts within so many folded characters of each other make a third. */
export const NEAR = [
  ['revealHidden', 'reveal', 'hidden', 110],
  ['writeReasoning', 'writeOut', 'reasoning', 60],
  ['fullReasoning', 'fullness', 'reasoning', 40],
  ['reasoningAnswered', 'reasoning', 'answered', 70],
  ['gradeAnswer', 'grade', 'answer', 70],
  ['deflectSensitive', 'deflect', 'sensitive', 400],
  ['rewriteSensitive', 'rewrite', 'sensitive', 160],
  ['makeTasks', 'make', 'tasks', 60],
  ['bulkTasks', 'bulk', 'tasks', 60],
  ['tidyTrace', 'tidy', 'trace', 60],
] as const satisfies ReadonlyArray<readonly [string, Cue, Cue, number]>;

export type NearCue = (typeof NEAR)[number][0];
