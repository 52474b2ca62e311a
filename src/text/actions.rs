//! The wording of each action: a short label for the hint line, a sentence for help and the command list.

use super::Lang;
use crate::domain::act::{Act, Deed};

/// The label of an action and its description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wording {
    zh: (&'static str, &'static str),
    en: (&'static str, &'static str),
}

impl Wording {
    /// The short label; at most four characters in Chinese.
    pub fn label(self, lang: Lang) -> &'static str {
        lang.pick(self.zh.0, self.en.0)
    }

    /// The sentence that describes it.
    pub fn about(self, lang: Lang) -> &'static str {
        lang.pick(self.zh.1, self.en.1)
    }
}

macro_rules! wordings {
    ($($name:ident: ($zh:literal, $zh_about:literal), ($en:literal, $en_about:literal);)*) => {
        $(#[doc = $en_about] pub const $name: Wording = Wording { zh: ($zh, $zh_about), en: ($en, $en_about) };)*
    };
}

wordings! {
    OPEN: ("打开", "打开选中的这一项。"), ("Open", "Opens the selected item.");
    EDIT: ("修改", "就地修改选中的这一项。"), ("Edit", "Edits the selected field in place.");
    ACCEPT: ("确定", "确定这一项，接着往下。"), ("OK", "Takes this one and goes on.");
    SAVE: ("保存", "保存本页。"), ("Save", "Saves this page.");
    WRITE: ("写入", "把能导入的各行写入数据文件；先问一声。"), ("Import", "Writes the rows that can be taken into the data file; asks first.");
    BACK: ("返回", "回到上一屏；没填完的内容留作草稿。"), ("Back", "Goes back; what is not finished is kept as a draft.");
    HELP: ("帮助", "说明现在所在的地方。"), ("Help", "Explains the place you are in.");
    LOG: ("登记", "登记一件新纠纷。"), ("Log", "Logs a new dispute.");
    MARK: ("标记", "标记选中的一件，或去掉标记；标记的各件可以一次办。"), ("Mark", "Marks the selected case, or takes its mark away; what is marked is done at once.");
    BATCH: ("一起办", "标记的各件一次办完：回访、履行、立卷、结果、打印、移交；没有标记就办选中的一件。"), ("Together", "Does one thing for all marked cases: visits, performance, filing, outcome, printing, handing over; or for the selected one.");
    FIND: ("查找", "边输边找：姓名、编号、村、事由都可以。"), ("Find", "Finds as you type: names, numbers, villages, facts.");
    TOTALS: ("统计", "看本月和本年的各项数字。"), ("Totals", "Shows the figures of the month and the year.");
    OUTCOME: ("结果", "登记这件纠纷的调解结果。"), ("Outcome", "Records what became of this dispute.");
    COMMANDS: ("命令", "列出现在能做的所有事。"), ("Commands", "Lists everything that can be done now.");
    NEXT: ("下一项", "到下一项。"), ("Next", "Goes to the next field.");
    PREVIOUS: ("上一项", "回上一项。"), ("Previous", "Goes back to the field before.");
    NEXT_SECTION: ("下一段", "到案件的下一段。"), ("Section", "Goes to the next section of the case.");
    PREVIOUS_SECTION: ("上一段", "回到这一段的开头，再按回上一段。"), ("Section back", "Goes back to the beginning of the section, then to the one before.");
    NEW_LINE: ("换行", "在多行的格子里另起一行。"), ("New line", "Begins a new line in a field of several lines.");
    EARLIER: ("上一期", "看上一个月；换了期间就是上一季度、上一年。"), ("Earlier", "Goes to the month before, or to the quarter or year before.");
    LATER: ("下一期", "看下一个月；换了期间就是下一季度、下一年。"), ("Later", "Goes to the month after, or to the quarter or year after.");
    GROUP: ("换一类", "换一种分组、一类事项或一张表。"), ("Group", "Changes the rows, the kind of things listed, or the report.");
    GROUP_BACK: ("前一类", "换回前一类。"), ("Group back", "Goes back to the one before.");
    PREVIOUS_COLUMN: ("左一列", "选左边一列。"), ("Left", "Selects the column to the left.");
    NEXT_COLUMN: ("右一列", "选右边一列。"), ("Right", "Selects the column to the right.");
    VIEW: ("换口径", "在本期、本年累计、上期、上年同期、比上期、比上年之间换；也可按 1 到 6。"), ("View", "Goes round the period, the year to date, the period before, the same period last year and the two changes; 1 to 6 do too.");
    SPAN: ("换期间", "选月、季度、半年、全年，或输入一段时间。"), ("Span", "Chooses month, quarter, half year or year, or any span.");
    SCOPE: ("换单位", "在本单位和全部单位之间换。"), ("Offices", "Changes between this office and all offices.");
    CHART: ("图表", "看近 12 个月的受理和成功；再按回到表格。"), ("Chart", "Shows accepted and settled in the last 12 months; again for the table.");
    ADD: ("新增", "新记一条。"), ("Add", "Adds an item.");
    BASIS: ("换分母", "换成功率的分母：受理、办结或调处。"), ("Basis", "Changes what the rate is of: accepted, closed or mediated.");
    LOCK: ("锁定", "锁定已上报的月份，或解除锁定；锁定后的改动列为更正。"), ("Lock", "Locks a reported month or unlocks it; later edits are shown as corrections.");
    ANALYSIS: ("分析", "看热点、工作量、办结天数、在办时长（按类型、按单位）、重复当事人六种表，数字键直接换。"), ("Analysis", "Shows six tables by their digits: hot spots, workload, days to close, age of open cases by type and by office, repeat parties.");
    TEMPLATE: ("改模板", "修改这段文字的模板。"), ("Template", "Edits the template of this text.");
    ROUND: ("取整", "在准确数和“余”数之间换。"), ("Round", "Changes between exact figures and round ones.");
    DOCUMENTS: ("文书", "这件案件的文书：打印，看还缺什么。"), ("Documents", "The forms of this case: prints them and shows what they lack.");
    EXPORT: ("导出", "把这张表存成文件（Excel、csv、json、文本）。"), ("Export", "Writes this table to a file: Excel, csv, json or text.");
    EXPORT_LIST: ("导出台账", "把列出的案件存成台账文件。"), ("Export list", "Writes the cases listed to a ledger file.");
    IMPORT: ("导入", "把 Excel 或 csv 台账读进来。"), ("Import", "Reads an Excel or csv ledger.");
    PANE: ("缺项清单", "在文书和它的缺项清单之间来回。"), ("Missing", "Goes between the forms and the list of what one lacks.");
    PRINT: ("打印", "把选中的文书或全卷写成 docx 文件。"), ("Print", "Writes the selected form, or the whole file, as docx.");
    NEXT_FIELD: ("下一项", "把下一个有内容的项目放进剪贴板。"), ("Next field", "Puts the next field that is filled into the clipboard.");
    ORDER: ("抄录顺序", "改各项的先后，选抄哪些。"), ("Order", "Changes which fields are copied and their order.");
    TRANSCRIBE: ("抄录", "按上级系统的顺序逐项复制这件案件。"), ("Transcribe", "Copies this case field by field in the order of the upper system.");
    SUMMARY: ("摘要", "把案件写成一段话复制出去，隐去姓名与否按设置。"), ("Summary", "Copies the case as one paragraph, names hidden as set.");
    AGAIN: ("照此再登", "照这一件起草下一件：村、类型、来源、调解员，当事人可选。"), ("Another", "Begins the next case from this one: place, type, source, mediators; parties if wanted.");
    MERGE: ("并案", "两条记录是同一件纠纷：留一条，另一条作废并写明并入。"), ("Merge", "Two records of one dispute: one stays, the other is void and names it.");
    SWAP: ("对调", "换另一条留下。"), ("Swap", "Lets the other record stay.");
    TAKE: ("换边", "这一项改用另一条的，再按改回。"), ("Change", "Takes this of the other record, or back.");
    TOUR: ("导览", "用示范数据走一遍：登记一件、看本月，两分钟。"), ("Tour", "Walks through on sample data: one case, and the month; two minutes.");
    DUE: ("待办", "到期和快到期的事：办结、履行、司法确认、回访、反馈。"), ("Due", "What is overdue or due soon: closing, performance, confirmation, visits, feedback.");
    SERVICES: ("服务", "中心服务、排查、预防和手工指标的登记与合计。"), ("Services", "The centre's services, screenings, prevention and manual figures, with their totals.");
    REPORT: ("报表", "案件统计表、综治月报、月报文字和报告段落。"), ("Reports", "The case table, the governance form, the monthly text and the report paragraph.");
    OPEN_CASE: ("看案件", "打开这一条所在的案件。"), ("Case", "Opens the case of this line.");
    ROSTER: ("名册", "管理单位、调解员、操作员、代码和模板。"), ("Roster", "Manages offices, mediators, operators, codes and templates.");
    RETIRE: ("停用", "停用这一项，写明最后一天；从前的记录不变。"), ("Retire", "Retires this item with its last day; earlier records stay as they are.");
    LEAVE_OUT: ("不导入", "这张表不导入；再按一次又导入。"), ("Leave out", "Leaves this sheet out; once more takes it in again.");
    FILTER: ("筛选", "按时间、类型、结果等筛选。"), ("Filter", "Narrows the list by period, type, outcome and so on.");
    CLEAR_FILTER: ("清筛选", "去掉所有筛选，列出全部。"), ("Clear filter", "Takes all filters away and lists everything.");
    SORT: ("排序", "选按哪一栏排；再选一次同一栏就反过来。"), ("Sort", "Picks the column to sort by; the same one again turns it round.");
    ACT: ("加一项", "列出能加到这件案件上、能给它办的事：调解、移送、延期、履行、司法确认、立卷、作废等；按数字，或输入汉字、拼音首字母。"), ("Add to it", "Lists what can be added to this case or said of it: session, referral, extension, performance, court confirmation, filing, void; a digit, a name or pinyin.");
    PERFORM: ("履行完毕", "记下协议已经履行完毕：情况和日期。"), ("Performed", "Records that the agreement was performed, and when.");
    SIGN: ("签章", "记下协议签名、盖章的日期。"), ("Signed", "Records when the agreement was signed and sealed.");
    CONFIRM: ("司法确认", "记下司法确认：申请、法院、裁定；协议还缺的生效日期一并填。"), ("Confirmation", "Records the court confirmation: application, court, decision, with the days that the agreement still lacks to take effect.");
    FEEDBACK: ("反馈", "记下移送单位的反馈。"), ("Feedback", "Records what the other body answered to a referral.");
    LITIGATE: ("诉讼", "记下就这份协议打的官司：起诉、法院、裁判。"), ("Lawsuit", "Records a lawsuit about the agreement: filing, court, ruling.");
    BIND: ("立卷", "记下立卷：日期、立卷人、卷号、保管期限。"), ("Bind file", "Records the bound file: day, by whom, volume, how long it is kept.");
    ADD_NOTE: ("备注", "写这件案件的备注。"), ("Note", "Writes the note of the case.");
    ADD_PARTY: ("加当事人", "再加一位当事人。"), ("Add party", "Adds one more party.");
    REMOVE_PARTY: ("去掉", "去掉选中的当事人；案件中也去掉选中的调解、移送、回访等。"), ("Remove", "Takes out the selected party; in a case also a session, referral, visit and so on.");
    PARTY_KIND: ("类别", "换这一位当事人的类别：自然人、法人、非法人组织。"), ("Kind", "Changes the kind of this party: person, legal person, organisation.");
    DISCARD: ("清空", "清空本页重新填写；会先问一声。"), ("Discard", "Empties this page to start afresh; asks first.");
    VOID: ("作废", "把这件纠纷作废，要写明理由；编号保留，不再使用。"), ("Void", "Marks this dispute void, with a reason; its number is kept and never used again.");
    COPY: ("复制", "把屏幕上的内容作为文字复制。"), ("Copy", "Copies what is shown as text.");
    UNDO: ("撤销", "撤销上一次保存。"), ("Undo", "Takes the last save back.");
    REDO: ("重做", "恢复刚才撤销的保存。"), ("Redo", "Brings back what was just undone.");
    HAND_OVER: ("移交", "把案件移交给另一个单位，以后由它的电脑修改。"), ("Hand over", "Hands cases over to another office, whose laptops edit them from then on.");
    HISTORY: ("沿革", "看这件案子每次改了什么、谁改的、在哪台电脑；可以看回或恢复任何一次。"), ("History", "Shows what each save changed, who did it and on which laptop; any state can be read and restored.");
    RESTORE_CASE: ("恢复", "把案件恢复成选中的那次保存的样子；会先问一声，也可以撤销。"), ("Restore", "Leads the case back to the state after the selected save; asks first, and can be taken back.");
    CUSTODY: ("保管", "数据交换、冲突、备份、外发登记、口令、本机和设置。"), ("Custody", "Exchange, conflicts, backups, disclosures, passphrases, this laptop, settings.");
    EXCHANGE: ("数据交换", "用U盘或文件夹与别的电脑互通。"), ("Exchange", "Brings laptops together by a stick or a folder.");
    CONFLICTS: ("冲突", "两台电脑写得不一样的地方，在这里定。"), ("Conflicts", "Settles what two laptops said differently.");
    BACKUPS: ("备份", "看备份、立即备份、恢复。"), ("Backups", "Shows the backups, makes one, restores one.");
    VERIFY_BACKUP: ("核验", "把选中的备份逐页读一遍，看是否完好。"), ("Verify", "Reads the selected backup through, page by page.");
    SECOND_PLACE: ("第二处", "设备份的第二处：U 盘或别的文件夹，在的时候也备份到那里。"), ("2nd place", "Sets a second place for backups: a stick or another folder, used whenever it is there.");
    DISCLOSURES: ("外发登记", "谁在何时导出、打印、复制了什么。"), ("Disclosures", "Who exported, printed or copied what, and when.");
    PROTECTION: ("口令", "设置、更换口令；谁能打开数据文件。"), ("Passphrase", "Sets and changes passphrases; who may open the file.");
    LAPTOP: ("本机", "这台电脑的名称、单位和编号系列。"), ("This laptop", "Its name, office and series of numbers.");
    LOCK_SCREEN: ("锁屏", "遮住屏幕，输口令才能继续。"), ("Lock screen", "Hides the screen until the passphrase is typed.");
    SETTINGS: ("设置", "单位、操作员、语言、颜色等设置。"), ("Settings", "Office, operator, language, colours and so on.");
    LANGUAGE: ("换语言", "在中文和英文之间切换。"), ("Language", "Changes between Chinese and English.");
    QUIT: ("退出", "退出；没填完的内容留作草稿。"), ("Quit", "Leaves; what is not finished is kept as a draft.");
    UP: ("上一行", "上移一行。"), ("Up", "Moves up a row.");
    DOWN: ("下一行", "下移一行。"), ("Down", "Moves down a row.");
    PAGE_UP: ("上一页", "上移一页。"), ("Page up", "Moves up a page.");
    PAGE_DOWN: ("下一页", "下移一页。"), ("Page down", "Moves down a page.");
    FIRST: ("最前", "到第一行。"), ("First", "Goes to the first row.");
    LAST: ("最后", "到最后一行。"), ("Last", "Goes to the last row.");
}

/// What is said of every kind of part.
const ADDS: (&str, &str) = (
    "加到案件上：卡片上日期是今天，能推出的已经填好。",
    "Adds it to the case by a small card, which starts with today and what follows from the case.",
);

/// The wording of an act on a case; that of a part follows from its name.
pub const fn act(act: Act) -> Wording {
    match act {
        Act::Add(kind) => {
            let label = super::field::add(kind);
            Wording { zh: (label.zh, ADDS.0), en: (label.en, ADDS.1) }
        }
        Act::Fill(Deed::Perform) => PERFORM,
        Act::Fill(Deed::Sign) => SIGN,
        Act::Fill(Deed::Confirm) => CONFIRM,
        Act::Fill(Deed::Feedback) => FEEDBACK,
        Act::Fill(Deed::Litigate) => LITIGATE,
        Act::Fill(Deed::Bind) => BIND,
        Act::Fill(Deed::Note) => ADD_NOTE,
        Act::Fill(Deed::Void) => VOID,
    }
}

/// The headings of the key table: the action, its keys, its description.
pub fn key_table_headings(lang: Lang) -> [&'static str; 3] {
    lang.pick(["操作", "按键", "作用"], ["Action", "Keys", "What it does"])
}

/// Further words by which the command list finds an action: what it is called elsewhere, or what it leads to.
pub fn further(name: &str, lang: Lang) -> &'static [&'static str] {
    let (zh, en): (&[&str], &[&str]) = match name {
        "again" => (&["复制案件", "重复登记", "再登一件"], &["copy", "duplicate", "dup"]),
        "documents" => (&["打印", "协议书", "卷宗"], &["print"]),
        "settings" => (&["鼠标", "语言", "颜色", "操作员"], &["mouse", "language", "colours"]),
        "help" => (&["速查", "按键", "快捷键"], &["keys", "shortcuts"]),
        "summary" => (&["概要", "简介"], &["abstract"]),
        "void" => (&["删除", "撤案"], &["delete"]),
        "remove-party" => (&["删除当事人"], &["delete"]),
        "report" => (&["上报", "月报", "汇报"], &["monthly"]),
        "lock" => (&["上锁", "更正"], &["month"]),
        "custody" => (&["备份", "恢复", "交换", "优盘"], &["backup", "stick"]),
        "batch" => (&["批量"], &["several"]),
        "due" => (&["提醒", "到期"], &["reminder", "overdue"]),
        "history" => (&["修改记录", "日志"], &["log of", "changes"]),
        "hand-over" => (&["转交"], &["transfer"]),
        _ => (&[], &[]),
    };
    lang.pick(zh, en)
}
