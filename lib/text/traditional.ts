/** Simplified characters of the cues, each followed by its traditional form. */
const PAIRS =
  '个個给給们們为為内內维維轮輪条條刚剛链鏈过過样樣导導输輸详詳细細写寫说說阐闡还還记記试試总總结結译譯转轉码碼调調话話会會这這该該终終与與隐隱块塊独獨贴貼复復应應补補满滿从從备備评評则則价價标標准準奖獎' +
  '励勵审審员員专專断斷优優较較数數响響选選别別违違规規问問题題异異见見门門关關于於领領绝絕场場径徑开開换換变變无無难難触觸质質历歷发發国國党黨执執权權护護压壓镇鎮键鍵论論驱驅动動机機构構协協务務缓緩实實' +
  '现現据據库庫编編脚腳软軟师師单單测測资資并並销銷统統计計归歸区區间間击擊滚滾浏瀏览覽图圖边邊拟擬创創设設练練习習训訓语語种種双雙范範围圍轨軌迹跡录錄对對级級议議订訂简簡请請将將读讀众眾让讓运運证證书書' +
  '岁歲时時进進经經济濟业業职職识識讨討赢贏笔筆划劃项項热熱线線约約网網页頁账賬号號报報错錯误誤净淨删刪检檢视視频頻态態势勢点點尔爾么麼当當汇匯环環络絡赖賴坏壞尽盡组組认認义義产產处處称稱';

const FORMS = new Map<string, string>();
for (let at = 0; at + 1 < PAIRS.length; at += 2) FORMS.set(PAIRS[at] as string, PAIRS[at + 1] as string);

/** A phrase in traditional characters; the phrase itself where it has none to change. */
export function traditional(phrase: string): string {
  let out = '';
  for (const char of phrase) out += FORMS.get(char) ?? char;
  return out;
}
