//! Help texts of commands and flags, one function each.

use super::cli::help;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $zh:literal, $en:literal;)+) => {
        $($(#[$doc])* pub fn $name() -> &'static str { help($zh, $en) })+
    };
}

texts! {
    /// The program.
    program: "人民调解登记、跟踪与统计；不带命令时打开终端界面", "Log, follow and count people's mediation; opens the terminal without a command";
    /// --file
    file: "数据文件", "the data file";
    /// --lang
    lang: "语言", "language";
    /// --yes
    yes: "对所有询问回答“是”", "answer every question with yes";
    /// --json
    json: "输出 JSON", "print JSON";
    /// add
    add: "登记一个案件", "log a case";
    /// add, the long form
    add_long: "登记一个案件：用选项，或用 - 从标准输入读一个 JSON 对象。\n\nJSON 的键（都可省略，applicants 除外）：\n  date occurred closed due      日期，如 2024-03-05、3-5、昨天\n  number town village place     编号、乡镇、村（社区）、地点\n  applicants respondents        数组，每项为姓名，或对象：name kind representative sex ethnicity born phone id_number\n                                occupation address delivery（kind 为 自然人 法人 非法人组织）\n  mediators tags                姓名、标签数组\n  type source                   类型、来源：代码、全称或简称\n  outcome form                  结果（success written oral unsuccessful withdrawn referred declined 或中文）、oral/written\n  amount                        金额：元数，或 \"3.5万\"\n  plan                          履行计划，如 分6期，每月15日，每期2000元\n  people difficulty level       人数、难易程度、层级\n  summary content note phone performance\n  pre_litigation                true 为诉前调解\n  life                          其他环节，一个对象，写法同 show --json 的 life：risk governance consent told agreement agents\n                                investigations evidence sessions extensions escalations referrals instalments performed\n                                litigation follow_ups preventions remarks filing screened requests closing_reason\n\n登记界面上不让保存的（如日期晚于今天）不予登记；界面上只提醒的照样登记，提醒以“!”开头写到标准错误。",
        "Log a case, by flags, or with - from a JSON object on standard input.\n\nKeys of the JSON (all may be left out but applicants):\n  date occurred closed due      dates: 2024-03-05, 3-5, yesterday\n  number town village place     case number, township, village, place\n  applicants respondents        lists of names, or of objects: name kind representative sex ethnicity born phone\n                                id_number occupation address delivery (kind: person, company, group)\n  mediators tags                lists of names and tags\n  type source                   a code or a label\n  outcome form                  success written oral unsuccessful withdrawn referred declined; oral or written\n  amount                        in yuan, or \"3.5万\"\n  plan                          plan of performance: \"2026-12-15 2000; 2027-01-15 2000\"\n  people difficulty level       how many people; the grade; village, township or district\n  summary content note phone performance\n  pre_litigation                true for a case that a court sent before a lawsuit\n  life                          the rest, an object as the life of show --json: risk governance consent told agreement\n                                agents investigations evidence sessions extensions escalations referrals instalments\n                                performed litigation follow_ups preventions remarks filing screened requests\n                                closing_reason\n\nWhat blocks the save on the screen, such as a day ahead of today, is refused; what it marks with ! is logged, and said on stderr.";
    /// add - / --stdin
    stdin: "从标准输入读一个 JSON 对象", "read a JSON object from standard input";
    /// add --date
    date: "受理日期，默认今天", "the day it was accepted; today unless given";
    /// add --number
    number: "编号，默认自动编号", "the case number; the next one unless given";
    /// add --town
    town: "乡镇", "township";
    /// add --village
    village: "村（社区）", "village or community";
    /// add --place
    place: "地点", "place";
    /// add --applicant
    applicant: "申请人，可重复", "applicant, may be repeated";
    /// add --respondent
    respondent: "被申请人，可重复", "respondent, may be repeated";
    /// add --type
    kind: "纠纷类型：代码或名称", "type of dispute: a code or a label";
    /// add --source
    source: "案件来源：代码或名称", "source of the case: a code or a label";
    /// add --mediator
    mediator: "调解员，可重复", "mediator, may be repeated";
    /// add --summary
    summary: "简要情况", "what it is about";
    /// add --people
    people: "涉及人数", "how many people are concerned";
    /// add --outcome
    outcome: "结果：成功、不成、撤回、移送、不予受理", "outcome: success, unsuccessful, withdrawn, referred, declined";
    /// add --closed
    closed: "办结日期，有结果时默认今天", "the day it was closed; today unless given";
    /// add --form
    form: "协议形式：oral 口头，written 书面", "form of the agreement: oral or written";
    /// add --amount
    amount: "金额，如 35000、3.5万", "amount in yuan, or 3.5万";
    /// add --plan
    plan: "履行计划，如 分6期，每月15日，每期2000元", "plan of performance, part by part: 2026-12-15 2000; 2027-01-15 2000";
    /// add --note
    note: "备注", "note";
    /// list
    list: "列出案件，新的在前", "list cases, newest first";
    /// --period
    period: "期间：2024、2024-03、2024-Q1、2024-H1、2024-01..2024-06、2024-01-05..2024-02-10", "2024, 2024-03, 2024-Q1, 2024-H1, 2024-01..2024-06 or 2024-01-05..2024-02-10";
    /// list --outcome
    list_outcome: "结果；open 为在办", "outcome; open for cases not closed";
    /// --office
    office: "单位名称或区划代码", "an office by name or division code";
    /// list --mediator
    list_mediator: "调解员姓名", "name of a mediator";
    /// list --limit
    limit: "最多几件", "at most that many";
    /// show
    show: "显示一个案件的全部内容", "show everything of one case";
    /// show NUMBER
    which: "编号（括号与前导零不限）或 id", "its number, in any brackets and with or without zeros, or its id";
    /// totals
    totals: "统计", "totals of a period";
    /// report
    report: "上报的表和文字", "the tables and sentences that are reported";
    /// report, the long form
    report_long: "上报的表和文字：case-table 案件统计表，governance 综治月报，monthly 月报文字，paragraph 报告段落。\n不指定单位即全部单位；没有记录的数为 0。", "The tables and sentences that are reported: the ministry's case table, the governance form, the monthly text, the report paragraph.\nWithout an office all of them; a figure without a record is 0.";
    /// report REPORT
    which_report: "哪一种", "which one";
    /// report --office
    report_office: "单位名称，默认全部单位", "name of an office; all unless given";
    /// report --template
    template: "段落模板：paragraph、paragraph16、paragraph2、自编的名称，或 all 全部", "template of the paragraph: paragraph, paragraph16, paragraph2, one of your own, or all";
    /// --prepared-by
    prepared_by: "综治月报的制表人；不写就用登录的操作员", "who prepares the governance form; without it whoever is signed in";
    /// report --exact
    exact: "全用准确数，不写“余”", "exact figures, none rounded";
    /// report --round
    round: "“余”和“近”都取整", "round what is marked as over and nearly";
    /// report --text
    as_text: "输出文字（默认）", "print text, as is the default";
    /// due
    due: "到期和快到期的事，最急的在前", "what is overdue or due soon, the most urgent first";
    /// due --kind
    due_kind: "只列一种：办结、履行、司法确认、回访、反馈", "one kind only: conclude, perform, confirm, visit, feedback";
    /// totals --by
    by: "按什么分组", "by what the rows differ";
    /// totals --rate
    rate: "成功率的分母：period 全年÷受理、其余÷办结，accepted 受理，closed 办结，mediated 调处；默认按设置", "what the rate is of: period is accepted for a year, else closed; as set unless given";
    /// totals --analysis
    analysis: "分析表：热点、工作量、办结天数、在办时长（--by office 按单位，默认按类型）、重复当事人", "a table of the analysis: hot spots, workload, days to close, age of open cases (by type, or --by office), repeat parties";
    /// lock
    lock: "锁定已上报的月份，或列出一年各月", "lock a month that was reported, or list the months of a year";
    /// lock --period
    lock_period: "月份，如 2024-03；与 --list 一起是年份，如 2024", "a month, 2024-03; with --list a year, 2024";
    /// lock --list
    lock_list: "列出一年各月：是否锁定、快照、更正", "list the months of a year: locked or not, what was reported, what was corrected";
    /// unlock
    unlock: "解除月份的锁定，写明原因", "unlock a month and say why";
    /// unlock --period
    lock_month: "月份，如 2024-03", "a month, 2024-03";
    /// unlock --reason
    reason: "解锁原因", "why it is unlocked";
    /// import
    import: "导入 .xlsx .xls .ods .et .csv：案件台账、服务台账、指标表或乡镇村名录，由表头识别", "import .xlsx, .xls, .ods, .et or .csv: ledgers of cases, service logs, figures, lists of places, told apart by their headers";
    /// import FILE
    files: "表格文件", "spreadsheets";
    /// import --map
    map: "指定一列的含义，如 C=受理日期、标的=金额:万元，可重复", "what a column means: C=accepted, may be repeated";
    /// import --map, the long form
    map_long: "指定一列的含义：列号或表头=含义，可重复；以后同样表头的台账照此导入。\n含义用中文名或代码，“原文”表示照原文保留；金额后可写单位，如 N=金额:万元。", "What a column means, by its letter or header: C=accepted; may be repeated and is remembered for ledgers with the same header.\nThe meaning is a code or its Chinese name, keep leaves the cells in their own words; money may name its unit: N=amount:wan.";
    /// import --sheet
    sheet: "只导入这张工作表，可重复", "import this sheet only, may be repeated";
    /// import --year
    year: "没有写年份的日期是哪一年的", "the year of dates that say none";
    /// import --places
    places: "要求文件是乡镇村名录", "the files must be lists of places";
    /// import --dry-run
    dry_run: "只看会怎样，不写入", "say what would happen and write nothing";
    /// import --undo
    undo_import: "撤回本机最近一次导入：新增的作废，改过的还原；此后有人改过的不动", "take the last import of this laptop back, except what was edited since";
    /// import --update
    update: "已有案件内容不同时以表格为准", "where a case differs from the file take the ledger's words";
    /// check
    check: "检查数据文件是否完好、统计是否与案件一致", "prove that the file is whole and the totals follow from the cases";
    /// rebuild
    rebuild: "由修改记录重建全部统计与索引", "make every table again from the log";
    /// demo
    demo: "打开一个装有 2024 年台账的示范区（用后即弃）", "open a throw-away district that holds the 2024 ledger";
    /// completions
    completions: "输出命令行补全脚本", "print a completion script";
    /// completions SHELL
    shell: "命令行环境", "the shell";
    /// man
    man: "输出手册页", "print the manual page";
    /// -h
    help_flag: "显示帮助", "print help";
    /// -V
    version_flag: "显示版本", "print the version";
    /// Heading.
    usage_heading: "用法：", "Usage:";
    /// Heading.
    commands_heading: "命令", "Commands";
    /// Heading.
    options_heading: "选项", "Options";
    /// Heading.
    arguments_heading: "参数", "Arguments";
}
