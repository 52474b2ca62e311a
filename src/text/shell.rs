//! The wording of the frame around the screens: title line, help, command list, last words.

use super::Lang;
use crate::domain::Period;

/// What a place is called and what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceWording {
    zh: (&'static str, &'static str),
    en: (&'static str, &'static str),
}

impl PlaceWording {
    /// Its name.
    pub fn name(self, lang: Lang) -> &'static str {
        lang.pick(self.zh.0, self.en.0)
    }

    /// What it is for and how it is used, in a few sentences.
    pub fn about(self, lang: Lang) -> &'static str {
        lang.pick(self.zh.1, self.en.1)
    }
}

macro_rules! places {
    ($($name:ident: ($zh:literal, $zh_about:literal), ($en:literal, $en_about:literal);)*) => {
        $(#[doc = $en] pub const $name: PlaceWording = PlaceWording { zh: ($zh, $zh_about), en: ($en, $en_about) };)*
    };
}

places! {
    REGISTER: ("台账", "全部纠纷，最新的在最上面。按回车打开选中的一件，按 + 直接给它加调解、移送、回访等；用筛选缩小范围，最上一行的数字随时更新。空格逐件标记，Ctrl+S 把标记的一起办；Ctrl+E 选按哪一栏排。"),
        ("Register", "All disputes, the newest on top. Enter opens the selected one, + adds a session, referral, visit and so on to it; filters narrow the list, and the figures in the top line are always up to date. Space marks cases and Ctrl+S does one thing for all of them; Ctrl+E picks the column to sort by.");
    ENTRY: ("登记", "一件纠纷填一页。回车或 Tab 到下一项，随时可以回头改；填错的地方会在旁边说明，不妨碍先填别的。没保存就离开，内容留作草稿，下次接着填。"),
        ("Entry", "One dispute, one page. Enter or Tab goes on, and you may go back at any time; a mistake is said beside its field and never stops you. Leave before saving and a draft is kept for next time.");
    DISPUTE: ("案件", "这件纠纷的全部内容，分段列出。选中一项直接输入，或按回车就地修改；按 + 列出能加、能办的事，数字或拼音首字母选。每次保存都可以撤销，从前的内容也都查得到。"),
        ("Dispute", "Everything about one dispute, in sections. Type on an item, or press Enter, to change it in place; + lists what can be added or done, a digit or pinyin initials pick. Every save can be undone and every earlier state can be read.");
    OUTCOME: ("结果", "登记调解结果：先选结果，再填日期和协议形式，然后保存。"),
        ("Outcome", "What became of the dispute: choose the outcome, give the date and the form of agreement, save.");
    FIND: ("查找", "直接输入要找的字，一个字也行；姓名、村、乡镇可以用拼音首字母。几个词用空格隔开，找每个词都有的案件；乡镇、类型、结果也可以找。繁体、简体都行。找到的显示在下面，注明在哪里找到。"),
        ("Find", "Type what you look for, one character is enough; names, villages and townships also by pinyin initials. Several words with spaces find the cases that have them all; townships, types and outcomes count too, traditional characters as simplified ones. What is found is listed below with the place where it matched.");
    TOTALS: ("统计", "一个月的数字：本月、本年累计、上期、上年同期和两种增减，按数字键换。左右键换月份，Tab 换分组；在任何一个数字上按回车，列出它数的是哪些纠纷。"),
        ("Totals", "The figures of a month: the month, the year to date, the month before, the same month last year, the changes; a digit picks. Left and right change the month, Tab the rows; Enter on any number lists the disputes it counts.");
    CASES: ("明细", "刚才那个数字所数的纠纷，一件不多一件不少。空格标记，Ctrl+S 一起办；Ctrl+E 选排法。"),
        ("Cases", "Exactly the disputes behind the number you came from. Space marks, Ctrl+S does one thing for all; Ctrl+E sorts.");
    PALETTE: ("命令", "现在能做的所有事，常用的在前。输入汉字、拼音或拼音首字母（如 tj、tongji）缩小范围，回车选第一个，按数字直接选用。"),
        ("Commands", "Everything that can be done now, the most used first. Type a part of its name to narrow the list; Enter takes the first, a digit picks.");
    HELP: ("帮助", "说明所在的地方和可用的按键。"), ("Help", "Explains the place and the keys that work there.");
    SETTINGS: ("设置", "单位、操作员、语言、颜色等。保存后立即生效。"),
        ("Settings", "Office, operator, language, colours and so on. They take effect when saved.");
    WELCOME: ("开始", "第一次使用：填上单位和您的姓名，就可以登记了。以后都能在设置里改。"),
        ("Welcome", "The first time: give the office and your name, and you can start. Both can be changed later in the settings.");
    CONFIRM: ("请确认", "按数字选一个答案；按 Esc 什么都不做。"), ("Please confirm", "A digit picks an answer; Esc does nothing.");
    IN_PLACE: ("修改", "改这一项：回车或 Ctrl+S 保存，Tab 保存并到下一项，多行的格子里 Ctrl+E 换行；Esc 离开，输入的留着。在卡片上回车到下一项，Ctrl+S 保存整张。"),
        ("Change", "Change this item: Enter or Ctrl+S saves, Tab saves and goes on, Ctrl+E begins a new line where there are several; Esc leaves and keeps what was typed. On a card Enter goes on and Ctrl+S saves it all.");
    PICK_LIST: ("选项", "按各项前面的数字选，两位的按两下；或输入汉字、拼音首字母缩小范围，回车选中。"),
        ("Choices", "The number before a choice picks it, both digits where there are two; or type Chinese or pinyin initials to narrow the list, and Enter takes it.");
    DUE: ("待办", "到期和快到期的事，最急的在最上面。按回车直接去办：登记结果、履行、司法确认、回访或反馈。几件一样的：空格标记，Ctrl+S 一起办。"),
        ("Due", "What is overdue or due soon, the most urgent on top. Enter does what is due: outcome, performance, confirmation, visit or feedback. Several alike: Space marks them, Ctrl+S does one thing for all.");
    SERVICES: ("服务", "中心自己的工作量：服务、排查、预防和手工指标。F2 新记一条；月计和年计在下面。这些数不并入案件数。"),
        ("Services", "The centre's own work: services, screenings, prevention, manual figures. F2 adds one; totals of month and year stand below. They are never added into the cases.");
    REPORT: ("报表", "要上报的表和文字，都由案件数出。Tab 换报表，左右键换月份；在数字上按回车，列出它数的是哪些案件。"),
        ("Reports", "Tables and texts to be reported, all counted from the cases. Tab changes the report, left and right the month; Enter on a number lists its cases.");
    ANALYSIS: ("分析", "热点、工作量、办结天数、在办时长和重复当事人。Tab 换一种；回车列出案件。"),
        ("Analysis", "Hot spots, workload, days to close, age of open cases, repeat parties. Tab changes the view; Enter lists the cases.");
    ROSTER: ("名册", "单位、调解员、操作员、代码和模板。不删除，只停用：写明最后一天，从前的记录不变。"),
        ("Roster", "Offices, mediators, operators, codes and templates. Nothing is deleted, only retired with its last day; earlier records stay as they are.");
    LOCKS: ("锁定", "一年的十二个月：哪些已经上报锁定、什么时候、谁锁的。回车锁定选中的月份；已锁定的打开看快照和更正，也可以解锁。锁定不妨碍改案件，改动列为更正。"),
        ("Locked months", "The twelve months of a year: which were reported and locked, when and by whom. Enter locks the selected month; of a locked one it shows what was reported and corrected, and it can be unlocked there. A lock bars no edit: what is edited later is listed as a correction.");
    IMPORT: ("导入", "把从前的台账读进来：先选文件，再看每一列读成什么、每一行怎么处理，确认后才写入。读不懂的内容按原文留在案件里。"),
        ("Import", "Reads the ledgers kept until now: choose the file, see what each column is taken for and what becomes of each row, and only then write. What cannot be understood stays with the case in its own words.");
    DOCUMENTS: ("文书", "这件案件的文书：哪些可以打印，各缺什么。回车看所缺的，再回车去填。签名、指印、盖章处总是空白。"),
        ("Documents", "The forms of this case: which can be printed and what each still lacks. Enter shows what is missing, Enter again goes to it. Places for signatures, fingerprints and seals are always blank.");
    EXPORT: ("导出", "把屏幕上的内容存成文件。个人信息默认隐去；每次导出都留有记录。"),
        ("Export", "Writes what is on the screen to a file. Personal data is hidden unless you say otherwise; every export is recorded.");
    TRANSCRIBE: ("抄录", "按上级系统的顺序逐项复制：每按一次回车，下一项就在剪贴板里，到那边粘贴即可。"),
        ("Transcribe", "Copies field by field in the order of the upper system: each Enter puts the next one on the clipboard, to be pasted over there.");
    FILES: ("选文件", "选要导入的台账文件。上下键选，回车打开；左键或退格键回上一级文件夹；输入文件名里的几个字（汉字或拼音首字母）缩小范围；也可以粘贴文件的完整路径再回车。"),
        ("Choose a file", "Choose the ledger to be read. Up and down select, Enter opens, left or Backspace goes to the folder above; typing part of a name narrows the list; a full path may be typed or pasted, then Enter.");
    BUSY: ("请稍候", "正在读取或写入。按 Esc 停下：写入一半停下时，数据文件和原来一样。"),
        ("Please wait", "Reading or writing is under way. Esc stops it: stopped half way, the data file stays as it was.");
    ENDED: ("完成", "写进了什么、没有写进什么。选下一步，按数字或回车；Esc 返回。"),
        ("Done", "What was written and what was not. Choose what to do next with a digit or Enter; Esc goes back.");
    CUSTODY: ("保管", "保管好数据、与别的电脑互通的各项。按数字打开一项；Esc 返回。"),
        ("Custody", "All that keeps the records safe and brings laptops together. A digit opens one; Esc goes back.");
    HISTORY: ("沿革", "这件案子的每一次保存，最新的在最上面；下面是选中的一次改了哪些项目、原来是什么、改成了什么。回车看当时的全文；Ctrl+R 恢复成那时的样子；左右键翻看长的改动。"),
        ("History", "Every save of this case, the newest on top; beneath, what the selected one changed, from what to what. Enter reads the case as it then was; Ctrl+R restores that state; left and right page through long changes.");
    THEN: ("从前的样子", "案件在那次保存之后的全部内容，只能看。Ctrl+R 恢复成这样，会先列出要改的各项。"),
        ("As it was", "All of the case right after that save, to be read only. Ctrl+R restores it, after a list of what would change.");
    SIGN_IN: ("签到", "上下键选姓名，输入签到密码，回车。密码由负责人或本人在名册里设。"),
        ("Sign in", "Up and down choose a name; type the PIN and press Enter. PINs are set in the roster, by the lead or by oneself.");
    DISCLOSURES: ("外发登记", "离开数据文件的每一份资料：何时、谁、怎样、什么、到哪里，最新的在最上面。Tab 换方式，左右键换月份。这里的记录谁也删不掉。"),
        ("Disclosures", "What left the file: when, by whom, how, what and where to, the newest on top. Tab changes the way, left and right the month. Nobody can remove any of it.");
    BACKUPS: ("备份", "数据文件的各份备份：何时做的、有多少案件、之后又保存了多少。退出时和每天自动备份，写完都打开核验；旧的逐渐稀疏。F2 现在做一份，Ctrl+E 核验选中的一份，回车看里面有什么、恢复会少什么，再决定恢复。"),
        ("Backups", "The backups of the data file: when each was made, how many cases it has, how much was saved since. They are made on leaving and daily, each opened and verified, old ones thinned. F2 makes one now, Ctrl+E verifies the selected one; Enter shows what is in it and what restoring it would lose, and asks.");
    EXCHANGE: ("数据交换", "与别的电脑互通记录。"), ("Exchange", "Bringing laptops together.");
    BUNDLE: ("写出与读入", "写出什么、写到哪里、用什么口令。"), ("Out and in", "What is written or read, where, and the passphrase.");
    MERGE: ("并案", "同一件纠纷登记了两次：一条留下，另一条作废，理由写“并入”和留下的编号，合计只算一件。留下的没有的项目自动带过来，两边不同的按 1 或 2 选；Tab 对调，Ctrl+S 并案，并了可以撤销。"),
        ("Merge", "A dispute that was logged twice: one record stays, the other is void and names it, and totals count one. What the one that stays lacks comes along; where both differ, 1 or 2 chooses. Tab swaps the two, Ctrl+S merges, and undo takes it back.");
    CONFLICTS: ("冲突", "两台电脑对同一处写得不一样，由人来定。"), ("Conflicts", "What two laptops said differently; a person decides.");
    LAPTOP: ("本机", "这台电脑对别的电脑怎么称呼自己。"), ("This laptop", "What this laptop says of itself to the others.");
    PROTECTION: ("口令", "谁能打开数据文件：设口令、换口令、给操作员单独的口令、收回、换恢复词。口令只加密本机的数据文件；导出的表格和文书不加密。"),
        ("Passphrases", "Who may open the data file: set and change passphrases, give one to an operator, take one away, make new recovery words. They encrypt the data file; exported tables and printed forms are not encrypted.");
    UNLOCK: ("已锁屏", "每位操作员用自己的口令都能打开，谁打开的就算谁在操作。输错三次以后要等，越错等得越久。口令都忘了，用保险柜里的恢复词打开。"),
        ("Locked", "Every operator's own passphrase opens it, and whoever opened it is the one at the keyboard. After three wrong tries one has to wait, longer each time. When all are forgotten the recovery words from the safe open it.");
}

/// Leaving now would lose what is typed and not saved; `why` is a sentence.
pub fn quit_loses_draft(lang: Lang, why: &str) -> String {
    lang.pick(
        format!("{why}草稿没能保存；再按一次 Ctrl+Q 就不保存，直接退出。"),
        format!("{why} The draft could not be kept; Ctrl+Q once more leaves without it."),
    )
}

/// The heading over the keys in help.
pub fn keys_heading(lang: Lang) -> &'static str {
    lang.pick("按键", "Keys")
}

