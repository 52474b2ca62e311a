//! Who a piece of words names: the name without what is written before and behind it.

use super::codes::TYPE_WORDS;
use super::details::{Detail, OCCUPATIONS, detail};
use super::people::Doubt;
use crate::domain::PartyKind;
use crate::domain::fold::{clean_line, clean_name, half_width, half_width_char, is_chinese};
use crate::domain::identity;
use crate::domain::organisation::kind_of;
use crate::domain::surname::fits_person;

/// A name, and what the words beside it say.
#[derive(Debug, Default)]
pub(super) struct Called {
    pub name: String,
    /// That there are more, and how many they are together where it says so: 张三等5人.
    pub more: Option<Option<u32>>,
    pub details: Vec<Detail>,
    pub doubt: Option<Doubt>,
}

/// Marks that are no part of a name.
const MARKS: [char; 16] =
    ['。', '.', '，', ',', '、', '：', ':', '；', ';', '“', '”', '"', '！', '!', '？', '?'];

/// Whom a family word counts: two where it says so.
const FAMILY: [(&str, Option<u32>); 32] = [
    ("两口子", Some(2)),
    ("夫妇", Some(2)),
    ("夫妻", Some(2)),
    ("父子", Some(2)),
    ("父女", Some(2)),
    ("母子", Some(2)),
    ("母女", Some(2)),
    ("婆媳", Some(2)),
    ("翁媳", Some(2)),
    ("翁婿", Some(2)),
    ("祖孙", Some(2)),
    ("爷孙", Some(2)),
    ("叔侄", Some(2)),
    ("兄妹", Some(2)),
    ("姐弟", Some(2)),
    ("兄弟姐妹", None),
    ("兄弟", None),
    ("姐妹", None),
    ("姊妹", None),
    ("户", None),
    ("一家人", None),
    ("一家", None),
    ("全家", None),
    ("及其家属", None),
    ("及其家人", None),
    ("及其亲属", None),
    ("及其他人", None),
    ("及家属", None),
    ("及家人", None),
    ("家属", None),
    ("家人", None),
    ("亲属", None),
];

/// Who somebody is, before his name: 村民张三.
const ROLES: &str = "业主 租户 租客 房东 房客 住户 农户 户主 商户 店主 老板 群众 患者 死者 伤者 死者家属 游客 顾客 消费者 \
                     驾驶员 包工头 贫困户 脱贫户 承包人 承包户 施工方 组长 村主任 村支书";

/// Whose relative somebody is: 张三之妻李四, 其子张小三.
const KIN: &str = "妻子 丈夫 儿子 女儿 父亲 母亲 哥哥 弟弟 姐姐 妹妹 配偶 爱人 儿媳 女婿 岳父 岳母 公公 婆婆 孙子 孙女 前妻 \
                   前夫 妻 夫 子 女 父 母 兄 弟 姐 妹 媳 婿";

/// What a dispute is about, beside the words of the types, where it follows a name at once: 李四离婚纠纷.
const MATTERS: &str = "离婚 劳动 劳务 债权 民间 机动车 健康权 生命权 身体权 物权 排除妨害 买卖 租赁 装修 承揽 林木 用水 排水 因 \
                       的 之间 间";

/// The characters by which names of other peoples are written out.
const SPELT: &str = "阿艾云木爱安巴白拜宝贝比布才仓措达代丹旦德登迪地顿多尔尕噶嘎格根贡古哈海汗合黑呼胡吉加嘉江杰金卡康克孔库拉来\
                     兰朗勒乐雷黎里力丽林隆鲁伦罗洛麻马玛买麦曼梅美米蜜木姆穆那乃纳娜尼努诺帕普其奇恰强青琼曲热仁日茹萨塞\
                     桑沙苏索塔特提吐托瓦旺维吾乌西希夏欣雅亚央依伊玉郁泽扎珠卓孜宗图娅敖斯琴朝莫";

/// Whether a name, with nothing beside it, is that of a person.
pub(super) fn is_person(name: &str) -> bool {
    if kind_of(name) != PartyKind::Person {
        return false;
    }
    let dotted =
        || name.contains('·') && name.split('·').all(|part| !part.is_empty() && part.chars().all(is_chinese));
    let spelt = || (4..=12).contains(&name.chars().count()) && name.chars().all(|c| SPELT.contains(c));
    fits_person(name) || dotted() || spelt()
}

/// Whether the words are a name by themselves: of a person, or of an organisation with something before its ending.
pub(super) fn is_name(text: &str) -> bool {
    let text = super::labels::label(text).1;
    let name = called(&notes(text).0).name;
    is_person(&name) || is_body(&name) || is_crowd(&name)
}

/// 三组全体村民
fn is_crowd(name: &str) -> bool {
    const CROWD: [&str; 8] = ["村民", "居民", "业主", "农户", "商户", "职工", "农民工", "家长"];
    name.chars().count() >= 4 && CROWD.iter().any(|crowd| name.ends_with(crowd))
}

/// Whether the name is that of an organisation, and not only of what it does: 物业公司.
pub(super) fn is_body(name: &str) -> bool {
    use crate::domain::organisation::ending_of;
    const TRADES: &str = "物业 建筑 旅游 商贸 贸易 农业 林业 科技 运输 建设 工程 房地产 餐饮 食品 矿业 电力 保险 生态 \
                          实业 置业 投资 人民 村民";
    if kind_of(name) == PartyKind::Person {
        return false;
    }
    let name = &without_brackets(name);
    let Some(stem) = ending_of(name).and_then(|ending| name.strip_suffix(ending)) else { return false };
    let stem = stem.trim_end_matches("有限责任").trim_end_matches("有限");
    stem.chars().count() >= 2 && !super::has(TRADES, stem)
}

/// 青山（集团）有限公司（法定代表人张三） as 青山有限公司.
fn without_brackets(name: &str) -> String {
    let mut depth = 0_u32;
    let outside = |c: &char| {
        match half_width_char(*c) {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    name.chars().filter(outside).collect()
}

/// Whether it is nothing but a name, so that nothing has to be taken off.
pub(super) fn is_plain(text: &str) -> bool {
    let last = text.chars().next_back();
    fits_person(text)
        && !last.is_some_and(|c| "等家俩户".contains(c))
        && !text.chars().any(super::joints::is_of_a_word)
        && kind_of(text) == PartyKind::Person
}

/// The name, and the notes in brackets that follow it; those of an organisation belong to its name.
pub(super) fn notes(text: &str) -> (String, Vec<String>) {
    if !text.contains(|c: char| "(（[［【〔".contains(c)) {
        return (text.to_owned(), Vec::new());
    }
    let (mut name, mut notes, mut note, mut depth) = (String::new(), Vec::new(), String::new(), 0_u32);
    for c in text.chars() {
        match half_width_char(c) {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    notes.push(std::mem::take(&mut note));
                }
            }
            _ if depth > 0 => note.push(c),
            _ => name.push(c),
        }
    }
    if !note.is_empty() {
        notes.push(note);
    }
    let (who, _) = without_more(clean_name(&name).as_str());
    let is_side = notes.iter().any(|note| super::labels::label(note).0.is_some());
    if name.trim().is_empty() || (kind_of(&who) != PartyKind::Person && !is_side) {
        return (text.to_owned(), Vec::new());
    }
    (name, notes)
}

/// Who the words name. Only what leaves a whole name is taken off.
pub(super) fn called(text: &str) -> Called {
    if is_plain(text) {
        return Called { name: text.to_owned(), ..Called::default() };
    }
    let mut called = Called::default();
    let text = text.trim().trim_matches(MARKS).trim();
    let text = text.strip_suffix("之间").or_else(|| text.strip_suffix("双方")).unwrap_or(text);
    let (text, more) = without_more(text);
    called.more = more;
    let (text, number) = without_number(&text);
    called.details.extend(number);
    let mut name = identity::name(&text);
    let is_household = name.strip_suffix('户').is_some_and(fits_person);
    if is_household || !is_person(&name) {
        called.take_family(&mut name);
        called.take_title(&mut name);
        called.take_matter(&mut name);
        called.take_front(&mut name);
        called.doubt_others(&name);
    }
    called.name = name;
    called
}

impl Called {
    /// 张三夫妇, 李四兄弟三人
    fn take_family(&mut self, name: &mut String) {
        let (stem, counted) = match self.more {
            None => (name.as_str(), None),
            Some(counted) => (name.as_str(), counted),
        };
        let stem = stem.strip_suffix('俩').unwrap_or(stem);
        let Some((who, count)) =
            FAMILY.iter().find_map(|(word, count)| Some((stem.strip_suffix(word)?, *count)))
        else {
            // 王小二家, but not 张三家, which may be his name.
            if let Some(who) =
                name.strip_suffix('家').filter(|who| fits_person(who) && who.chars().count() > 2)
            {
                (*name, self.more) = (who.to_owned(), self.more.or(Some(None)));
            }
            return;
        };
        let who = who.trim_end_matches(['的', '之']);
        let is_house = who.chars().count() == 2 && who.ends_with(['家', '氏']);
        if is_house {
            // 张家兄弟: who they are is not said.
            self.more = Some(counted.or(count));
        } else {
            let mut who = who.to_owned();
            self.take_front(&mut who);
            if is_person(&who) {
                (*name, self.more) = (who, Some(counted.or(count)));
            }
        }
    }