/// A period in a narrow title line: a month of a year that the screen shows anyway.
pub fn short_period(lang: Lang, period: &Period) -> String {
    match period {
        Period::Month(month) if lang == Lang::Zh => format!("{}月", month.month()),
        other => super::totals::period(lang, other),
    }
}

/// Whether the period of figures is over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Over {
    /// It runs.
    #[default]
    No,
    /// It has ended.
    Yes,
}

/// The figures of the title line, each with its name: accepted, successful, referred, open; and the first and the last
/// of them. Those of a period that is over say that they are not of now.
pub fn headline_figures(lang: Lang, figures: [u64; 4], over: Over) -> [String; 2] {
    let names = match over {
        Over::No => lang.pick(["受理", "成功", "移送", "在办"], ["accepted", "settled", "referred", "open"]),
        Over::Yes => lang.pick(
            ["受理", "成功", "移送", "期末在办"],
            ["accepted", "settled", "referred", "open at the end"],
        ),
    };
    let named: Vec<String> =
        names.iter().zip(figures).map(|(name, figure)| format!("{name} {figure}")).collect();
    [named.join("  "), format!("{}  {}", named[0], named[3])]
}

/// What the command list asks for.
pub fn palette_prompt(lang: Lang) -> &'static str {
    lang.pick("找命令：", "Command: ")
}