    /// 张三先生
    fn take_title(&mut self, name: &mut String) {
        use crate::domain::Sex::{Female, Male};
        let titles = [("先生", Some(Male)), ("女士", Some(Female)), ("小姐", Some(Female)), ("同志", None)];
        let found = titles.iter().find_map(|(title, sex)| Some((name.strip_suffix(title)?, *sex)));
        if let Some((who, sex)) = found.filter(|(who, _)| fits_person(who)) {
            self.details.extend(sex.map(Detail::Sex));
            *name = who.to_owned();
        }
    }

    /// 李四邻里纠纷
    fn take_matter(&mut self, name: &mut String) {
        let bare = name.trim_end_matches("一案").trim_end_matches('案');
        if !bare.ends_with("纠纷") && !bare.ends_with("矛盾") {
            return;
        }
        let begins = |rest: &str| {
            let types = TYPE_WORDS.iter().map(|(_, words)| *words);
            rest == "纠纷"
                || types.chain([MATTERS]).any(|words| words.split(' ').any(|word| rest.starts_with(word)))
        };
        let ends = name.char_indices().map(|(at, _)| at).skip(2).take(3).collect::<Vec<_>>();
        let body = || {
            let ends = name.char_indices().map(|(at, _)| at).skip(4);
            ends.filter_map(|at| name.split_at_checked(at)).find(|(who, rest)| is_body(who) && begins(rest))
        };
        let found = ends.into_iter().rev().find_map(|at| {
            let (who, rest) = name.split_at_checked(at)?;
            (fits_person(who) && !who.ends_with(['因', '的']) && begins(rest)).then(|| who.to_owned())
        });
        if let Some(who) = found.or_else(|| body().map(|(who, _)| who.to_owned())) {
            *name = who;
            self.doubt = Some(Doubt::Together);
        }
    }

    /// 村民张三, 红坪村3组张三, 其妻李四
    fn take_front(&mut self, name: &mut String) {
        let ends: Vec<usize> = name.char_indices().map(|(at, _)| at).collect();
        // A given name of two characters first, then of one, then a surname of two.
        let tails = [3, 2, 4].into_iter().filter_map(|length| ends.len().checked_sub(length));
        for at in tails.filter(|at| *at > 0).filter_map(|at| ends.get(at).copied()) {
            let Some((before, who)) = name.split_at_checked(at) else { continue };
            if !fits_person(who) || kind_of(who) != PartyKind::Person || kind_of(name) != PartyKind::Person {
                continue;
            }
            if let Some(found) = front(before) {
                match found {
                    Front::Role(role) => {
                        let is_work = super::has(OCCUPATIONS, &role);
                        if is_work {
                            self.details.push(Detail::Occupation(role));
                        } else {
                            self.doubt = self.doubt.or(Some(Doubt::Beside));
                        }
                    }
                    Front::Place(place, role) => {
                        self.details.push(Detail::Address(place));
                        self.details.extend(role.map(Detail::Occupation));
                    }
                    Front::Kin => self.doubt = Some(Doubt::Together),
                }
                *name = who.to_owned();
                return;
            }
        }
    }

    /// 张三的妻子 and 青山公司张三 are about somebody else, or two.
    fn doubt_others(&mut self, name: &str) {
        const BODIES: &str = "公司 村委会 居委会 合作社 医院 学校 政府 派出所";
        if is_person(name) || kind_of(name) != PartyKind::Person {
            return;
        }
        let relative = KIN.split_whitespace().filter_map(|word| name.strip_suffix(word));
        let is_relative = relative.into_iter().any(|whose| whose.ends_with(['的', '之']));
        if is_relative || BODIES.split(' ').any(|body| name.contains(body)) {
            self.doubt = Some(Doubt::Together);
        }
    }
}

/// What stands before a name.
enum Front {
    Role(String),
    Place(String, Option<String>),
    Kin,
}

fn front(before: &str) -> Option<Front> {
    let of = |words: &str| words.split_whitespace().find_map(|word| before.strip_suffix(word));
    if super::has(OCCUPATIONS, before) || super::has(ROLES, before) {
        return Some(Front::Role(before.to_owned()));
    }
    if let Some(whose) = of(KIN) {
        let whose = whose.trim_end_matches(['之', '的']);
        if whose == "其" || fits_person(whose) {
            return Some(Front::Kin);
        }
    }
    let (place, role) = match of(OCCUPATIONS) {
        Some(place) => (place, before.strip_prefix(place).map(str::to_owned)),
        None => (before, None),
    };
    let place = place.trim_end_matches(['的', '人']);
    let ends = ["村", "组", "社区", "镇", "乡", "屯", "小区"].iter().any(|end| place.ends_with(end));
    let numbered = || {
        place.ends_with(['号', '室', '栋', '户', '队'])
            && place.chars().rev().nth(1).is_some_and(|c| half_width_char(c).is_ascii_digit())
    };
    let fits = place.chars().count() >= 2 && (ends || numbered());
    fits.then(|| Front::Place(clean_line(place), role))
}

/// How many a note counts: 等5人, 共12户.
pub(super) fn counted(note: &str) -> Option<Option<u32>> {
    let note = note.trim();
    let begins =
        |c: char| "等共计一二三四五六七八九十两数几".contains(c) || half_width_char(c).is_ascii_digit();
    if !note.starts_with(begins) {
        return None;
    }
    without_more(&format!("某某等{}", note.trim_start_matches('等'))).1
}

/// 张三等5人 as 张三 and how many they are, where it says so in people.
pub(super) fn without_more(name: &str) -> (String, Option<Option<u32>>) {
    let as_it_is = || (name.to_owned(), None);
    if !name.contains(['等', '共', '人', '户', '名', '位', '家', '余', '口']) {
        return as_it_is();
    }
    let folded = half_width(name);
    let folded = folded.trim();
    let split = folded
        .rsplit_once('等')
        .or_else(|| folded.rsplit_once('共'))
        .or_else(|| {
            let (who, count) = folded.rsplit_once(' ')?;
            count.starts_with(|c: char| c.is_ascii_digit()).then_some((who, count))
        })
        .or_else(|| glued(folded));
    let Some((who, rest)) = split else { return as_it_is() };
    let rest: String = rest.chars().filter(|c| !c.is_whitespace()).collect();
    let rest = rest.trim_start_matches(['共', '计', '其', '他']);
    let whom = ["村民", "居民", "业主", "农民工", "工人", "群众", "租户", "农户", "员工", "商户", "住户"];
    let said = whom.iter().find_map(|whom| rest.strip_suffix(*whom));
    let rest = said.unwrap_or(rest);
    let bare = rest.trim_end_matches(['人', '户', '名', '位', '家', '口']);
    let digits = bare.trim_end_matches(['余', '多', '几']);
    let counts = digits.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十两百几数".contains(c));
    let who = who.trim();
    let says = rest.is_empty() && (folded.ends_with('等') || said.is_some()) || (rest != bare && counts);
    if !says || who.chars().count() < 2 {
        return as_it_is();
    }
    let in_people = rest.ends_with(['人', '名', '位', '口']) && digits == bare;
    let count = in_people.then(|| digits.parse().ok().or_else(|| numeral(digits))).flatten();
    // The name as written, in its own width.
    let kept: String = name.trim_start().chars().take(who.chars().count()).collect();
    (clean_line(&kept), Some(count))
}

/// 李四二人, 张三兄弟三人: a count behind a whole name.
fn glued(text: &str) -> Option<(&str, &str)> {
    let bare = text.strip_suffix("口人").or_else(|| text.strip_suffix(['人', '名', '户', '口']))?;
    let at = bare.char_indices().rev().find(|(_, c)| !c.is_ascii_digit()).map(|(at, c)| at + c.len_utf8())?;
    let at = if at < bare.len() { at } else { bare.char_indices().next_back()?.0 };
    let (who, count) = text.split_at_checked(at)?;
    let is_count = count.starts_with(|c: char| c.is_ascii_digit() || "二三四五六七八九两".contains(c));
    let is_family = || FAMILY.iter().any(|(word, _)| who.strip_suffix(word).is_some_and(fits_person));
    (is_count && (fits_person(who) || is_family())).then_some((who, count))
}

fn numeral(word: &str) -> Option<u32> {
    let digit = |c: char| {
        "一二三四五六七八九".chars().zip(1..).find_map(|(known, value)| (known == c).then_some(value))
    };
    let one = |word: &str| -> Option<u32> {
        let mut chars = word.chars();
        let first = chars.next()?;
        chars.next().is_none().then(|| if first == '两' { Some(2) } else { digit(first) })?
    };
    match word.split_once('十') {
        None => one(word),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { one(tens)? };
            Some(tens * 10 + if ones.is_empty() { 0 } else { one(ones)? })
        }
    }
}

/// 张三13800001111 as the name and the number.
fn without_number(name: &str) -> (String, Option<Detail>) {
    let at = name.char_indices().find(|(_, c)| half_width_char(*c).is_ascii_digit()).map(|(at, _)| at);
    let Some((who, number)) = at.and_then(|at| name.split_at_checked(at)) else {
        return (name.to_owned(), None);
    };
    let who = who.trim().trim_end_matches(['：', ':', '-', '—', '/']).trim_end_matches("电话").trim_end();
    match detail(number) {
        found @ (Detail::Phone(_) | Detail::IdNumber(_)) if who.chars().count() >= 2 => {
            (who.to_owned(), Some(found))
        }
        _ => (name.to_owned(), None),
    }
}