/// Before the typed text of the list of acts.
pub fn acts_prompt(lang: Lang) -> &'static str {
    lang.pick("加什么：", "Add: ")
}

/// Nothing in the command list matches.
pub fn palette_nothing(lang: Lang) -> &'static str {
    lang.pick(
        "没有这样的命令。删去几个字再试。",
        "No such command. Delete some of what you typed and try again.",
    )
}

/// The title of the terminal's window: the program and the place.
pub fn window_title(lang: Lang, place: &str) -> String {
    lang.pick(format!("调解 - {place}"), format!("Tiaojie - {place}"))
}

/// The window is too small for any screen; `columns` and `rows` are what is needed.
pub fn too_small(lang: Lang, columns: u16, rows: u16) -> String {
    lang.pick(
        format!("窗口太小，请放大到 {columns} 列 {rows} 行以上。"),
        format!("The window is too small: please make it at least {columns} columns by {rows} rows."),
    )
}

/// What was asked for has no screen in this version.
pub fn not_available(lang: Lang) -> &'static str {
    lang.pick("这一项现在还不能用。", "This cannot be used yet.")
}

/// The last words after a fault of the program; `fault` says where and what for whoever mends it.
pub fn crashed(lang: Lang, fault: &str) -> String {
    lang.pick(
        format!("程序出错，已退出；已保存的内容和草稿都在。请重新打开，并把这句话告诉维护人员：{fault}"),
        format!(
            "The program met a fault and closed; everything saved and the draft are safe. Please open it again and pass this on: {fault}"
        ),
    )
}
